package graph_test

import (
	"cmp"
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"lianqi/server/access"
	"lianqi/server/db/dbtest/county"
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
	"Receipt": "what the reader sent: TestReceipt of server", "LocationProposal": "of an enterprise, for offices: TestH15LocationProposed of server", "Changes": "names what the reader's own lists hold: server/changes", "Reconciliation": "numbers: TestRandomWalk of server/problem",
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
