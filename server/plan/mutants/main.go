// Command mutants breaks package plan in one place at a time and sees that its tests notice: a mutant that survives is a promise that nobody
// holds. It prints each mutant with the test that caught it, and ends with 1 when one survives or no longer fits the code.
//
//	go run ./server/plan/mutants [-only words]
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

const dir = "server/plan"

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

// try runs the tests with the file changed, which go does without touching it.
func (m mutant) try() (verdict string, caught bool) {
	name, err := filepath.Abs(filepath.Join(dir, m.file))
	if err != nil {
		return err.Error(), false
	}
	source, err := os.ReadFile(name)
	if err != nil {
		return err.Error(), false
	}
	if n := bytes.Count(source, []byte(m.from)); n != 1 {
		return fmt.Sprintf("STALE: %s has this %d times: %s", m.file, n, m.from), false
	}
	work, err := os.MkdirTemp("", "mutant")
	if err != nil {
		return err.Error(), false
	}
	defer os.RemoveAll(work)
	changed, overlay := filepath.Join(work, m.file), filepath.Join(work, "overlay.json")
	replace, _ := json.Marshal(map[string]map[string]string{"Replace": {name: changed}})
	if err := os.WriteFile(changed, bytes.Replace(source, []byte(m.from), []byte(m.to), 1), 0o600); err != nil {
		return err.Error(), false
	}
	if err := os.WriteFile(overlay, replace, 0o600); err != nil {
		return err.Error(), false
	}
	out, err := exec.Command("go", "test", "-overlay", overlay, "-count=1", "-failfast", "-vet=off", "./"+dir, "-skip", "TestContract", "-seed", "7").CombinedOutput()
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
