package graph_test

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
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

var (
	//go:embed testdata/seen.sql
	seenRows string
	//go:embed testdata/seen.txt
	seenTable string
)

// elsewhere are the nouns that are not in the table, and why.
var elsewhere = map[string]string{
	"Viewer": "whoever asks", "OwnRole": "whoever asks", "CampaignPhase": "of a campaign, no secret", "CampaignTopic": "of a campaign, no secret",
	"Changes": "names what the reader's own lists hold: server/changes", "Reconciliation": "numbers: TestRandomWalk of server/problem",
	"BatchUnit": "numbers", "ProblemDocument": "a view of what is in the table", "DocumentTemplate": "words, no secret",
	"PolicyClause": "of a policy", "ResidentChecklist": "words for all staff",
	"Statistics": "numbers: TestEveryNumberHasItsCases", "StatisticsRow": "numbers", "Measures": "numbers", "MeasureDefinition": "words",
}

// reader is an account of the county, and the rows that it may see by noun; nil are any.
type reader struct {
	account string
	actor   access.Actor
	sees    map[string]map[string]bool
}

// readersOf reads the table.
func readersOf(c *county.County) (out []*reader, names map[string]string) {
	lines := strings.Split(strings.SplitN(seenTable, "\n\n", 2)[1], "\n")
	for _, account := range strings.Fields(lines[0]) {
		r := &reader{account: account, sees: map[string]map[string]bool{}}
		switch account {
		case "app":
			r.actor = access.Actor{Role: access.ThirdPartyApp, ClientID: "app", DivisionCode: "430502", Areas: []string{"430502"}, Scopes: []string{"enterprise:read", "problem:read:masked", "stats:read"}}
		case "nobody":
		default:
			r.actor = c.Actor(account)
		}
		out = append(out, r)
	}
	called := map[string]string{
		"Enterprise o": "firm", "Enterprise u": "firm-outside", "Enterprise s": "firm-sibling", "Enterprise n": "firm-unlisted",
		"Assignment o": "link", "Assignment r": "link-resident", "Assignment u": "link-outside", "Assignment n": "link-unlisted",
	}
	names = map[string]string{county.ID("park"): "IndustrialPark p"}
	for _, line := range lines[1:] {
		cells := strings.Fields(line)
		for i := 1; i < len(cells); i++ {
			r, noun := out[i-1], cells[0]
			if cells[i] == "*" {
				r.sees[noun] = nil
				continue
			}
			r.sees[noun] = map[string]bool{}
			for _, w := range strings.Trim(cells[i], "-") {
				name := noun + " " + string(w)
				id := county.ID(cmp.Or(called[name], name))
				r.sees[noun][id], names[id] = true, name
				switch noun {
				case "Dispatch": // the other unit's
					id := county.ID(name + "2")
					r.sees[noun][id], names[id] = true, name+"2"
				case "ProblemEvent": // an instruction is one
					r.sees[noun][county.ID("Instruction "+string(w))] = true
				}
			}
		}
	}
	return out, names
}

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
	return &seer{t, graph.Handler(graph.Executable(nouns, c.Pool, r)), graph.Schema(), names}, readers
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

// Whatever way of at most three edges leads to a noun, nobody comes to a row that is not theirs to see, and everybody to all that are.
func TestNoWayLeadsToWhatIsHidden(t *testing.T) {
	t.Parallel()
	s, readers := newSeer(t)
	for name, def := range s.schema.Types {
		if def.Kind == ast.Object && def.Fields.ForName("id") != nil && readers[0].sees[name] == nil && elsewhere[name] == "" {
			if _, any := readers[0].sees[name]; !any {
				t.Errorf("testdata/seen.txt does not say who sees which %s", name)
			}
		}
	}
	starts := s.starts(readers[0].sees)
	for _, r := range readers {
		reached := map[string]bool{}
		found := func(noun, id, path string) {
			may, known := r.sees[noun]
			if known && may != nil && !may[id] {
				t.Errorf("%s comes to %s (%s) by %s", r.account, s.names[id], id, path)
			}
			if r.account == "nobody" && elsewhere[noun] != "words" {
				t.Errorf("nobody comes to a %s by %s", noun, path)
			}
			reached[id] = true
		}
		for _, start := range starts {
			if !start.byID {
				s.follow(r, "{ "+start.frame+" }", start.below, found)
				continue
			}
			for id, name := range s.names {
				if strings.HasPrefix(name, start.noun+" ") {
					s.follow(r, "query ($id: ID!) { "+start.frame+" }", start.below, found, id)
				}
			}
		}
		for _, may := range r.sees {
			for id := range may {
				if !reached[id] {
					t.Errorf("%s may see %s and cannot come to it", r.account, s.names[id])
				}
			}
		}
	}
}

// follow asks for edges in a frame, in as many documents as they need. A way that is too large by itself nobody can go.
func (s *seer) follow(r *reader, frame string, edges []edge, found func(noun, id, path string), id ...string) {
	s.t.Helper()
	data, code := s.ask(r, edge{frame, edges}.String(), id...)
	switch {
	case code != "TOO_LARGE":
		s.ids(s.schema.Query, data, "", found)
	case len(edges) > 1:
		s.follow(r, frame, edges[:len(edges)/2], found, id...)
		s.follow(r, frame, edges[len(edges)/2:], found, id...)
	case len(edges) == 1 && len(edges[0].below) > 0:
		s.follow(r, strings.Replace(frame, "%s", edges[0].frame, 1), edges[0].below, found, id...)
	}
}

// Each list is exactly what its reader may see of the noun, counted rightly, in every order, and after every cursor that another reader, who
// sees more, was given; a filter by a yes or no parts it in two.
func TestListsHoldWhatTheirReaderSees(t *testing.T) {
	t.Parallel()
	s, readers := newSeer(t)
	all := readers[slices.IndexFunc(readers, func(r *reader) bool { return r.account == "office-city" })]
	for _, fd := range s.schema.Query.Fields {
		page := s.schema.Types[fd.Type.Name()].Fields.ForName("nodes")
		if page == nil || all.sees[page.Type.Name()] == nil {
			continue
		}
		questions := map[string]string{"plain": ""}
		if by := fd.Arguments.ForName("orderBy"); by != nil {
			for _, v := range s.schema.Types[by.Type.Name()].EnumValues {
				questions[v.Name] = "orderBy: " + v.Name
			}
		}
		for _, order := range slices.Sorted(maps.Keys(questions)) {
			data, _ := s.ask(all, fmt.Sprintf("{ it: %s(first: 20 %s) { edges { cursor } } }", fd.Name, questions[order]))
			edges := data["it"].(map[string]any)["edges"].([]any)
			for i, e := range edges[:min(2, len(edges))] {
				questions[fmt.Sprint(order, i)] = fmt.Sprintf("%s after: %q", questions[order], e.(map[string]any)["cursor"])
			}
		}
		yes := map[string]bool{}
		if by := fd.Arguments.ForName("filter"); by != nil {
			for _, m := range s.schema.Types[by.Type.Name()].Fields {
				if m.Type.Name() == "Boolean" {
					yes[m.Name] = true
					questions["is"+m.Name], questions["not"+m.Name] = "filter: { "+m.Name+": true }", "filter: { "+m.Name+": false }"
				}
			}
		}
		for _, r := range readers {
			may := r.sees[page.Type.Name()]
			lists := map[string]map[string]bool{}
			for _, name := range slices.Sorted(maps.Keys(questions)) {
				data, _ := s.ask(r, fmt.Sprintf("{ it: %s(first: 20 %s) { totalCount nodes { id } } }", fd.Name, questions[name]))
				list, got := data["it"].(map[string]any), map[string]bool{}
				s.ids(s.schema.Types[page.Type.Name()], list["nodes"], "", func(_, id, _ string) { got[id] = true })
				lists[name] = got
				for id := range got {
					if !may[id] {
						t.Errorf("%s finds %s in %s (%s)", r.account, s.names[id], fd.Name, questions[name])
					}
				}
				whole := !strings.Contains(questions[name], "after") && !strings.Contains(questions[name], "filter")
				if count := int(list["totalCount"].(float64)); whole && (count != len(may) || len(got) != len(may)) {
					t.Errorf("%s counts %d and finds %d in %s (%s), and may see %d", r.account, count, len(got), fd.Name, questions[name], len(may))
				}
			}
			for m := range yes {
				if is, not := lists["is"+m], lists["not"+m]; len(is)+len(not) != len(may) {
					t.Errorf("%s: %s parts the %d of %s into %d and %d", r.account, m, len(may), fd.Name, len(is), len(not))
				}
			}
		}
	}
}

// What is hidden of a row that one may see (6.5) is null for exactly the readers who may not know it. That no filter and no order tells it either is
// refused where it is declared (TestNewRefuses of server/plan).
func TestHiddenFieldsAreNull(t *testing.T) {
	t.Parallel()
	s, readers := newSeer(t)
	const staff = "cadre resident cadre-outside contact contact-outside contact-sibling office office-city office-sibling supervisor"
	for _, c := range []struct{ field, document, shown string }{
		{"where the phone was", "{ visits(first: 20) { nodes { location { lon } } } }", "cadre cadre-outside office office-city office-sibling supervisor"},
		{"who scored", "{ problems(first: 20) { nodes { evaluation { evaluator { name } } } } }", staff + " leader"},
		{"who spoke", "{ problems(first: 20) { nodes { callbacks { spokeWith } } } }", staff + " leader"},
		{"a person's phone", "{ problems(first: 20) { nodes { callbacks { caller { phone } } } } }", staff + " handler-committee handler-government handler-industry"},
		{"a contact's phone", "{ enterprises(first: 20) { nodes { contacts { phone } } } }", staff + " handler-committee handler-government"},
		{"a message's address", "{ outboundChannels { host } }", "admin"},
	} {
		for _, r := range readers {
			data, code := s.ask(r, c.document)
			if shown := value(data); code != "" || shown != slices.Contains(strings.Fields(c.shown), r.account) {
				t.Errorf("%s for %s: %v %s", c.field, r.account, data, code)
			}
		}
	}
}

// value reports whether an answer holds anything but nulls.
func value(v any) bool {
	switch v := v.(type) {
	case []any:
		return slices.ContainsFunc(v, value)
	case map[string]any:
		return slices.ContainsFunc(slices.Collect(maps.Values(v)), value)
	}
	return v != nil
}
