package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	edit "lianqi/server/mutant"
)

// suite is the tests of a folder, narrowed by flags.
type suite struct {
	dir   string
	flags []string
}

// Verdicts: that all tests pass, and how those begin that say what noticed.
const survived, caught = "SURVIVED", "caught"

// noticed is the line by which a program of tests says which of them failed; one that panics outside of tests names none.
var noticed = regexp.MustCompile(`^\s*--- FAIL: (\w+)|^(panic|fatal error): `)

// run runs the tests with the code changed, until the first fails or the time is over. The tag leaves out tests that need the whole program
// built anew: those of the package alone must do.
func (s suite) run(limit time.Duration, edits ...edit.Edit) (verdict string) {
	work, err := os.MkdirTemp("", "mutant")
	if err != nil {
		return err.Error()
	}
	defer os.RemoveAll(work)
	overlay, err := edit.Overlay(".", work, edits...)
	if err != nil {
		return err.Error()
	}
	program := filepath.Join(work, "tests")
	build := exec.Command("go", "test", "-c", "-tags", "mutant", "-overlay", overlay, "-o", program, "./"+s.dir)
	if out, err := build.CombinedOutput(); err != nil {
		return "BROKEN: " + strings.TrimSpace(string(out))
	}
	ctx, stop := context.WithTimeout(context.Background(), limit)
	defer stop()
	tests := exec.CommandContext(ctx, program, append([]string{"-test.v", "-test.failfast", "-test.timeout=0", "-test.parallel=8"}, s.flags...)...)
	tests.Dir = s.dir
	out, err := tests.StdoutPipe()
	if err != nil {
		return err.Error()
	}
	tests.Stderr = tests.Stdout
	if err := tests.Start(); err != nil {
		return err.Error()
	}
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<26)
	for verdict == "" && lines.Scan() {
		if by := noticed.FindStringSubmatch(lines.Text()); by != nil {
			verdict = caught + " by " + by[1] + by[2]
			stop()
		}
	}
	switch err := tests.Wait(); {
	case verdict != "":
		return verdict
	case ctx.Err() != nil:
		return fmt.Sprintf(caught+": ran over %d s, i.e. never ends", int(limit.Seconds()))
	case err != nil:
		return "BROKEN: the tests end without a word: " + err.Error()
	}
	return survived
}
