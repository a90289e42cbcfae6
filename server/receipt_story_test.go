package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// kept is what a payload tells of a record that was sent.
type kept struct {
	M struct {
		Receipt *struct {
			ID         string
			ReceivedAt time.Time
			Photos     []string
		}
		UserErrors []struct{ Code string }
	}
}

// sends asks a mutation for its receipt.
func (c *caller) sends(mutation string, input map[string]any) (got kept) {
	c.t.Helper()
	noun := strings.ToUpper(mutation[:1]) + mutation[1:]
	c.phone(nil, fmt.Sprintf(`mutation($i: %sInput!) { m: %s(input: $i) { receipt { id receivedAt photos } userErrors { code } } }`, noun, mutation),
		input, &got)
	return got
}

// I3: what a phone may forget, the server's receipt names: the record and each photo by the hash of its bytes, as soon as it is here and not
// before; of a visit, a problem, what is added to one, and what is held for review. It is for whoever sent the record, and for nobody else.
func TestReceipt(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	cadre, handler := f.as("cadre01"), f.as("handler-territory")
	firm := f.firm()
	dispatch := f.one(`select x.id from dispatch x join problem p on p.id = x.problem_id join person n on n.organization_id = x.organization_id
		where n.account = 'handler-territory' and x.status = 'HANDLING' and p.status = 'IN_PROGRESS' order by 1 limit 1`)
	ended := f.one(`select a.enterprise_id from assignment a join person n on n.id = a.person_id where n.account = 'cadre01' and a.ends_on is null
		and a.enterprise_id <> ` + quoted(firm) + ` order by 1 limit 1`)
	f.one(`with ended as (update assignment a set ends_on = today() - 1, starts_on = least(starts_on, today() - 30) from person n
		where n.id = a.person_id and n.account = 'cadre01' and a.enterprise_id = ` + quoted(ended) + ` returning a.id) select count(*) from ended`)
	captured := time.Now().Add(-time.Hour).Format(time.RFC3339)

	ids := map[string]string{}
	for i, c := range []struct {
		what, mutation string
		words          string // the member that holds what was said
		by             *caller
		input          map[string]any
	}{
		{"a visit", "checkIn", "note", cadre, map[string]any{"enterpriseId": firm, "capturedAt": captured}},
		{"a problem", "reportProblem", "description", cadre, map[string]any{"enterpriseId": firm, "title": "回执", "description": "照片按哈希核对", "category": "OTHER", "capturedAt": captured}},
		{"progress", "reportProgress", "note", handler, map[string]any{"dispatchId": dispatch, "note": "已到现场"}},
		{"what is held", "checkIn", "note", cadre, map[string]any{"enterpriseId": ended, "capturedAt": captured}},
	} {
		first, one := picture(100 + 2*i)
		second, two := picture(101 + 2*i)
		id := newID()
		photos := []any{map[string]any{"sha256": one, "bytes": len(first)}, map[string]any{"sha256": two, "bytes": len(second)}, map[string]any{"sha256": one, "bytes": len(first)}}
		c.input["id"], c.input["photos"], ids[c.what] = id, photos, id
		is := func(when string, want ...string) {
			t.Helper()
			got := c.by.sends(c.mutation, c.input)
			if r := got.M.Receipt; r == nil || r.ID != id || !slices.Equal(r.Photos, want) || time.Since(r.ReceivedAt) > time.Hour {
				t.Errorf("%s, %s: %s %v, want the photos %v", c.what, when, mustJSON(r), got.M.UserErrors, want)
			}
		}
		is("without its photos")
		c.by.upload(second, two)
		is("with one of them", two)
		c.by.upload(first, one)
		is("with all", one, two, one)
		c.input[c.words] = "别的内容"
		if got := c.by.sends(c.mutation, c.input); got.M.Receipt != nil || len(got.M.UserErrors) != 1 || got.M.UserErrors[0].Code != "CONFLICT" {
			t.Errorf("%s, other content under its id: %+v", c.what, got.M)
		}
	}
	problem := f.one(`select problem_id from problem_event where id = ` + quoted(ids["progress"]))
	for what, id := range ids {
		for _, c := range []*caller{cadre, handler, f.as("office-county"), f.caller("app")} {
			var got struct{ Receipt *struct{ Photos []string } }
			c.get(`query($id: ID!) { receipt(id: $id) { photos } }`, map[string]any{"id": id}, &got)
			if sent := c == cadre && what != "progress" || c == handler && what == "progress"; (got.Receipt != nil) != sent {
				t.Errorf("%s for %s: %+v", what, c.name, got)
			}
		}
	}
	if got := handler.ask(`query($id: ID!) { receipt(id: $id) { photos } }`, map[string]any{"id": problem}); string(got.Data) != `{"receipt":null}` {
		t.Errorf("what somebody else reported: %s", got.Data)
	}
}
