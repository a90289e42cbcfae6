package plan

import (
	"context"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// change makes the town with one declaration changed and, where given, one line of its schema.
func change(t *testing.T, noun string, declare func(*Type), schema ...string) (*Graph, error) {
	t.Helper()
	text := townText(t)
	for i := 0; i+1 < len(schema); i += 2 {
		if !strings.Contains(text, schema[i]) {
			t.Fatalf("the schema has no %q", schema[i])
		}
		text = strings.Replace(text, schema[i], schema[i+1], 1)
	}
	types := town()
	for _, n := range types {
		if n.name == noun {
			declare(n)
		}
	}
	return New(gqlparser.MustLoadSchema(&ast.Source{Name: "changed.graphqls", Input: text}), types...)
}

func as0(*Type) {}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		noun    string
		declare func(*Type)
		schema  []string
		want    string
	}{
		{"Firm", func(n *Type) { n.Field("colour", "f.colour") }, nil, "Firm.colour is declared but not in the schema"},
		{"Firm", as0, []string{"\n  openCount: Int!", "\n  openCount: Int!\n  owner: Person"}, "Firm.owner is an edge and needs its One or Many"},
		{"Firm", as0, []string{"type Person {", "type Colour { name: String! }\ntype Person { colour: Colour "}, "Person.colour: Colour has no declaration"},
		{"Firm", func(n *Type) { n.Hide(guest, "staff") }, nil, "Firm.staff may be hidden, so it must be nullable"},
		{
			"Firm", func(n *Type) { n.Order("PHONE", "f.phone, f.id") },
			[]string{"firms(filter: FirmFilter, near", "firms(orderBy: FirmOrder, filter: FirmFilter, near", "enum Size", "enum FirmOrder { PHONE }\nenum Size"},
			"Firm PHONE reveals phone, which may be hidden",
		},
		{"Firm", func(n *Type) { n.Filter("name", "f.name || f.phone like @it") }, nil, "Firm name reveals phone, which may be hidden"},
		{"Firm", as0, []string{"input FirmFilter {", "input FirmFilter { phone: String"}, "Firm phone reveals phone, which may be hidden"},
		{"Firm", as0, []string{"firms(filter: FirmFilter, near", "firms(orderBy: Size, filter: FirmFilter, near"}, "Query.firms: orderBy LARGE means nothing"},
		{"Firm", func(n *Type) { n.Filter("colour", "true") }, nil, "Firm: no filter has the member colour"},
		{"Firm", func(n *Type) { n.Arg("far", "1 = 1", "") }, nil, "Firm: no connection has the argument far"},
		{"Firm", func(n *Type) { n.EdgeField("rank", "1 + 1") }, nil, "Firm: no edge has the field rank"},
		{"Firm", as0, []string{"distance: Float }", "distance: Float rank: Int }"}, "rank means nothing"},
		{"Firm", func(n *Type) { n.Field("staff", "f.staff + @more") }, nil, "Firm.staff: @more in f.staff + @more means nothing"},
		{"Firm", func(n *Type) { n.Arg("near", "@near.east > 0", "f.id") }, nil, "@near.east in @near.east > 0 means nothing"},
		{"Firm", func(n *Type) { n.Many("recent", "p.firm_id = f.id", "p.id").AtMost(3, "recent") }, nil, "Firm.recent: nothing uses the argument solved"},
		{"Query", as0, []string{"firm(id: ID!): Firm", "firm(id: ID!, old: Boolean): Firm"}, "Query.firm: nothing uses the argument old"},
		{"Firm", func(n *Type) { n.Field("staff", "(select count(*) from problem x where x.firm_id = f.id)") }, nil, "Firm.staff reads problem past the rule of Problem"},
		{"Firm", func(n *Type) { n.One("lastProblem", "p.id in (select q.id from event v, problem q)", "p.id") }, nil, "Firm.lastProblem reads event past the rule of Event"},
		{"Firm", func(n *Type) { n.Filter("name", "exists (select from person) = (@it = '')") }, nil, "Firm.name reads person past the rule of Person"},
		{"Firm", func(n *Type) { n.Count("openCount", "staff", "") }, nil, "Firm.openCount looks at staff, which is no edge"},
		{"Firm", func(n *Type) { n.Count("worst", "problems", "") }, nil, "Firm.worst is a String, not Int!"},
		{"Firm", func(n *Type) { n.Hide(guest, "lastProblem").Count("openCount", "lastProblem", "") }, nil, "Firm.openCount looks at lastProblem, which may be hidden"},
		{"Problem", func(n *Type) { n.Order("DUE", "p.due_at, p.id desc") }, nil, "Problem order DUE goes both ways"},
		{"Firm", func(n *Type) { n.First("staff", "problems", "1", "", "p.id") }, nil, "Firm.staff must be nullable and needs an order"},
		{"Area", func(n *Type) { n.AtMost(0, "children") }, nil, "Area.children: a list needs AtMost"},
		{"Area", func(n *Type) { n.alias = "f" }, nil, "Area.firms: both ends are called f"},
		{"Person", func(n *Type) { n.Many("problems", "p.reporter_id = n.id", "p.id") }, nil, "Person.problems: a connection has the Order of Problem"},
		{"Problem", func(n *Type) { n.orders = nil }, nil, "Query.problems: Problem needs an Order"},
		{"Query", func(n *Type) { n.Rows("tally", "tally(@scale) t") }, nil, "Query.tally: its Rows are not called y"},
		{"Firm", func(n *Type) { n.One("location", "true") }, nil, "Firm.location: a value is neither an edge nor a list"},
		{"Firm", func(n *Type) { n.One("staff", "true") }, nil, "Firm.staff is declared as an edge but is a Int!"},
	} {
		_, err := change(t, c.noun, c.declare, c.schema...)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("want %q\ngot  %v", c.want, err)
		}
	}
	if _, err := New(townSchema(t), append(town(), Value("Rate"), Value("Colour"))...); err == nil ||
		!strings.Contains(err.Error(), "Rate is declared twice") || !strings.Contains(err.Error(), "Colour is not an object of the schema") {
		t.Errorf("twice and nowhere: %v", err)
	}
}

func TestCheckRefuses(t *testing.T) {
	t.Parallel()
	ctx, pool := context.Background(), openTown(t)
	conn, err := pool.Acquire(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	if err := townGraph(t).Check(ctx, conn.Conn(), roles...); err != nil {
		t.Errorf("the town as it is: %v", err)
	}
	for _, c := range []struct {
		noun    string
		declare func(*Type)
		schema  []string
		want    string
	}{
		{"Firm", as0, []string{"\n  staff: Int!", "\n  staff: Int!\n  colour: String"}, `Firm.colour as MAYOR: ERROR: column f.colour does not exist`},
		{"Firm", as0, []string{"\n  staff: Int!", "\n  staff: String!"}, "Firm.staff: a String! cannot show PostgreSQL's type 23"},
		{"Firm", func(n *Type) { n.Field("score", "f.staff / 2.0") }, nil, "Firm.score: a Float cannot show PostgreSQL's type 1700"},
		{"Firm", as0, []string{"founded: Date", "founded: Date!"}, "Firm.founded is a Date!, but firm.founded may be null"},
		{"GeoPoint", func(n *Type) { n.Field("lon", "st_asewkt(@self)") }, nil, "Firm.location.lon: a Float! cannot show PostgreSQL's type 25"},
		{"Rate", func(n *Type) { n.Field("percent", "(@self).percentage") }, nil, `column "percentage" not found`},
		{"Firm", func(n *Type) { n.orders = nil; n.Order("X", "f.score, f.id") }, nil, "Firm order X: score may be null"},
		{"Firm", func(n *Type) { n.orders = nil; n.Order("X", "f.staff desc") }, nil, "Firm order X: ends in staff, which is not unique"},
		{"Firm", func(n *Type) { n.Filter("name", "f.label = @it") }, nil, "Query.firms as MAYOR: ERROR: column f.label does not exist"},
		{"Firm", func(n *Type) { n.Arg("text", "f.label = @text", "") }, nil, "column f.label does not exist"},
		{"Firm", func(n *Type) { n.Arg("near", "true", "f.location <-> f.here + @near.lon, f.id") }, nil, "column f.here does not exist"},
		{"Firm", func(n *Type) {
			n.see = func(role string) string { return map[string]string{"CLERK": "f.area = 1"}[role] }
		}, nil, "as CLERK: ERROR: column f.area does not exist"},
		{"Firm", func(n *Type) {
			n.see = func(role string) string { return map[string]string{"GUEST": "f.id = @id"}[role] }
		}, nil, "as GUEST: @id in f.id = @id means nothing"},
		{"Problem", func(n *Type) { n.One("firm", "f.key = p.firm_id") }, nil, "Problem.firm as MAYOR: ERROR: column f.key does not exist"},
		{"Firm", func(n *Type) { n.One("lastProblem", "p.firm_id = f.id") }, nil, "Firm.lastProblem may meet several rows"},
		{"Firm", func(n *Type) { n.Count("openCount", "problems", "p.open") }, nil, "Firm.openCount as MAYOR: ERROR: column p.open does not exist"},
		{"Firm", func(n *Type) { n.EdgeField("distance", "f.far + @near.lon") }, nil, "column f.far does not exist"},
	} {
		g, err := change(t, c.noun, c.declare, c.schema...)
		if err != nil {
			t.Errorf("%s: %v", c.want, err)
			continue
		}
		if err = g.Check(ctx, conn.Conn(), roles...); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("want %q\ngot  %v", c.want, err)
		}
	}
}

func TestSee(t *testing.T) {
	t.Parallel()
	rule := func(role string) string {
		return map[string]string{"CLERK": "p.area = any(@actor.areas) or p.owner = @actor.person and @actor.person <> ''", "GUEST": "false"}[role]
	}
	args := []any{"first"}
	if sql := See(rule, Actor{Role: "MAYOR"}, &args); sql != "true" || len(args) != 1 {
		t.Errorf("everything: %s %v", sql, args)
	}
	sql := See(rule, Actor{Role: "CLERK", Values: map[string]any{"areas": []string{"1"}, "person": "x"}}, &args)
	if sql != "(p.area = any($2) or p.owner = $3 and $3 <> '')" || len(args) != 3 || args[2] != "x" {
		t.Errorf("some: %s %v", sql, args)
	}
}
