// Command mutants breaks package plan, and what remembers who asks, in one place at a time and sees that the tests notice: a mutant that survives is a promise that nobody
// holds. It prints each mutant with the test that caught it, and ends with 1 when one survives or no longer fits the code.
//
//	go run ./server/plan/mutants [-only words]
package main

import (
	"flag"
	"fmt"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"time"

	edit "lianqi/server/mutant"
)

func main() {
	only := flag.String("only", "", "only mutants whose name contains this")
	flag.Parse()
	chosen := slices.DeleteFunc(mutants, func(m mutant) bool { return !strings.Contains(m.name, *only) })
	limits := map[string]time.Duration{}
	for _, m := range chosen {
		if _, tests := m.where(); limits[tests.dir] == 0 {
			limits[tests.dir] = tests.limit()
		}
	}
	survivors := 0
	for i, verdict := range sideBySide(chosen, func(m mutant) string {
		file, tests := m.where()
		return tests.run(limits[tests.dir], edit.Edit{File: file, From: m.from, To: m.to})
	}) {
		verdict := <-verdict
		fmt.Printf("%-52s %s\n", chosen[i].name, verdict)
		if !strings.HasPrefix(verdict, caught) {
			survivors++
		}
	}
	fmt.Printf("mutants=%d survived=%d\n", len(chosen), survivors)
	if survivors > 0 {
		os.Exit(1)
	}
}

// sideBySide tries as many at once as there are processors, in their order; each verdict comes when it is there.
func sideBySide(all []mutant, try func(mutant) string) []chan string {
	verdicts, slots := make([]chan string, len(all)), make(chan struct{}, runtime.NumCPU())
	for i := range all {
		verdicts[i] = make(chan string, 1)
	}
	go func() {
		for i, m := range all {
			slots <- struct{}{}
			go func() {
				verdicts[i] <- try(m)
				<-slots
			}()
		}
	}()
	return verdicts
}

// where is the mutant's file from the module's root, and the tests that should notice it. A file without a folder is of package plan.
func (m mutant) where() (file string, s suite) {
	switch dir := path.Dir(m.file); {
	case m.file == "reach.go":
		return "server/plan/reach.go", suite{"graph", []string{"-test.run", "TestSecondWall|TestReadsAreOneStatementByIndex"}}
	case dir == ".":
		return "server/plan/" + m.file, suite{"server/plan", []string{"-seed", "7", "-test.skip", "TestManyDocumentsLeaveLittle"}} // it is about memory, and long
	default:
		return m.file, suite{dir, nil}
	}
}

// limit is the time that the tests have for a mutant: far more than they take of the code as it is, which they must pass.
func (s suite) limit() time.Duration {
	began := time.Now()
	if verdict := s.run(time.Hour); verdict != survived {
		fmt.Printf("%s without a mutant: %s\n", s.dir, verdict)
		os.Exit(1)
	}
	took := time.Since(began)
	fmt.Printf("%s without a mutant: passes in %d s\n", s.dir, int(took.Seconds()))
	return 10*took + time.Minute
}
