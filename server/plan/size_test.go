//go:build !mutant

package plan_test

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"lianqi/graph"
	"lianqi/server/demo/demotest"
	"lianqi/server/plan"
)

// size is how many rows tables of a province have after years; those that are not named have 100,000. What may be read from end to end is smaller
// than 20,000: what does not grow, and what offices write by hand, some in a month for each county.
var size = map[string]int{
	"enterprise": 400_000, "enterprise_contact": 500_000, "assignment": 600_000, "person": 450_000, "person_role": 450_000, "visit": 1_000_000,
	"problem": 72_500, "problem_event": 600_000, "problem_fact": 250_000, "photo": 1_500_000, "notice": 2_000_000, "chain_member": 50_000,
	"division": 150, "organization": 5_000, "work_calendar": 400, "sla_policy": 10, "sla_step": 70, "campaign": 50, "campaign_phase": 200, "campaign_topic": 400,
	"document_template": 300, "industry_chain": 200, "chain_head": 300, "park": 1_000, "clock": 1, "resident_checklist": 250, "outbound_channel": 500,
	"dispatch_batch": 2_000, "meeting": 5_000, "supervision_group": 500, "supervision_group_area": 1_000, "supervision_group_member": 2_000, "supervision_trip": 5_000,
	"sample": 2_000, "reception_event": 5_000, "policy": 2_000, "policy_clause": 10_000, "support_plan": 5_000, "device": 10_000, "decision": 15_000, "agenda_item": 15_000, "liaison": 5_000,
}

// allowed are what operations may do for all that, by the pattern of "Operation does", and why.
var allowed = []struct{ pattern, because string }{
	{`counts `, "an exact number reads what it counts, in the area of the reader"},
	{`^BehindNumber sorts`, "the rows behind a number are found by its facts, not in the order of the list"},
	{`^(ChainProblems|Pack) `, "a chain's or a pack's problems are those of its firms; firms have an index, chains of thousands of firms do not occur, nor packs of who is no cadre"},
	{`^(Desk|My|Chain|)Problems reads dispatch`, "awaitsRuling hashes the units that have signed: not narrower than that"},
	{`^DeskProblems (sorts|reads problem)`, "by date without a filter: the index of dates holds what is open, which all lists by date ask for"},
	{`^DeskEnterprises reads assignment`, "unassigned: which firms have nobody is known from all links of today"},
	{`^Batches reads dispatch_batch_item`, "who sees a batch depends on its problems"},
	{`^ResidentLogs reads resident_log`, "of a city and above: the index of an area's logs is by county"},
	{`^FindColleagues reads person_role`, "only offices ask, for all others it is not read"},
	{`^(Trips|Decisions) sorts`, "of a city and above: written by hand, some a month"},
	{`^LocationProposals sorts`, "the planner cannot know how few firms have check-ins that gather elsewhere"},
	{`^(Pack)?Enterprises? sorts`, "its liaisons: the planner cannot know how few are a firm's own and how many its chains' and units'"},
}

// TestEveryOperationByIndex plans every operation that the application and the contract's clients send, for readers of every role and with each of
// its variables in turn, on the demo data with statistics as of a province: none reads a growing table from end to end or sorts more than 1,000
// rows, and what is nearest is found by index. The plans are the generic ones that are kept.
func TestEveryOperationByIndex(t *testing.T) {
	t.Parallel()
	pool := demotest.New(t)
	empty := grow(t, pool)
	nouns, err := graph.Nouns(graph.Schema())
	if err != nil {
		t.Fatal(err)
	}
	conn, err := pool.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	if _, err := conn.Exec(t.Context(), "set seq_page_cost = 100"); err != nil { // for the pages are as few as they were
		t.Fatal(err)
	}
	who, explained, found, used := people(t, pool, time.Now()), map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, folder := range []string{"../../pwa/src", "../testdata"} {
		text := documents(t, folder)
		doc, err := parser.ParseQuery(&ast.Source{Input: text})
		if err != nil {
			t.Fatal(err)
		}
		statements := plan.Statements(nouns, text)
		for _, op := range doc.Operations {
			for _, account := range slices.Sorted(maps.Keys(who)) {
				if strings.HasPrefix(account, "an application") || account == "nobody" {
					continue // send none of these
				}
				asked := variants(op)
				if !strings.HasPrefix(account, "office-") {
					asked = asked[:1]
				}
				for _, vars := range asked {
					for _, sql := range statements(t, op.Name, vars, who[account]) {
						_, bare, _ := strings.Cut(sql, " */ ")
						if explained[bare] {
							continue
						}
						explained[bare] = true
						p := explain(t, conn.Conn(), bare)
						does := faults(p, empty, false)
						if strings.Contains(bare, "<->") && account == "office-province" && !p.nearest() { // the few firms of others may be sorted
							does = append(does, "looks for what is nearest without an index")
						}
						for _, wrong := range does {
							line := op.Name + " " + wrong
							i := slices.IndexFunc(allowed, func(a struct{ pattern, because string }) bool {
								return regexp.MustCompile(a.pattern).MatchString(line)
							})
							if i >= 0 {
								used[allowed[i].pattern] = true
							} else if !found[line] {
								found[line] = true
								t.Errorf("%s for %s with %v", line, account, vars)
							}
						}
					}
				}
			}
		}
	}
	for _, a := range allowed {
		if !used[a.pattern] {
			t.Errorf("nothing does any more what %s allows", a.pattern)
		}
	}
	t.Logf("%d statements; no rows in %v", len(explained), empty)
}

// documents are all *.graphql below a folder, which may use each other's fragments.
func documents(t *testing.T, folder string) string {
	t.Helper()
	var all []byte
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, _ fs.DirEntry, err error) error {
		if err == nil && path.Ext(name) == ".graphql" {
			var text []byte
			text, err = os.ReadFile(path.Join(folder, name))
			all = append(all, text...)
		}
		return err
	})
	if err != nil || all == nil {
		t.Fatalf("documents in %s: %v", folder, err)
	}
	return string(all)
}

// variants are variables of an operation: those that it must have, and beside them each of the others alone, of inputs each member, of orders each.
func variants(op *ast.OperationDefinition) (out []map[string]any) {
	must := map[string]any{}
	for _, d := range op.VariableDefinitions {
		if d.Type.NonNull && d.DefaultValue == nil {
			must[d.Variable] = values(d.Variable, d.Type)[0]
		}
	}
	out = append(out, must)
	for _, d := range op.VariableDefinitions {
		for _, v := range values(d.Variable, d.Type) {
			one := maps.Clone(must)
			one[d.Variable] = v
			out = append(out, one)
		}
	}
	return out
}

// values are some of a type: of an input one with what it must have, and one more for each further member.
func values(name string, t *ast.Type) (out []any) {
	def := graph.Schema().Types[t.Name()]
	switch {
	case t.Elem != nil:
		for _, v := range values(name, t.Elem) {
			out = append(out, []any{v})
		}
		return out
	case def.Kind == ast.Enum:
		for _, v := range def.EnumValues {
			if name == "orderBy" || out == nil { // the others are as good as the first
				out = append(out, v.Name)
			}
		}
		return out
	case def.Kind == ast.InputObject:
		must := map[string]any{}
		for _, m := range def.Fields {
			if m.Type.NonNull && m.DefaultValue == nil {
				must[m.Name] = values(m.Name, m.Type)[0]
			}
		}
		out = append(out, must)
		for _, m := range def.Fields {
			for _, v := range values(m.Name, m.Type) {
				one := maps.Clone(must)
				one[m.Name] = v
				out = append(out, one)
			}
		}
		return out
	}
	known := map[string]any{
		"Boolean": true, "Int": 20, "Float": 1.5, "Longitude": 111.47, "Latitude": 27.23, "DateTime": "2026-11-23T02:00:00Z", "Date": "2026-11-23",
		"ID": "01970000-0000-7000-8000-000000000001",
	}
	if v, ok := known[t.Name()]; ok {
		return []any{v}
	}
	if strings.HasSuffix(strings.ToLower(name), "code") {
		return []any{"430502", "430000"}
	}
	return []any{"演示"}
}

// grow gives the tables the statistics of a province. Those that have no rows at all remain empty to the planner; their names are returned.
func grow(t *testing.T, pool *pgxpool.Pool) (empty []string) {
	t.Helper()
	sizes, _ := json.Marshal(size)
	_, err := pool.Exec(t.Context(), `set allow_system_table_mods = on; analyze;
		update pg_statistic s set stadistinct = -least(1, s.stadistinct / greatest(c.reltuples, 1)) -- what rows belong to grows with them
		  from pg_class c, pg_attribute a
		 where c.oid = s.starelid and a.attrelid = c.oid and a.attnum = s.staattnum and a.atttypid = 'uuid'::regtype and s.stadistinct > 0
		   and c.relnamespace = 'public'::regnamespace;
		update pg_class c set reltuples = coalesce(('`+string(sizes)+`'::jsonb ->> relname)::float4, 100000), relpages = greatest(relpages, 1)
		 where relnamespace = 'public'::regnamespace and relkind = 'r'`)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := pool.Query(t.Context(), "select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and pg_relation_size(oid) = 0")
	if err != nil {
		t.Fatal(err)
	}
	if empty, err = pgx.CollectRows(rows, pgx.RowTo[string]); err != nil {
		t.Fatal(err)
	}
	return empty
}

var parameter = regexp.MustCompile(`\$(\d+)`)

// step is a node of a plan as EXPLAIN tells it.
type step struct {
	Type  string  `json:"Node Type"`
	Table string  `json:"Relation Name"`
	By    string  `json:"Order By"`
	Rows  float64 `json:"Plan Rows"`
	As    string  `json:"Parent Relationship"`
	Plans []step
}

// outer is where the node's rows come from.
func (s step) outer() step {
	for _, p := range s.Plans {
		if p.As == "Outer" {
			return p
		}
	}
	return step{}
}

// nearest reports whether an index gives rows by distance.
func (s step) nearest() bool {
	return strings.Contains(s.By, "<->") || slices.ContainsFunc(s.Plans, step.nearest)
}

// explain is the generic plan of a statement.
func explain(t *testing.T, conn *pgx.Conn, sql string) step {
	t.Helper()
	most := 0
	for _, m := range parameter.FindAllStringSubmatch(sql, -1) {
		n, _ := strconv.Atoi(m[1])
		most = max(most, n)
	}
	execute := "explain (format json) execute it"
	if most > 0 {
		execute += "(null" + strings.Repeat(", null", most-1) + ")"
	}
	if _, err := conn.Exec(t.Context(), "prepare it as "+sql); err != nil {
		t.Fatalf("%v\n%s", err, sql)
	}
	var text []byte
	if err := conn.QueryRow(t.Context(), execute, pgx.QueryExecModeSimpleProtocol).Scan(&text); err != nil {
		t.Fatalf("%v\n%s", err, sql)
	}
	if _, err := conn.Exec(t.Context(), "deallocate it"); err != nil {
		t.Fatal(err)
	}
	var plans []struct{ Plan step }
	if err := json.Unmarshal(text, &plans); err != nil {
		t.Fatal(err)
	}
	return plans[0].Plan
}

// faults are what a plan does that it may not; counts is whether what it reads is only counted.
func faults(s step, empty []string, counts bool) (out []string) {
	switch {
	case s.Type == "Seq Scan" && (size[s.Table] == 0 || size[s.Table] >= 20_000) && !slices.Contains(empty, s.Table):
		what := "reads "
		if counts {
			what = "counts "
		}
		out = append(out, what+s.Table+" from end to end")
	case s.Type == "Sort" && s.outer().Rows > 1000:
		out = append(out, "sorts")
	case s.Type == "Limit":
		counts = false
	case s.Type == "Aggregate":
		counts = true
	}
	for _, p := range s.Plans {
		out = append(out, faults(p, empty, counts)...)
	}
	return out
}
