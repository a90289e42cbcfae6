// Command mutants breaks package plan, and what remembers who asks, in one place at a time and sees that the tests notice: a mutant that survives is a promise that nobody
// holds. It prints each mutant with the test that caught it, and ends with 1 when one survives or no longer fits the code.
//
//	go run ./server/plan/mutants [-only words]
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path"
	"regexp"
	"strings"

	edit "lianqi/server/mutant"
)

var caughtBy = regexp.MustCompile(`--- FAIL: (\w+)`)

func main() {
	only := flag.String("only", "", "only mutants whose name contains this")
	flag.Parse()
	survived := 0
	for _, m := range mutants {
		if !strings.Contains(m.name, *only) {
			continue
		}
		verdict, caught := m.try()
		fmt.Printf("%-52s %s\n", m.name, verdict)
		if !caught {
			survived++
		}
	}
	fmt.Printf("mutants=%d survived=%d\n", len(mutants), survived)
	if survived > 0 {
		os.Exit(1)
	}
}

// where is the mutant's file from the module's root, and the tests that should notice it. A file without a folder is of package plan.
func (m mutant) where() (file string, tests []string) {
	switch dir := path.Dir(m.file); {
	case m.file == "reach.go":
		return "server/plan/reach.go", []string{"./graph", "-run", "TestSecondWall|TestReadsAreOneStatementByIndex"}
	case dir == ".":
		return "server/plan/" + m.file, []string{"./server/plan", "-skip", "TestContract|TestEveryOperation", "-seed", "7"}
	default:
		return m.file, []string{"./" + dir}
	}
}

// try runs the tests with the file changed, which go does without touching it.
func (m mutant) try() (verdict string, caught bool) {
	work, err := os.MkdirTemp("", "mutant")
	if err != nil {
		return err.Error(), false
	}
	defer os.RemoveAll(work)
	file, tests := m.where()
	overlay, err := edit.Overlay(".", work, edit.Edit{File: file, From: m.from, To: m.to})
	if err != nil {
		return err.Error(), false
	}
	args := append([]string{"test", "-overlay", overlay, "-count=1", "-failfast", "-vet=off"}, tests...)
	out, err := exec.Command("go", args...).CombinedOutput()
	by := caughtBy.FindSubmatch(out)
	switch {
	case err == nil:
		return "SURVIVED", false
	case by != nil:
		return "caught by " + string(by[1]), true
	case bytes.Contains(out, []byte("panic:")):
		return "caught by a panic", true
	}
	return "BROKEN: " + strings.TrimSpace(string(out)), false
}
