package graph_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
)

// atSize are questions that screens ask of a province's 72,500 problems, and the index that must answer them.
var atSize = []struct{ name, index, document string }{
	{"the newest", "problem_submitted_at", `{ problems(first: 20) { nodes { id title enterprise { name } leadOrganization { name } } } }`},
	{"the red list", "problem_red_province", `{ problems(filter: {divisionCode: "430000", overdue: true}, orderBy: DUE, first: 20) { totalCount nodes { id title dueText } } }`},
	{"those to look at", "problem_status", `{ problems(filter: {status: [SUBMITTED]}, first: 20) { totalCount nodes { id title } } }`},
	{"a firm's", "problem_enterprise_id", `{ enterprise(id: "$firm") { name problems(first: 20) { nodes { id title statusText } } } }`},
	{"by words", "problem_search_grams", `{ problems(filter: {text: "演示问题00500"}, first: 20) { totalCount nodes { id title } } }`},
	{"a unit's", "dispatch_received", `{ dispatches(filter: {organizationId: "$unit"}, first: 20) { nodes { id statusText problem { title } } } }`},
	{"one of them", "problem_pkey", `{ problem(id: "$problem") { title dispatches { organization { name } } events(first: 20) { nodes { kindText } } evaluation { grade } } }`},
	{"the numbers", "problem_fact_division_code", `{ statistics(divisionCode: "430000", groupBy: MONTH) { rows { key measures { reported solved } } } }`},
}

// sorted are the questions that may sort more than 1,000 rows: numbers.
var sorted = []string{"the numbers"}

// readsAtSize fails unless each question is answered by its index, from no growing table's end to end and, but for those in sorted, without sorting
// more than 1,000 rows.
func readsAtSize(t *testing.T, pool *pgxpool.Pool, actor access.Actor) {
	t.Helper()
	seen := &watcher{}
	ids := strings.NewReplacer("$firm", id(t, pool, "select enterprise_id from problem limit 1"), "$problem", id(t, pool, "select problem_id from dispatch limit 1"),
		"$unit", id(t, pool, "select organization_id from dispatch limit 1"))
	as := asking(t, watched(t, pool.Config().ConnString(), seen))
	for _, q := range atSize {
		var out any
		seen.take()
		as(actor).ask(ids.Replace(q.document), nil, &out)
		statements := seen.take() // a new connection has some of its own before
		text := explained(t, pool, statements[len(statements)-1])
		var plans []struct{ Plan step }
		if err := json.Unmarshal([]byte(text), &plans); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(text, fmt.Sprintf(`"Index Name": %q`, q.index)) {
			t.Errorf("%s is not answered by %s:\n%s", q.name, q.index, text)
		}
		for _, wrong := range plans[0].Plan.wrong(slices.Contains(sorted, q.name)) {
			t.Errorf("%s %s:\n%s", q.name, wrong, text)
		}
	}
}

// explained is what the plan of a statement did, the generic one that is kept for it.
func explained(t *testing.T, pool *pgxpool.Pool, s statement) (text string) {
	t.Helper()
	var args []string
	for _, a := range s.args {
		switch a := a.(type) {
		case string:
			args = append(args, "'"+strings.ReplaceAll(a, "'", "''")+"'")
		case nil:
			args = append(args, "null")
		}
	}
	execute := "execute at_size"
	if args != nil {
		execute += "(" + strings.Join(args, ", ") + ")"
	}
	err := pgx.BeginFunc(t.Context(), pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(t.Context(), "prepare at_size as "+s.sql); err != nil {
			return err
		}
		if err := tx.QueryRow(t.Context(), "explain (analyze, timing off, format json) "+execute).Scan(&text); err != nil {
			return err
		}
		_, err := tx.Exec(t.Context(), "deallocate at_size")
		return err
	})
	if err != nil {
		t.Fatalf("%v\n%s", err, s.sql)
	}
	return text
}

// step is a node of a plan as EXPLAIN tells it.
type step struct {
	Type    string  `json:"Node Type"`
	Table   string  `json:"Relation Name"`
	Rows    float64 `json:"Actual Rows"`
	Removed float64 `json:"Rows Removed by Filter"`
	Loops   float64 `json:"Actual Loops"`
	As      string  `json:"Parent Relationship"`
	Plans   []step
}

func (s step) wrong(sorts bool) (out []string) {
	if read := (s.Rows + s.Removed) * s.Loops; s.Type == "Seq Scan" && read > 1000 && (s.Table == "problem_fact" || slices.Contains(growing, s.Table)) {
		out = append(out, fmt.Sprintf("reads %g rows of %s one by one", read, s.Table))
	}
	for _, p := range s.Plans {
		if s.Type == "Sort" && p.As == "Outer" && !sorts && p.Rows*p.Loops > 1000 {
			out = append(out, fmt.Sprintf("sorts %g rows", p.Rows*p.Loops))
		}
		out = append(out, p.wrong(sorts)...)
	}
	return out
}
