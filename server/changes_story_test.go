package main

import (
	"slices"
	"strings"
	"testing"
)

// pack is a phone's offline pack.
type pack struct {
	cursor                            string
	firms, problems                   map[string]string // title or name by id
	resets, asked                     int
	lastFirms, lastProblems, lastGone []string // of the last call to catchUp
}

// catchUp asks for changes until there are no more.
func (k *pack) catchUp(c *caller, atMost int) {
	c.t.Helper()
	k.lastFirms, k.lastProblems, k.lastGone = nil, nil, nil
	for {
		var got struct {
			Changes struct {
				Cursor      string
				Reset, More bool
				Enterprises []struct {
					ID, Name string
					Contacts []struct{ Name string }
				}
				Problems []struct{ ID, Title string }
				Gone     []string
			}
		}
		var since any
		if k.cursor != "" {
			since = k.cursor
		}
		c.get(`query($since: String, $atMost: Int!) { changes(since: $since, atMost: $atMost) { cursor reset more gone
			enterprises { id name contacts { name } } problems { id title } } }`, map[string]any{"since": since, "atMost": atMost}, &got)
		k.asked++
		n := got.Changes
		if n.Reset {
			k.firms, k.problems, k.resets = map[string]string{}, map[string]string{}, k.resets+1
		}
		for _, e := range n.Enterprises {
			k.firms[e.ID], k.lastFirms = e.Name, append(k.lastFirms, e.ID)
		}
		for _, p := range n.Problems {
			k.problems[p.ID], k.lastProblems = p.Title, append(k.lastProblems, p.ID)
		}
		for _, id := range n.Gone {
			delete(k.problems, id)
			k.lastGone = append(k.lastGone, id)
		}
		if all := len(n.Enterprises) + len(n.Problems) + len(n.Gone); all > atMost || n.More && all != atMost {
			c.t.Fatalf("a page of %d has %d", atMost, all)
		}
		if k.cursor = n.Cursor; !n.More {
			return
		}
	}
}

// A phone that asks what changed since the last time has what the server has: page by page, with what has left, and although transactions
// commit in another order than they began. Another set of enterprises, another person and a forged cursor begin anew.
func TestChanges(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	cadre, office := f.as("cadre01"), f.as("office-county")
	ctx := t.Context()
	k := &pack{}
	same := func(when string) {
		t.Helper()
		want := f.one(`select coalesce(string_agg(p.id || ' ' || p.title, ',' order by p.id), '') from problem p, person n where n.account = 'cadre01' and p.open and (p.reporter_id = n.id
			or not p.confidential and p.enterprise_id in (select a.enterprise_id from assignment a where a.person_id = n.id and today() between a.starts_on and coalesce(a.ends_on, 'infinity')))`)
		var have []string
		for id, title := range k.problems {
			have = append(have, id+" "+title)
		}
		slices.Sort(have)
		if strings.Join(have, ",") != want {
			t.Errorf("%s the phone has\n%s\nnot\n%s", when, strings.Join(have, ",\n"), strings.ReplaceAll(want, ",", ",\n"))
		}
	}
	nothing := func(when string) {
		t.Helper()
		if k.catchUp(cadre, 200); len(k.lastFirms)+len(k.lastProblems)+len(k.lastGone) != 0 {
			t.Errorf("%s: %v %v %v", when, k.lastFirms, k.lastProblems, k.lastGone)
		}
	}
	k.catchUp(cadre, 3)
	if k.resets != 1 || k.asked < 3 || len(k.firms) == 0 || len(k.problems) == 0 {
		t.Fatalf("the first time: %+v", k)
	}
	same("the first time")
	nothing("nothing changed")

	// The transaction that began first commits last, after the phone has asked.
	two := make([]string, 0, 2)
	for id := range k.problems {
		two = append(two, id)
	}
	slices.Sort(two)
	two = two[:2]
	early, err := f.pool.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer early.Rollback(ctx)
	if _, err := early.Exec(ctx, "update problem set title = '先写后提交' where id = $1", two[0]); err != nil {
		t.Fatal(err)
	}
	if _, err := f.pool.Exec(ctx, "update problem set title = '后写先提交' where id = $1", two[1]); err != nil {
		t.Fatal(err)
	}
	if k.catchUp(cadre, 200); !slices.Equal(k.lastProblems, two[1:2]) {
		t.Errorf("the one that is committed: %v", k.lastProblems)
	}
	if err := early.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	if k.catchUp(cadre, 200); !slices.Equal(k.lastProblems, two[:1]) {
		t.Errorf("the one that was committed late: %v", k.lastProblems)
	}
	same("after both")

	// A change between two pages comes with the next round, not twice and not never.
	f.one(`with x as (update problem set title = '页一' where id in ('` + two[0] + `', '` + two[1] + `') returning 1) select count(*) from x`)
	var first struct {
		Changes struct {
			Cursor   string
			More     bool
			Problems []struct{ ID string }
		}
	}
	cadre.get(`query($since: String) { changes(since: $since, atMost: 1) { cursor more problems { id } } }`, map[string]any{"since": k.cursor}, &first)
	if !first.Changes.More || first.Changes.Problems[0].ID != two[0] {
		t.Fatalf("the first page: %+v", first)
	}
	f.one(`with x as (update problem set title = '页间' where id in ('` + two[0] + `', '` + two[1] + `') returning 1) select count(*) from x`)
	k.cursor = first.Changes.Cursor
	if k.catchUp(cadre, 1); len(k.lastProblems) != 0 {
		t.Errorf("what changed between pages came with them: %v", k.lastProblems)
	}
	k.catchUp(cadre, 1)
	if slices.Sort(k.lastProblems); !slices.Equal(k.lastProblems, two) {
		t.Errorf("and then %v", k.lastProblems)
	}
	same("after the pages")

	// What leaves: rejected, and not to be read any more. What was never to be read is not named.
	triaged := f.one(`select p.id from problem p join person n on n.id = p.reporter_id where n.account = 'cadre01' and p.status = 'SUBMITTED' order by 1 limit 1`)
	secret := f.one(`select p.id from problem p, person n where n.account = 'cadre01' and p.reporter_id <> n.id and p.open and not p.confidential and p.lead_organization_id is not null
		and p.enterprise_id in (select a.enterprise_id from assignment a where a.person_id = n.id and a.ends_on is null) order by 1 limit 1`)
	version := func(id string) string { return f.one(`select version from problem where id = '` + id + `'`) }
	for _, m := range []string{
		`mutation { m: triageProblem(input: {problemId: "` + triaged + `", expectedVersion: ` + version(triaged) + `, decision: REJECT, rejectReason: REPEATED, note: "重复"}) { userErrors { code } } }`,
		`mutation { m: setConfidential(input: {problemId: "` + secret + `", expectedVersion: ` + version(secret) + `, confidential: true, reason: "商业秘密"}) { userErrors { code } } }`,
	} {
		if code := codeOf(office.ask(m, nil)); code != "" {
			t.Fatal(m, code)
		}
	}
	if got := f.as("enterprise01").ask(`mutation($i: ReportProblemInput!) { m: reportProblem(input: $i) { userErrors { code message } } }`, map[string]any{"i": map[string]any{
		"id": newID(), "enterpriseId": f.firm(), "title": "技术秘密", "description": "不便公开", "category": "OTHER", "confidential": true, "capturedAt": now(),
	}}); codeOf(got) != "" {
		t.Fatalf("%s %v", got.Data, got.Errors)
	}
	k.catchUp(cadre, 200)
	gone := []string{triaged, secret}
	slices.Sort(gone)
	slices.Sort(k.lastGone)
	if !slices.Equal(k.lastGone, gone) {
		t.Errorf("gone %v, not %v", k.lastGone, gone)
	}
	same("after two have left")

	f.one(`with x as (update enterprise_contact set name = name || '（新）' where enterprise_id = ` + quoted(f.firm()) + ` returning 1) select count(*) from x`)
	if k.catchUp(cadre, 200); !slices.Equal(k.lastFirms, []string{f.firm()}) {
		t.Errorf("a contact has changed: %v", k.lastFirms)
	}
	nothing("all is told")

	// Another set of enterprises begins anew; so do another person and words that are no cursor.
	before := k.resets
	f.one(`with x as (update assignment a set ends_on = today() - 1, starts_on = least(starts_on, today() - 9) from person n where n.id = a.person_id and n.account = 'cadre01'
		and a.enterprise_id = ` + quoted(f.firm()) + ` returning 1) select count(*) from x`)
	if k.catchUp(cadre, 200); k.resets != before+1 || k.firms[f.firm()] != "" {
		t.Errorf("a link has ended: %d resets", k.resets)
	}
	same("after a link has ended")
	other := &pack{cursor: k.cursor}
	if other.catchUp(f.as("cadre02"), 200); other.resets != 1 {
		t.Error("another person's cursor is taken")
	}
	for _, forged := range []string{"x", "eA==", strings.Repeat("A", 9000), "fHx8", "OTk5OTk5OTk5OTk6OTk5OTk5OTk5OTk6fHx8"} {
		again := &pack{cursor: forged}
		if again.catchUp(cadre, 200); again.resets != 1 {
			t.Errorf("%.20s is taken for a cursor", forged)
		}
	}
}
