package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"lianqi/graph"
	"lianqi/server/access"
	"lianqi/server/db/dbtest/county"
	"lianqi/server/session"
	"lianqi/server/verb"
)

// seer asks the county's graph and follows the answers by the schema.
type seer struct {
	t       *testing.T
	handler http.Handler
	schema  *ast.Schema
	names   map[string]string
}

func newSeer(t *testing.T) (*seer, []*reader) {
	t.Helper()
	c := county.New(t)
	if _, err := c.Pool.Exec(t.Context(), seenRows); err != nil {
		t.Fatal(err)
	}
	nouns, err := graph.Nouns(graph.Schema())
	if err != nil {
		t.Fatal(err)
	}
	readers, names := readersOf(c)
	r := &graph.Resolver{Verbs: verb.New(c.Pool, time.Now), Session: session.New(c.Pool), Now: time.Now}
	return &seer{t, graph.Handler(graph.Executable(nouns, reading(t, nouns, c.Pool), r)), graph.Schema(), names}, readers
}

// ask returns the data, and the code of the first error.
func (s *seer) ask(r *reader, document string, id ...string) (data map[string]any, code string) {
	s.t.Helper()
	body, _ := json.Marshal(map[string]any{"query": document, "variables": map[string]any{"id": strings.Join(id, "")}})
	req := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
	req.Header.Set("Content-Type", "application/json")
	rec := httptest.NewRecorder()
	s.handler.ServeHTTP(rec, req.WithContext(access.With(s.t.Context(), r.actor)))
	var got struct {
		Data   map[string]any
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	if err := json.Unmarshal(rec.Body.Bytes(), &got); err != nil {
		s.t.Fatalf("%s: %v", rec.Body, err)
	}
	if got.Errors != nil {
		code = got.Errors[0].Extensions.Code
	}
	switch {
	case code == "INVALID" && strings.Contains(got.Errors[0].Message, "token limit"):
		code = "TOO_LARGE"
	case code == "INVALID":
		s.t.Fatalf("%s\n%s", got.Errors[0].Message, document)
	}
	return got.Data, code
}

// ids calls found with each row of an answer, and how it was come to.
func (s *seer) ids(def *ast.Definition, value any, path string, found func(noun, id, path string)) {
	switch value := value.(type) {
	case []any:
		for _, v := range value {
			s.ids(def, v, path, found)
		}
	case map[string]any:
		if id, ok := value["id"].(string); ok {
			found(def.Name, id, path)
		}
		for name, v := range value {
			if fd := def.Fields.ForName(name); fd != nil {
				s.ids(s.schema.Types[fd.Type.Name()], v, path+"."+name, found)
			}
		}
	}
}

// edge is a field that leads to rows, with its arguments, a frame for their fields, and what may be below.
type edge struct {
	frame string
	below []edge
}

func (e edge) String() string {
	text := make([]string, len(e.below))
	for i, b := range e.below {
		text[i] = b.String()
	}
	return strings.Replace(e.frame, "%s", strings.Join(append(text, "__typename"), " "), 1)
}

// edges are those of a type, to a depth, and its id.
func (s *seer) edges(def *ast.Definition, depth int) (out []edge) {
	for _, fd := range def.Fields {
		if fd.Name == "id" {
			out = append(out, edge{frame: "id"})
		}
		if s.schema.Types[fd.Type.Name()].Kind != ast.Object || depth == 0 || strings.HasPrefix(fd.Name, "__") {
			continue
		}
		if args, ok := s.args(fd, false); ok {
			out = append(out, s.edge(fd, args, depth-1))
		}
	}
	return out
}

func (s *seer) edge(fd *ast.FieldDefinition, args string, depth int) edge {
	def := s.schema.Types[fd.Type.Name()]
	if page := def.Fields.ForName("nodes"); page != nil {
		return edge{fd.Name + args + " { nodes { %s } }", s.edges(s.schema.Types[page.Type.Name()], depth)}
	}
	return edge{fd.Name + args + " { %s }", s.edges(def, depth)}
}

// args are the arguments that a field needs, and of a page that it is short; not ok where one is not known, as the id of something may be.
func (s *seer) args(fd *ast.FieldDefinition, byID bool) (text string, ok bool) {
	known := map[string]string{
		"first": "4", "code": `"430502"`, "divisionCode": `"430500"`, "groupBy": "STATUS", "from": `"2020-01-01"`, "to": `"2040-01-01"`,
		"organizationId": fmt.Sprintf("%q", county.ID("committee")),
	}
	if byID {
		known["id"] = "$id"
	}
	var args []string
	for _, a := range fd.Arguments {
		needed := a.Type.NonNull && a.DefaultValue == nil
		if needed && known[a.Name] == "" {
			return "", false
		}
		if needed || a.Name == "first" {
			args = append(args, a.Name+": "+known[a.Name])
		}
	}
	if args == nil {
		return "", true
	}
	return "(" + strings.Join(args, ", ") + ")", true
}

// start is a field of the root, whether it needs an id, and what is below it.
type start struct {
	noun string
	byID bool
	edge
}

// starts are the root's fields that lead to rows.
func (s *seer) starts(nouns map[string]map[string]bool) (out []start) {
	for _, fd := range s.schema.Query.Fields {
		if strings.HasPrefix(fd.Name, "__") || s.schema.Types[fd.Type.Name()].Kind != ast.Object {
			continue
		}
		args, ok := s.args(fd, false)
		if ok {
			out = append(out, start{fd.Type.Name(), false, s.edge(fd, args, 2)})
		} else if args, ok = s.args(fd, true); ok {
			out = append(out, start{fd.Type.Name(), true, s.edge(fd, args, 2)})
		}
		if _, is := nouns[fd.Type.Name()]; is && !ok {
			s.t.Errorf("nobody knows how to ask for %s", fd.Name)
		}
	}
	return out
}
