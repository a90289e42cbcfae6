package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// below are the packages under the nouns, which nouns may import and which import no noun.
var below = []string{"access", "arrival", "db", "deadline", "fault", "geo", "hour", "intake", "moment", "mutant", "once", "plan"}

// joiners put nouns together.
var joiners = []string{"", "demo", "verb"}

// Nouns do not import each other or what is above them: server (main) → graph → verb, demo → nouns → below.
func TestArrows(t *testing.T) {
	t.Parallel()
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		from, _, _ := strings.Cut(strings.TrimPrefix(path.Dir(name), "."), "/")
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, i := range file.Imports {
			full := strings.Trim(i.Path.Value, `"`)
			to, ours := strings.CutPrefix(full, "lianqi/server/")
			to, _, _ = strings.Cut(to, "/")
			switch {
			case strings.HasPrefix(full, "lianqi/graph") && from != "":
				t.Errorf("%s imports %s, which is above it", name, full)
			case !ours || to == from || slices.Contains(joiners, from):
			case strings.HasSuffix(path.Dir(name), "test"): // helpers of tests
			case !slices.Contains(below, to):
				t.Errorf("%s imports %s: nouns meet in SQL, in verb and in graph, not in each other", name, full)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
