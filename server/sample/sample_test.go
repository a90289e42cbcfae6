package sample_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"lianqi/server/access"
	"lianqi/server/db/dbtest/county"
	"lianqi/server/fault"
	"lianqi/server/once"
	"lianqi/server/problem"
	"lianqi/server/sample"
)

var (
	ctx      = context.Background()
	november = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	december = november.AddDate(0, 1, -1)
)

// closed writes n closed problems of each firm, every id as it would be in any database, in an order.
func closed(c *county.County, n int, backwards bool, firms ...string) {
	var rows [][]any
	for _, firm := range firms {
		for i := range n {
			id := uuid.NewSHA1(uuid.Nil, fmt.Appendf(nil, "%s %d", firm, i)).String()
			rows = append(rows, []any{id, county.ID(firm), fmt.Sprintf("430502-2026-%s-%d", firm, i), november.AddDate(0, 0, i%28).Add(10 * time.Hour)})
		}
	}
	if backwards {
		slices.Reverse(rows)
	}
	for _, row := range rows {
		c.Exec(`insert into problem (id, number, enterprise_id, division_code, reporter_id, channel, title, description, category, level, status,
				captured_at, submitted_at, accepted_at, closed_at, lead_organization_id, photos_expected, content_hash, search_text)
			select $1, $3, e.id, e.division_code, id('cadre'), 'VISIT', '夜班公交停运', '没有公交', 'TRANSPORT', 'COUNTY', 'CLOSED',
				$4, $4, $4, $4, id('committee'), 0, '', '' from enterprise e where e.id = $2`, row...)
	}
}

func input(size int, seed string) sample.DrawInput {
	return sample.DrawInput{ID: once.New(), Kind: sample.Problem, DivisionCode: "430502", From: november, To: december, Size: size, Seed: seed}
}

// drawn has the office draw, and returns what won, in order.
func drawn(t *testing.T, c *county.County, in sample.DrawInput) string {
	t.Helper()
	id, err := sample.New(c.Pool, c.Clock, problem.Sees).Draw(ctx, c.Actor("office"), in)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(c.Column("select problem_id::text from sample_item where sample_id = $1 order by position", id), " ")
}

// The same seed over the same problems draws the same, whatever was written first; another seed draws others.
func TestDrawAgain(t *testing.T) {
	t.Parallel()
	here, there := county.New(t), county.New(t)
	closed(here, 20, false, "firm", "firm-outside")
	closed(there, 20, true, "firm-outside", "firm")
	for _, kind := range []sample.Kind{sample.Problem, sample.Enterprise} {
		in := input(12, "2026-11 督导")
		in.Kind = kind
		first := drawn(t, here, in)
		in.ID = once.New()
		if again := drawn(t, here, in); again != first {
			t.Errorf("%s drawn again:\n%s\n%s", kind, first, again)
		}
		in.ID = once.New()
		if other := drawn(t, there, in); other != first {
			t.Errorf("%s in another order of writing:\n%s\n%s", kind, first, other)
		}
		in.ID, in.Seed = once.New(), "2026-12 督导"
		if other := drawn(t, here, in); other == first {
			t.Errorf("%s: the seed means nothing", kind)
		}
	}
	made := input(5, "")
	first := drawn(t, here, made)
	made = input(5, here.Text("select seed from sample where not seed_given"))
	if again := drawn(t, here, made); again != first {
		t.Errorf("by the seed that the server made:\n%s\n%s", first, again)
	}
}

// The draw is fair: over many seeds every problem wins about as often. And firms come before second problems of one firm.
func TestDrawEvenly(t *testing.T) {
	t.Parallel()
	c := county.New(t)
	closed(c, 9, false, "firm")
	closed(c, 1, false, "firm-outside")
	won := map[string]int{}
	for i := range 200 {
		for _, id := range strings.Fields(drawn(t, c, input(3, fmt.Sprint(i)))) {
			won[id]++
		}
		in := input(2, fmt.Sprint(i))
		in.Kind = sample.Enterprise
		if firms := c.Text("select count(distinct enterprise_id) from problem where id::text = any(string_to_array($1, ' '))", drawn(t, c, in)); firms != "2" {
			t.Fatalf("seed %d draws %s firms, want both", i, firms)
		}
	}
	for id, n := range won {
		if n < 35 || n > 90 { // 60 expected; beyond four deviations
			t.Errorf("%s won %d of 200", id, n)
		}
	}
	if len(won) != 10 {
		t.Errorf("%d of ten ever won", len(won))
	}
}

func TestDrawKeeps(t *testing.T) {
	t.Parallel()
	c := county.New(t)
	closed(c, 28, false, "firm")
	c.Exec("update problem set lead_organization_id = id('industry') where extract(day from closed_at) <= 5")
	in := input(250, "")
	in.From, in.To = november.AddDate(0, 0, 2), november.AddDate(0, 0, 9)
	in.OrganizationID = strings.ToUpper(county.ID("industry"))
	drawn(t, c, in)
	want := "PROBLEM 430502 2026-11-03 2026-11-10 250 3 3 f"
	if got := c.Text("select concat_ws(' ', kind, division_code, from_day, to_day, size_asked, size, population, seed_given) from sample where id = $1", in.ID); got != want {
		t.Errorf("kept %s, want %s", got, want)
	}
	if got := c.Text("select length(seed) from sample"); got != "16" {
		t.Errorf("a seed of %s", got)
	}
	// Days are Asia/Shanghai's.
	c.Exec("update problem set closed_at = '2026-11-09T16:00:00Z' where lead_organization_id = id('industry')")
	edge := input(9, "x")
	edge.From, edge.To, edge.OrganizationID = november.AddDate(0, 0, 9), november.AddDate(0, 0, 9), in.OrganizationID
	drawn(t, c, edge)
	if got := c.Text("select population from sample where id = $1", edge.ID); got != "5" {
		t.Errorf("on 10 November: %s", got)
	}
	// Sent again nothing happens; with other content it is refused.
	store, before := sample.New(c.Pool, c.Clock, problem.Sees), c.Dump()
	if id, err := store.Draw(ctx, c.Actor("office"), in); err != nil || id != in.ID {
		t.Errorf("again: %v", err)
	}
	in.Size--
	if _, err := store.Draw(ctx, c.Actor("office"), in); !fault.Is(err, fault.Conflict) {
		t.Errorf("with another size: %v", err)
	}
	if c.Dump() != before {
		t.Error("something changed")
	}
	if _, err := c.Pool.Exec(ctx, "update sample set seed = 'mine'"); err == nil {
		t.Error("a sample can be changed")
	}
}

func TestDrawRefusals(t *testing.T) {
	t.Parallel()
	c := county.New(t)
	closed(c, 3, false, "firm")
	store, before := sample.New(c.Pool, c.Clock, problem.Sees), c.Dump()
	for name, r := range map[string]struct {
		account string
		change  func(*sample.DrawInput)
		want    fault.Code
	}{
		"a cadre":           {"cadre", func(*sample.DrawInput) {}, fault.Forbidden},
		"a handler":         {"handler-committee", func(*sample.DrawInput) {}, fault.Forbidden},
		"a leader":          {"leader", func(*sample.DrawInput) {}, fault.Forbidden},
		"the firm":          {"contact", func(*sample.DrawInput) {}, fault.Forbidden},
		"next door":         {"office-sibling", func(*sample.DrawInput) {}, fault.NotFound},
		"a higher area":     {"office", func(in *sample.DrawInput) { in.DivisionCode = "430500" }, fault.NotFound},
		"no area":           {"office", func(in *sample.DrawInput) { in.DivisionCode = "" }, fault.NotFound},
		"an unknown unit":   {"office", func(in *sample.DrawInput) { in.OrganizationID = once.New() }, fault.NotFound},
		"no unit's id":      {"office", func(in *sample.DrawInput) { in.OrganizationID = "x" }, fault.NotFound},
		"no id":             {"office", func(in *sample.DrawInput) { in.ID = "1" }, fault.Invalid},
		"ends before":       {"office", func(in *sample.DrawInput) { in.To = in.From.AddDate(0, 0, -1) }, fault.Invalid},
		"none":              {"office", func(in *sample.DrawInput) { in.Size = 0 }, fault.Invalid},
		"too many":          {"office", func(in *sample.DrawInput) { in.Size = 251 }, fault.Invalid},
		"a long seed":       {"office", func(in *sample.DrawInput) { in.Seed = strings.Repeat("种", 65) }, fault.Invalid},
		"an invisible seed": {"office", func(in *sample.DrawInput) { in.Seed = "a\u200db" }, fault.Invalid},
		"nothing closed":    {"office", func(in *sample.DrawInput) { in.From, in.To = december, december }, fault.Invalid},
		"a unit of nothing": {"office", func(in *sample.DrawInput) { in.OrganizationID = county.ID("bureau") }, fault.Invalid},
	} {
		in := input(3, "s")
		r.change(&in)
		if _, err := store.Draw(ctx, c.Actor(r.account), in); !fault.Is(err, r.want) {
			t.Errorf("%s: %v, want %s", name, err, r.want)
		}
	}
	if _, err := store.Draw(ctx, access.Actor{}, input(3, "s")); !fault.Is(err, fault.Forbidden) {
		t.Errorf("nobody: %v", err)
	}
	if c.Dump() != before {
		t.Error("something changed")
	}
}
