package graph_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"lianqi/graph"
	"lianqi/server/access"
)

var inScript = regexp.MustCompile("export const (\\w+)Document = .*new TypedDocumentString\\(`([^`]*)`\\)")

// Every document that the application is built with is in the registry; of others people may send none, and who holds a token any.
func TestOwnDocuments(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../pwa/src/gql/documents/*.ts")
	if err != nil {
		t.Fatal(err)
	}
	cadre, app := access.With(t.Context(), access.Actor{Role: access.LinkCadre}), access.With(t.Context(), access.Actor{Role: access.ThirdPartyApp})
	known := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range inScript.FindAllStringSubmatch(string(text), -1) {
			known++
			if f := graph.OwnDocuments(cadre, m[2]); f != nil {
				t.Errorf("%s is not in the registry: run make gen", m[1])
			}
			if graph.OwnDocuments(cadre, m[2]+" ") == nil || graph.OwnDocuments(app, m[2]+" ") != nil {
				t.Errorf("%s with a blank more is taken from a cadre, or not from an application", m[1])
			}
		}
	}
	if known < 100 {
		t.Errorf("the application has %d documents", known)
	}
}
