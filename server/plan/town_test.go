package plan

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"lianqi/server/fault"
)

const near = "st_setsrid(st_makepoint(@near.lon, @near.lat), 4326)::geography"

// roles of the town: the mayor sees everything, a clerk their areas, a warden the firms of one and below, a guest no secret and no phone.
var roles = []string{"MAYOR", "CLERK", "WARDEN", "GUEST"}

func inAreas(column string) Rule {
	return func(role string) string {
		return map[string]string{
			"MAYOR": "", "CLERK": column + " = any(@actor.areas) or false", "WARDEN": "left(" + column + ", @actor.width) = @actor.area",
			"GUEST": column + " like '1%'",
		}[role]
	}
}

func secret(role string) string {
	return map[string]string{"MAYOR": "", "CLERK": "p.area_code = any(@actor.areas)", "GUEST": "not p.secret"}[role]
}

func guest(role string) bool { return role == "GUEST" }

// town declares the nouns of testdata/schema.graphqls.
func town() []*Type {
	return []*Type{
		Root("Query").
			One("me", "n.id = @actor.person").
			One("area", "a.code = @code").
			Many("areas", "a.parent_code is null", "a.code").AtMost(3, "areas").
			One("firm", "f.id = @id").
			One("problem", "p.id = @id").
			Many("firms", "").
			Many("problems", "").
			Rows("tally", "(select t.*, @grouping::text as grouping from tally(@scale) t) y"),
		NewType("Area", "area a", "a.code", Everyone).
			Field("boundary", "st_asgeojson(a.outline, 6)").
			One("parent", "a.code = up.parent_code").
			Many("children", "a.parent_code = up.code", "a.code").AtMost(20, "children").
			Count("childCount", "children", "").
			Many("firms", "f.area_code like a.code || '%'").
			Order("CODE", "a.code"),
		NewType("Firm", "firm f", "f.id", inAreas("f.area_code")).
			Field("location", "f.location").
			Hide(guest, "phone").
			One("area", "a.code = f.area_code").
			One("lastProblem", "p.firm_id = f.id", "p.created_at desc, p.id").
			Many("problems", "p.firm_id = f.id").
			Many("recent", "p.firm_id = f.id and (@solved is null or (p.status = 'SOLVED') = @solved)", "p.created_at desc, p.id").AtMost(3, "recent").
			Count("openCount", "problems", "p.status = 'OPEN'").
			First("worst", "problems", "p.title", "p.status <> 'SOLVED'", "p.due_at, p.id").
			Order("NAME", "f.name, f.id").
			Filter("name", "f.name like '%' || @it || '%'").
			Filter("sizes", "f.size = any(@it)").
			Filter("hasOpen", "exists(select from problem o where o.firm_id = f.id and o.status = 'OPEN') = @it").
			Through("hasOpen", "problem"). // the tests' own hole: a reader may filter by what they may not read
			Filter("staffOver", "f.staff > @it").
			Filter("within", "left(f.area_code, @it.width) = @it").
			Arg("near", "st_dwithin(f.location::geography, "+near+", @near.metres)", "f.location::geography <-> "+near+", f.id").
			Arg("text", "f.name ilike '%' || @text || '%'", "").
			EdgeField("distance", "st_distance(f.location::geography, "+near+")"),
		NewType("Person", "person n", "n.id", Everyone).
			Hide(guest, "phone").
			Many("problems", "p.reporter_id = n.id"),
		NewType("Problem", "problem p", "p.id", secret).
			Field("solvedAtStrict", "p.solved_at + interval '0'").
			Field("overdue", "coalesce(p.due_at < @by, false)").
			Compute("actions", func(a Actor, c Cells) any { return []string{c.Text(0), a.Role} }, "p.status").
			Compute("advice", advice, "p.solved_at", "case when p.secret then 7 end", "p.title").
			One("firm", "f.id = p.firm_id").
			One("firmStrict", "f.id = p.firm_id").
			One("reporter", "n.id = p.reporter_id").
			Many("events", "v.problem_id = p.id", "v.at, v.id").AtMost(4, "events").
			Order("NEWEST", "p.created_at desc, p.id desc").
			Order("OLDEST", "p.created_at, p.id").
			Order("DUE", "p.status, p.created_at, p.id").
			Filter("mine", "(p.reporter_id is not distinct from @actor.person) = @it").
			Filter("since", "p.created_at >= @it").
			Filter("dueOn", "p.due_at::date = @it"),
		NewType("Event", "event v", "v.id", With("problem p", "v.problem_id = p.id", secret)).
			One("problem", "p.id = v.problem_id"),
		NewType("Tally", "(select t.*, ''::text as grouping from tally(1) t) y", "y.as_of", Everyone).
			Rows("rows", "tally_row(y.grouping, @scale) r").Many("rows", "", "r.key").AtMost(7, "rows"),
		NewType("TallyRow", "tally_row('', 1) r", "r.key", Everyone).
			Field("share", "(r.rate).numerator::float8 / @of::float8"),
		Value("GeoPoint").Field("lon", "st_x(@self)").Field("lat", "st_y(@self)"),
		Value("Rate"),
	}
}

func advice(_ Actor, c Cells) any {
	if c.Null(0) {
		return nil
	}
	if !c.Null(1) {
		return fmt.Sprint("secret ", c.Int(1), " since ", c.Time(0).Format("2006-01-02"))
	}
	return c.Text(2)
}

// turn is the conversion of NearInput: it moves the point, and refuses the north.
func turn(in map[string]any) (map[string]any, error) {
	if in["lat"].(float64) > 80 {
		return nil, fault.At("near.lat", "太冷了。")
	}
	if in["flip"] == true {
		in["lon"] = in["lon"].(float64) + 0.05
	}
	return in, nil
}

func latitude(v any) (float64, error) {
	n := number(v)
	if n > 180 {
		return 0, errors.New("not made for people")
	}
	return n, nil
}

// number is one of a literal or of JSON.
func number(v any) (n float64) {
	text, _ := json.Marshal(v)
	_ = json.Unmarshal(text, &n)
	return n
}

func instantOf(v any) (time.Time, error) {
	at, err := time.Parse(time.RFC3339, v.(string))
	if err != nil {
		return at, fault.New(fault.Invalid, "应为时间。")
	}
	return at, nil
}

func townText(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile("testdata/schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func townSchema(t testing.TB) *ast.Schema {
	return gqlparser.MustLoadSchema(&ast.Source{Name: "schema.graphqls", Input: townText(t)})
}

func townGraph(t testing.TB) *Graph {
	t.Helper()
	g, err := New(townSchema(t), town()...)
	if err != nil {
		t.Fatal(err)
	}
	g.Width(func(code string) int { return len(code) })
	g.Input("NearInput", turn)
	Scalar(g, "Int", func(v any) (int, error) { return int(number(v)), nil })
	Scalar(g, "Latitude", latitude)
	Scalar(g, "Longitude", latitude)
	Scalar(g, "DateTime", instantOf)
	return g
}
