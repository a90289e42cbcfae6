package plan

import (
	"strings"
	"testing"
)

// The shape of the statements: literals for what is part of the plan's key, the rule with every row, the limit inside the joins.
func TestSQL(t *testing.T) {
	t.Parallel()
	c := newClient(t, openTown(t))
	for _, q := range []struct {
		name, ask string
		vars      map[string]any
		want      string
	}{
		{
			"one", `query Of_One($id: ID!) { firm(id: $id) { id name area { name } } }`,
			map[string]any{"id": made("firm", 1)},
			`/* Of_One CLERK */ select o1.c0, o1.c1, o1.c2, o1.c3 from (select) _
			left join lateral (select f.id as c0, f.name as c1, o2.c0 as c2, o2.c1 as c3 from firm f
				left join lateral (select a.code as c0, a.name as c1 from area a where (a.code = f.area_code)) o2 on true
				where (f.area_code = any($1) or false) and (f.id = $2)) o1 on true`,
		},
		{
			"a page with a filter and a cursor", `query Q($in: ProblemFilter, $first: Int!) { problems(first: $first, filter: $in, orderBy: OLDEST, after: "WyJQcm9ibGVtLk9MREVTVCIsIjIwMjYtMDEtMDEiLCIiXQ") { totalCount nodes { title reporter { name } } } }`,
			map[string]any{"in": map[string]any{"status": []string{"OPEN"}, "mine": true, "since": "2026-01-01T00:00:00Z"}, "first": 3},
			`/* Q CLERK */ select (select count(*) from problem p where (p.area_code = any($1)) and (p.status = any('{"OPEN"}'))
				and ((p.reporter_id is not distinct from $2) = true) and (p.created_at >= $3)),
			array(select row(p.title, o1.c0, o1.c1) from (select p.created_at, p.id, p.reporter_id, p.title from problem p where (p.area_code = any($1)) and (p.status = any('{"OPEN"}'))
				and ((p.reporter_id is not distinct from $2) = true) and (p.created_at >= $3) and (p.created_at, p.id) > ($4, $5)
				order by p.created_at, p.id limit 5) p
			left join lateral (select n.id as c0, n.name as c1 from person n where (n.id = p.reporter_id)) o1 on true
			order by p.created_at, p.id) from (select) _`,
		},
		{
			"an order of three keys", `{ problems(first: 1, orderBy: DUE, after: "WyJQcm9ibGVtLkRVRSIsIk9QRU4iLCIyMDI2LTAxLTAxIiwiIl0") { pageInfo { hasNextPage } } }`, nil,
			`/*  CLERK */ select array(select row() from problem p where (p.area_code = any($1))
			and (p.status, p.created_at, p.id) > ($2, $3, $4) order by p.status, p.created_at, p.id limit 2) from (select) _`,
		},
		{
			"counting keeps the rule; nothing unused is bound", `query Q($n: Int!) { me { problems(first: $n) { __typename } } firm(id: "` + made("firm", 3) + `") { openCount worst } }`,
			map[string]any{"n": 5},
			`/* Q CLERK */ select o1.c0, o2.c0, o2.c1, o2.c2 from (select) _
			left join lateral (select n.id as c0 from person n where (n.id = $1)) o1 on true
			left join lateral (select f.id as c0,
				(select count(*) from problem p where (p.area_code = any($2)) and (p.firm_id = f.id) and (p.status = 'OPEN')) as c1,
				(select p.title from problem p where (p.area_code = any($2)) and (p.firm_id = f.id) and (p.status <> 'SOLVED')
					order by p.due_at, p.id limit 1) as c2
				from firm f where (f.area_code = any($3) or false) and (f.id = $4)) o2 on true`,
		},
	} {
		c.schema.plans.Purge()
		c.must(t, as("CLERK"), q.ask, q.vars)
		plans := c.schema.plans.Values()
		if len(plans) != 1 || plain(plans[0].sql) != plain(q.want) {
			t.Errorf("%s\ngot  %s\nwant %s", q.name, plain(plans[0].sql), plain(q.want))
		}
	}
}

func plain(sql string) string {
	return strings.NewReplacer("( ", "(", " )", ")").Replace(strings.Join(strings.Fields(sql), " "))
}

func TestComment(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"Q_1": "Q_1", "*/ drop table firm; --": "droptablefirm", "问题": "", strings.Repeat("x", 99): strings.Repeat("x", 60)} {
		if got := word(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}
