package plan

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/jackc/pgx/v5"
	"github.com/vektah/gqlparser/v2/ast"
)

func TestAnswer(t *testing.T) {
	t.Parallel()
	c := newClient(t, openTown(t))
	open, solved := made("problem", 6), made("problem", 2)
	for _, q := range []struct{ name, role, ask, data, errors string }{
		{"typename alone", "GUEST", `{ a: __typename }`, `{"a":"Query"}`, ""},
		{"an id that is none", "MAYOR", `{ firm(id: "1' or true --") { id } }`, `{"firm":null}`, ""},
		{"what a role may not see does not exist", "GUEST", `{ problem(id: "` + made("problem", 7) + `") { id } }`, `{"problem":null}`, ""},
		{"hidden", "GUEST", `{ me { name phone } }`, `{"me":{"name":"person 2","phone":null}}`, ""},
		{
			"null goes up to the nearest nullable", "MAYOR", `{ a: problem(id: "` + open + `") { id solvedAtStrict } b: problem(id: "` + solved + `") { status } }`,
			`{"a":null,"b":{"status":"SOLVED"}}`, "INTERNAL a.solvedAtStrict 必有的内容为空，或您无权查看。",
		},
		{
			"null goes up to the top", "MAYOR", `{ problems(first: 1, filter: {status: [OPEN]}) { nodes { solvedAtStrict } } }`,
			`null`, "INTERNAL problems.nodes[0].solvedAtStrict 必有的内容为空，或您无权查看。",
		},
		{
			"a self edge, both ways", "MAYOR", `{ area(code: "11") { parent { code } childCount children { code parent { code } } } }`,
			`{"area":{"parent":{"code":"1"},"childCount":2,"children":[{"code":"111","parent":{"code":"11"}},{"code":"112","parent":{"code":"11"}}]}}`, "",
		},
		{
			"values, of values", "MAYOR", `{ tally(grouping: STATUS, scale: 0) { total { numerator percent } rows { key share(of: 1) } } }`,
			`{"tally":{"total":{"numerator":0,"percent":null},"rows":[{"key":"OPEN","share":42},{"key":"SOLVED","share":53},{"key":"WAITING","share":55}]}}`, "",
		},
		{
			"first beyond its bounds", "MAYOR", `{ a: firms(first: 0) { totalCount } b: firms(first: 101) { totalCount } }`,
			`null`, "INVALID a first 应为 1 到 100。|INVALID b first 应为 1 到 100。",
		},
		{"another order's cursor", "MAYOR", `{ problems(first: 1, orderBy: DUE, after: "WyJQcm9ibGVtLk5FV0VTVCIsImEiLCJiIl0") { totalCount } }`, `null`, "INVALID problems after 不是这个列表的游标。"},
		{"another noun's cursor", "MAYOR", `{ problems(first: 1, after: "WyJGaXJtLk5FV0VTVCIsIjIwMjYtMDEtMDEiLCIxIl0") { totalCount } }`, `null`, "INVALID problems after 不是这个列表的游标。"},
		{"a forged cursor", "MAYOR", `{ problems(first: 1, after: "WyJQcm9ibGVtLk5FV0VTVCIsImEiLCJiIl0") { nodes { id } } }`, `null`, "INVALID  after 不是这个列表的游标。"},
		{"a scalar's own rule", "MAYOR", `{ problems(first: 1, filter: {since: "today"}) { totalCount } }`, `null`, "INVALID problems 应为时间。"},
		{"an error that is not for people", "MAYOR", `{ firms(first: 1, near: {lon: 181, lat: 0}) { totalCount } }`, `null`, "INVALID firms 这个值不合约定。"},
		{"an input's own rule", "MAYOR", `{ firms(first: 1, near: {lon: 1, lat: 81}) { totalCount } }`, `null`, "INVALID firms 太冷了。"},
		{"null for a default", "MAYOR", `query Q($s: Int = null) { tally(grouping: FIRM, scale: $s) { asOf } }`, `null`, "INVALID tally scale 不能为空。"},
		{"too many rows", "MAYOR", `{ firms(first: 100) { nodes { problems(first: 100) { totalCount } } } }`, `null`, "TOO_LARGE  一次最多读 10000 行，请减少 first 或层数。"},
		{"too many edges", "MAYOR", `{ me { ` + many(200) + `} }`, `null`, "TOO_LARGE  一次最多查 200 处关联，请分开查询。"},
		{"introspection is gqlgen's", "MAYOR", `{ __schema { types { name } } __typename }`, `{"__schema":"introspected","__typename":"introspected"}`, ""},
		{"introspection mixed with nouns", "MAYOR", `{ __schema { types { name } } me { id } }`, `null`, "INVALID  __schema 请单独查询。"},
	} {
		a := c.must(t, as(q.role), q.ask, nil)
		if a.data != q.data || strings.Join(a.errors, "|") != q.errors {
			t.Errorf("%s: %s\ngot  %s %q\nwant %s %q", q.name, q.ask, a.data, a.errors, q.data, q.errors)
		}
	}
}

// An enum's value in a variable is one of the schema's, letter by letter; gqlgen lets any case pass.
func TestAnswerRefusesEnumsInOtherLetters(t *testing.T) {
	t.Parallel()
	c := newClient(t, openTown(t))
	a := c.must(t, as("MAYOR"), `query Q($o: ProblemOrder!) { problems(orderBy: $o) { totalCount } }`, map[string]any{"o": "newest"})
	if a.data != "null" || strings.Join(a.errors, "|") != "INVALID problems 没有 newest 这个选项。" {
		t.Errorf("%s %q", a.data, a.errors)
	}
}

// many is a field under n names.
func many(n int) (out string) {
	for i := range n {
		out += fmt.Sprintf("p%d: problems(first: 1) { totalCount } ", i)
	}
	return out
}

// What PostgreSQL says stays inside; the reader gets a code and the id of the logged line.
func TestFailure(t *testing.T) {
	t.Parallel()
	c := newClient(t, openTown(t))
	if _, err := c.schema.pool.Exec(t.Context(), "alter table event rename to gone"); err != nil {
		t.Fatal(err)
	}
	a := c.must(t, as("MAYOR"), `{ problem(id: "`+made("problem", 1)+`") { events { note } } }`, nil)
	if a.data != "null" || len(a.errors) != 1 || !strings.HasPrefix(a.errors[0], "INTERNAL ") || strings.Contains(a.errors[0], "event") {
		t.Errorf("%s %q", a.data, a.errors)
	}
}

// Every string comes out as JSON that reads back as it was stored.
func TestEscaping(t *testing.T) {
	t.Parallel()
	c := newClient(t, openTown(t))
	hard := "\"\\/</script>\b\f\n\r\t\x01\x1f\x7f\u2028\u2029\ufeff'é企🏭\u202e"
	if _, err := c.schema.pool.Exec(context.Background(), "update person set name = $1, phone = $1", hard); err != nil {
		t.Fatal(err)
	}
	var got struct{ Me struct{ Name, Phone string } }
	a := c.must(t, as("MAYOR"), `{ me { name phone } }`, nil)
	if err := json.Unmarshal([]byte(a.data), &got); err != nil || got.Me.Name != hard || got.Me.Phone != hard {
		t.Errorf("%v: %s is %q", err, a.data, got.Me.Name)
	}
}

// Pages of any order put together are the whole list, each row once.
func TestPages(t *testing.T) {
	t.Parallel()
	c := newClient(t, openTown(t))
	for _, q := range []struct {
		args string
		rows int
	}{
		{"orderBy: NEWEST", 150},
		{"orderBy: OLDEST", 150},
		{"orderBy: DUE, filter: {status: [OPEN, WAITING]}", 97},
		{"near: {lon: 113, lat: 28.2, metres: 12000}", 27},
		{"text: \"same\"", 12},
	} {
		field := "problems"
		if !strings.Contains(q.args, "orderBy") {
			field = "firms"
		}
		var ids []string
		after, pages := "", 0
		for {
			var got map[string]struct {
				TotalCount int
				Edges      []struct {
					Cursor   string
					Distance float64
					Node     struct{ ID string }
				}
				PageInfo struct {
					HasNextPage, HasPreviousPage bool
					EndCursor                    string
				}
			}
			extra := map[string]string{"firms": "distance"}[field]
			doc := fmt.Sprintf(`query Q($after: String) { %s(%s, first: 7, after: $after) { totalCount edges { cursor %s node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } }`, field, q.args, extra)
			var vars map[string]any
			if after != "" {
				vars = map[string]any{"after": after}
			}
			a := c.must(t, as("MAYOR"), doc, vars)
			if err := json.Unmarshal([]byte(a.data), &got); err != nil || a.errors != nil {
				t.Fatal(err, a.errors)
			}
			page := got[field]
			for i, e := range page.Edges {
				ids = append(ids, e.Node.ID)
				if i > 0 && e.Distance < page.Edges[i-1].Distance {
					t.Errorf("%s: not by distance", q.args)
				}
			}
			if page.TotalCount != q.rows || page.PageInfo.HasPreviousPage != (pages > 0) {
				t.Errorf("%s: page %d of %d rows, previous %v", q.args, pages, page.TotalCount, page.PageInfo.HasPreviousPage)
			}
			if pages++; !page.PageInfo.HasNextPage || pages > q.rows {
				break
			}
			after = page.PageInfo.EndCursor
		}
		slices.Sort(ids)
		if len(slices.Compact(ids)) != q.rows || pages != (q.rows+6)/7 {
			t.Errorf("%s: %d different rows on %d pages, want %d", q.args, len(slices.Compact(ids)), pages, q.rows)
		}
	}
}

// What an Input makes of a value is what the statement gets: turned, a question is that about the place it is turned to.
func TestInputIsConverted(t *testing.T) {
	t.Parallel()
	c := newClient(t, openTown(t))
	doc := `query Q($lon: Longitude!, $flip: Boolean) { firms(first: 9, near: {lon: $lon, lat: 28.2, metres: 4000, flip: $flip}) {
		totalCount edges { distance node { id } } } }`
	ask := func(lon float64, flip bool) string {
		return c.must(t, as("MAYOR"), doc, map[string]any{"lon": lon, "flip": flip}).data
	}
	here, there, turned := ask(112.95, false), ask(113, false), ask(112.95, true)
	if here == there || turned != there {
		t.Errorf("here   %s\nthere  %s\nturned %s", here, there, turned)
	}
}

// Count and First see what the reader sees, no more: the hole that a sub-select in a field would be.
func TestCountsKeepTheRule(t *testing.T) {
	t.Parallel()
	c := newClient(t, openTown(t))
	doc := `{ firms(first: 50) { nodes { openCount worst problems(first: 100, filter: {status: [OPEN, WAITING]}) { totalCount nodes { status } } } } }`
	sums := map[string]int{}
	for _, role := range roles {
		var got struct {
			Firms struct {
				Nodes []struct {
					OpenCount int
					Worst     *string
					Problems  struct {
						TotalCount int
						Nodes      []struct{ Status string }
					}
				}
			}
		}
		a := c.must(t, as(role), doc, nil)
		if err := json.Unmarshal([]byte(a.data), &got); err != nil || a.errors != nil {
			t.Fatal(err, a.errors)
		}
		for _, f := range got.Firms.Nodes {
			open := 0
			for _, p := range f.Problems.Nodes {
				if p.Status == "OPEN" {
					open++
				}
			}
			if f.OpenCount != open || (f.Worst != nil) != (f.Problems.TotalCount > 0) || f.Problems.TotalCount != len(f.Problems.Nodes) {
				t.Errorf("as %s: counts %d, first is there: %v, sees %d of %d", role, f.OpenCount, f.Worst != nil, open, f.Problems.TotalCount)
			}
			sums[role] += f.OpenCount
		}
	}
	if sums["GUEST"] >= sums["MAYOR"] || sums["GUEST"] == 0 {
		t.Errorf("the roles should differ: %v", sums)
	}
}

// How wide a reader's area is, and a code, is written into the statement: the same question of others is another statement.
func TestWidths(t *testing.T) {
	t.Parallel()
	c := newClient(t, openTown(t))
	count := func(ctx context.Context, within any) string {
		return c.must(t, ctx, `query Q($within: String) { firms(first: 1, filter: {within: $within}) { totalCount } }`, map[string]any{"within": within}).data
	}
	for range 2 { // the second time by plans that are kept
		for area, n := range map[string]int{"1": 40, "12": 10, "121": 5} {
			want := fmt.Sprintf(`{"firms":{"totalCount":%d}}`, n)
			if byRule, byFilter := count(warden(area), nil), count(as("MAYOR"), area); byRule != want || byFilter != want {
				t.Errorf("%s: %s and %s, want %s", area, byRule, byFilter, want)
			}
		}
	}
}

// Firms that are equally near come in the order of their ids, each once, whatever an index gives first.
func TestNearestWithTies(t *testing.T) {
	t.Parallel()
	c := newClient(t, openTown(t))
	if _, err := c.schema.pool.Exec(t.Context(), "update firm set location = st_setsrid(st_makepoint(113, 28.2 + (staff % 3) / 1000.0), 4326)"); err != nil {
		t.Fatal(err)
	}
	rows, err := c.schema.pool.Query(t.Context(), "select id::text from firm where area_code = any('{11,12,112}') order by staff % 3, id")
	if err != nil {
		t.Fatal(err)
	}
	want, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	var page struct {
		Firms struct {
			Nodes    []struct{ ID string }
			PageInfo struct {
				EndCursor   string
				HasNextPage bool
			}
		}
	}
	for page.Firms.PageInfo.HasNextPage = true; page.Firms.PageInfo.HasNextPage && len(got) <= len(want); {
		var after any
		if got != nil {
			after = page.Firms.PageInfo.EndCursor
		}
		a := c.must(t, as("CLERK"), `query Q($after: String) { firms(near: {lon: 113, lat: 28.2}, first: 4, after: $after) { nodes { id area { name } } pageInfo { endCursor hasNextPage } } }`,
			map[string]any{"after": after})
		page.Firms.Nodes = nil
		if err := json.Unmarshal([]byte(a.data), &page); err != nil || page.Firms.Nodes == nil {
			t.Fatalf("%v %s %v", err, a.data, a.errors)
		}
		for _, n := range page.Firms.Nodes {
			got = append(got, n.ID)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

// A payload's row is read like any question, with the reader's rule.
func TestRow(t *testing.T) {
	t.Parallel()
	c := newClient(t, openTown(t))
	ids := []string{made("problem", 1), made("problem", 7)} // the second is secret
	c.under.mutate = func(ctx context.Context, sel ast.SelectionSet) graphql.Marshaler {
		return payload(ctx, graphql.CollectFields(graphql.GetOperationContext(ctx), sel, []string{"Mutation"})[0], ids)
	}
	ask := `mutation M($n: Int!) { a: rename(input: {id: "1", title: "x"}) {
		problem { b: title firm { openCount } } problems { __typename events { note } firm { problems(first: $n) { nodes { title } } } } } }`
	for _, q := range []struct {
		role         string
		n            int
		data, errors string
	}{
		{"MAYOR", 1, `{"problem":{"b":"problem 1","firm":{"openCount":2}},"problems":[` +
			`{"__typename":"Problem","events":[{"note":"note 1"},{"note":"note 1"}],"firm":{"problems":{"nodes":[{"title":"problem 47"}]}}},` +
			`{"__typename":"Problem","events":[{"note":"note 2"},{"note":"note 1"},{"note":"note 2"}],"firm":{"problems":{"nodes":[{"title":"problem 7"}]}}}]}`, ""},
		{"GUEST", 1, `{"problem":{"b":"problem 1","firm":{"openCount":2}},"problems":[` +
			`{"__typename":"Problem","events":[{"note":"note 1"},{"note":"note 1"}],"firm":{"problems":{"nodes":[{"title":"problem 47"}]}}},null]}`, "NOT_FOUND a.problems[1] 没有找到这条记录，或您无权查看。"},
		{
			"MAYOR", 101, `{"problem":{"b":"problem 1","firm":{"openCount":2}},"problems":[null,null]}`,
			"INVALID a.problems[0].firm.problems first 应为 1 到 100。|INVALID a.problems[1].firm.problems first 应为 1 到 100。",
		},
	} {
		a := c.must(t, as(q.role), ask, map[string]any{"n": q.n})
		if a.data != q.data || strings.Join(a.errors, "|") != q.errors {
			t.Errorf("as %s\ngot  %s %q\nwant %s %q", q.role, a.data, a.errors, q.data, q.errors)
		}
	}
}

// payload writes RenamePayload as gqlgen's generated code does: rows are marshalers in the context of their field.
func payload(ctx context.Context, rename graphql.CollectedField, ids []string) graphql.Marshaler {
	within := func(ctx context.Context, f *graphql.FieldContext, id string) graphql.Marshaler {
		return graphql.WrapContextMarshaler(graphql.WithFieldContext(ctx, f), Row{id})
	}
	return graphql.WriterFunc(func(w io.Writer) {
		ctx := graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: "Mutation", Field: rename})
		for i, f := range graphql.CollectFields(graphql.GetOperationContext(ctx), rename.Selections, []string{"RenamePayload"}) {
			fmt.Fprintf(w, "%s%q:", []string{"{", ","}[min(i, 1)], f.Alias)
			if f.Name == "problem" {
				within(ctx, &graphql.FieldContext{Object: "RenamePayload", Field: f}, ids[0]).MarshalGQL(w)
				continue
			}
			ctx := graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: "RenamePayload", Field: f})
			var all graphql.Array
			for j, id := range ids {
				all = append(all, within(ctx, &graphql.FieldContext{Index: &j}, id))
			}
			all.MarshalGQL(w)
		}
		fmt.Fprint(w, "}")
	})
}
