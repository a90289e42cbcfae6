package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/graph"
	"lianqi/server/access"
	"lianqi/server/demo/demotest"
	"lianqi/server/session"
	"lianqi/server/statistics"
	"lianqi/server/verb"
)

// asker asks the API as somebody.
type asker struct {
	t       testing.TB
	handler http.Handler
	actor   access.Actor
}

func asking(t testing.TB, pool *pgxpool.Pool) func(access.Actor) asker {
	t.Helper()
	nouns, err := graph.Nouns(graph.Schema())
	if err != nil {
		t.Fatal(err)
	}
	handler := graph.Handler(graph.Executable(nouns, reading(t, nouns, pool), &graph.Resolver{Verbs: verb.New(pool, time.Now), Session: session.New(pool), Now: time.Now}))
	return func(actor access.Actor) asker { return asker{t, handler, actor} }
}

// ask fills out from the answer's data; any error is the test's.
func (a asker) ask(document string, variables map[string]any, out any) {
	a.t.Helper()
	body, _ := json.Marshal(map[string]any{"query": document, "variables": variables})
	req := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
	req.Header.Set("Content-Type", "application/json")
	rec := httptest.NewRecorder()
	a.handler.ServeHTTP(rec, req.WithContext(access.With(a.t.Context(), a.actor)))
	var got struct {
		Data   json.RawMessage
		Errors json.RawMessage
	}
	if err := json.Unmarshal(rec.Body.Bytes(), &got); err != nil || got.Errors != nil {
		a.t.Fatalf("%v %s\n%.500s\n%.500v", err, rec.Body, document, variables)
	}
	if err := json.Unmarshal(got.Data, out); err != nil {
		a.t.Fatalf("%s: %v", got.Data, err)
	}
}

// rate is one of the rates, or a plain number as its numerator.
type rate struct {
	Numerator, Denominator, NumeratorCases, DenominatorCases int
	Percent                                                  *float64
}

func (r *rate) UnmarshalJSON(b []byte) error {
	if bytes.HasPrefix(b, []byte("{")) {
		type plain rate
		return json.Unmarshal(b, (*plain)(r))
	}
	err := json.Unmarshal(b, &r.Numerator)
	r.NumeratorCases = r.Numerator
	return err
}

type statistic struct {
	Total map[string]rate
	Rows  []struct {
		Key, Name string
		Rank      *int
		Measures  map[string]rate
	}
}

// everyMeasure selects all measures of the registry.
func everyMeasure() string {
	var b strings.Builder
	for _, m := range statistics.Registry {
		b.WriteString(" " + m.Field)
		if !m.Count {
			b.WriteString(" { numerator denominator percent numeratorCases denominatorCases }")
		}
	}
	return b.String()
}

func (a asker) statistics(division, groupBy string, filter map[string]any) statistic {
	a.t.Helper()
	var out struct{ Statistics *statistic }
	a.ask(`query ($d: String!, $g: StatisticsGroup!, $f: StatisticsFilter) { statistics(divisionCode: $d, groupBy: $g, filter: $f) {
		total {`+everyMeasure()+`} rows { key name measures {`+everyMeasure()+`} } } }`, map[string]any{"d": division, "g": groupBy, "f": filter}, &out)
	if out.Statistics == nil {
		a.t.Fatalf("%s gets no numbers of %s", a.actor.Role, division)
	}
	return *out.Statistics
}

var statisticsGroups = []string{
	"DIVISION", "ORGANIZATION", "CATEGORY", "SECTOR", "CHANNEL", "STATUS", "LEVEL", "ASSIGNED_BY_LEVEL", "CAMPAIGN", "DAY", "WEEK", "MONTH",
}

// Behind every number of a statistic stand exactly the cases that the list shows to the same reader: of the total, and of some rows of each
// group, in all periods.
func TestEveryNumberHasItsCases(t *testing.T) {
	t.Parallel()
	pool := demotest.New(t)
	scatter(t, pool)
	as := asking(t, pool)
	day := func(back int) string { return time.Now().AddDate(0, 0, -back).Format(time.DateOnly) }
	for _, reader := range []struct {
		account, division string
		filter            map[string]any
	}{
		{"office-county", "430502", nil},
		{"leader01", "430500", map[string]any{"from": day(9), "to": day(1)}},
		{"supervisor01", "430500", map[string]any{"category": []string{"FINANCE", "LABOUR"}, "sector": []string{"INDUSTRY"}, "to": day(2)}},
	} {
		a := as(actorOf(t, pool, reader.account))
		for i, group := range statisticsGroups {
			s := a.statistics(reader.division, group, reader.filter)
			cells := []cell{}
			counted := map[string]any{"divisionCode": reader.division, "groupBy": group, "filter": reader.filter}
			if i == 0 {
				cells = append(cells, cellsOf(counted, nil, s.Total)...)
			}
			for _, i := range rand.Perm(len(s.Rows))[:min(1, len(s.Rows))] {
				cells = append(cells, cellsOf(counted, &s.Rows[i].Key, s.Rows[i].Measures)...)
			}
			a.check(reader.account+" "+group, cells)
		}
	}
}

// cell is a number and what it is said to count.
type cell struct {
	noun    string
	counted map[string]any
	want    int
}

func cellsOf(counted map[string]any, key *string, measures map[string]rate) (out []cell) {
	for _, m := range statistics.Registry {
		noun, r := "problems", measures[m.Field]
		if m.Kind == statistics.Assigned {
			noun = "enterprises"
		}
		of := func(part string) map[string]any {
			c := map[string]any{"key": key, "measure": m.Name, "part": part}
			for k, v := range counted {
				c[k] = v
			}
			return c
		}
		out = append(out, cell{noun, of("NUMERATOR"), r.NumeratorCases})
		if !m.Count {
			out = append(out, cell{noun, of("DENOMINATOR"), r.DenominatorCases})
		}
	}
	return out
}

// check asks for the lists behind the cells, many in a document.
func (a asker) check(what string, cells []cell) {
	a.t.Helper()
	for len(cells) > 0 {
		some := cells[:min(10, len(cells))]
		cells = cells[len(some):]
		var head, body strings.Builder
		variables := map[string]any{}
		for i, c := range some {
			fmt.Fprintf(&head, "$c%d: CountedInput! ", i)
			fmt.Fprintf(&body, " c%d: %s(filter: {counted: $c%d}, first: 1) { totalCount }", i, c.noun, i)
			variables[fmt.Sprintf("c%d", i)] = c.counted
		}
		var got map[string]struct{ TotalCount int }
		a.ask("query ("+head.String()+") {"+body.String()+" }", variables, &got)
		for i, c := range some {
			if n := got[fmt.Sprintf("c%d", i)].TotalCount; n != c.want {
				a.t.Errorf("%s: %v counts %d, its list has %d", what, c.counted, c.want, n)
			}
		}
	}
}

// scatter makes the demo's problems differ in everything that statistics ask about: days, dates, scores, rounds, secrecy.
func scatter(t *testing.T, pool *pgxpool.Pool) {
	t.Helper()
	_, err := pool.Exec(t.Context(), `
		update problem set submitted_at = submitted_at - random() * interval '20 days', accepted_at = accepted_at - random() * interval '9 days',
		       due_at = due_at - (random() - 0.5) * interval '9 days', confidential = random() < 0.2,
		       solved = case when replied_at is not null then random() < 0.7 end;
		update dispatch set dispatched_at = dispatched_at - random() * interval '20 days', sign_due_at = sign_due_at - random() * interval '2 days',
		       round = 1 + (random() < 0.2)::int;
		insert into evaluation (id, problem_id, round, solved, grade, person_id, at)
		select gen_random_uuid(), p.id, p.round, true, (array['VERY_SATISFIED', 'SATISFIED', 'BASICALLY_SATISFIED', 'DISSATISFIED'])[1 + floor(random() * 4)::int], p.reporter_id, now()
		  from problem p where p.status in ('CLOSED', 'AWAITING_EVALUATION', 'HANDLED') and random() < 0.8 on conflict do nothing`)
	if err != nil {
		t.Fatal(err)
	}
}
