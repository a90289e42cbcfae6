// Package mutant builds the program with faults planted in it, without touching a source file: go reads the changed files from an overlay.
package mutant

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// Edit is one place of a source file, and what it is changed to.
type Edit struct {
	File     string // from the module's root
	From, To string // From stands in File exactly once; empty for a file that there is not, of which To is all
}

// Overlay writes the changed files below work and returns the file for `go build -overlay`. An error that begins with STALE says that an
// edit no longer fits the source: whoever changed the source moves the edit along.
func Overlay(root, work string, edits ...Edit) (string, error) {
	changed := map[string][]byte{}
	for _, e := range edits {
		name, err := filepath.Abs(filepath.Join(root, e.File))
		if err != nil {
			return "", err
		}
		source, seen := changed[name]
		if !seen && e.From != "" {
			if source, err = os.ReadFile(name); err != nil {
				return "", err
			}
		}
		if e.From == "" {
			changed[name] = []byte(e.To)
			continue
		}
		if n := bytes.Count(source, []byte(e.From)); n != 1 {
			return "", fmt.Errorf("STALE: %s has this %d times: %s", e.File, n, e.From)
		}
		changed[name] = bytes.Replace(source, []byte(e.From), []byte(e.To), 1)
	}
	replace := map[string]string{}
	for name, source := range changed {
		replace[name] = filepath.Join(work, strconv.Itoa(len(replace))+".go")
		if err := os.WriteFile(replace[name], source, 0o600); err != nil {
			return "", err
		}
	}
	list, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	overlay := filepath.Join(work, "overlay.json")
	return overlay, os.WriteFile(overlay, list, 0o600)
}
