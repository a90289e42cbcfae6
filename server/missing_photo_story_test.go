package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"lianqi/server/notice"
)

// H21: a record came, some of its photos never. Whoever reads it sees since when they are missing, its author is reminded once, and the offices and
// departments go on without; a photo that comes in the end is missing no more.
func TestH21PhotosThatNeverCame(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	cadre, office, handler, other := f.as("cadre01"), f.as("office-county"), f.as("handler-territory"), f.as("cadre02")
	f.one(`with demo as (update photo set received_at = now(), width = 1, height = 1 where received_at is null returning 1) select count(*) from demo`)
	captured := time.Now().Add(-time.Hour).Format(time.RFC3339)
	var pictures [][]byte
	var photos []any
	for i := range 3 {
		jpg, sum := picture(200 + i)
		pictures, photos = append(pictures, jpg), append(photos, map[string]any{"sha256": sum, "bytes": len(jpg)})
	}
	sum := func(i int) string { return photos[i].(map[string]any)["sha256"].(string) }
	visit := map[string]any{"id": newID(), "enterpriseId": f.firm(), "capturedAt": captured, "photos": photos[1:2]}
	problem := map[string]any{
		"id": newID(), "enterpriseId": f.firm(), "title": "厂区积水", "description": "排水不畅", "category": "OTHER", "capturedAt": captured, "photos": photos,
	}
	id := problem["id"].(string)
	cadre.upload(pictures[0], sum(0))
	cadre.sends("checkIn", visit)
	cadre.sends("reportProblem", problem)

	type photoSeen struct {
		Received     bool
		MissingSince *time.Time
	}
	var seen struct {
		Problem struct {
			Version     int
			SubmittedAt time.Time
			Photos      []photoSeen
		}
	}
	missing := func(c *caller) (n int) {
		t.Helper()
		c.get(`query($id: ID!) { problem(id: $id) { version submittedAt photos { received missingSince } } }`, map[string]any{"id": id}, &seen)
		for _, p := range seen.Problem.Photos {
			if p.Received != (p.MissingSince == nil) || p.MissingSince != nil && !p.MissingSince.Equal(seen.Problem.SubmittedAt) {
				t.Errorf("%s sees %+v of a problem of %s", c.name, p, seen.Problem.SubmittedAt)
			}
			if !p.Received {
				n++
			}
		}
		return n
	}
	if n := missing(office); n != 2 {
		t.Errorf("%d are missing", n)
	}

	remind := func(after time.Duration) {
		t.Helper()
		if err := notice.New(f.pool, func() time.Time { return time.Now().Add(after) }).RemindOfPhotos(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	told := func(c *caller) (texts []string) {
		t.Helper()
		var got struct {
			Viewer struct {
				Notices struct {
					Nodes []struct {
						Kind, Text string
						Actionable bool
						Problem    *struct{ ID string }
					}
				}
			}
		}
		c.get(`{ viewer { notices(first: 100) { nodes { kind text actionable problem { id } } } } }`, nil, &got)
		for _, n := range got.Viewer.Notices.Nodes {
			if n.Kind == "PHOTOS_MISSING" {
				if of := n.Problem; of != nil && of.ID != id || of == nil && !strings.Contains(n.Text, "走访签到") {
					t.Errorf("%s is told of another record: %+v", c.name, n)
				}
				if texts = append(texts, n.Text); !n.Actionable {
					t.Errorf("nothing is asked for: %s", n.Text)
				}
			}
		}
		slices.Sort(texts)
		return texts
	}
	if remind(23 * time.Hour); len(told(cadre)) != 0 {
		t.Errorf("reminded too early: %q", told(cadre))
	}
	for range 2 { // and again
		remind(25 * time.Hour)
	}
	since := seen.Problem.SubmittedAt.In(time.FixedZone("", 8*60*60)).Format("1月2日 15:04")
	if got := told(cadre); len(got) != 2 || !strings.Contains(got[0], "《厂区积水》有 2 张照片自 "+since+" 起缺") || !strings.Contains(got[1], "有 1 张照片自") {
		t.Errorf("the author is told %q", got)
	}
	if got := slices.Concat(told(other), told(office)); len(got) != 0 {
		t.Errorf("others are told %q", got)
	}

	// Nobody waits for them.
	var triaged struct {
		M struct {
			Problem struct {
				Dispatches []struct{ ID, Line string }
			}
		}
	}
	office.get(`mutation($i: TriageProblemInput!) { m: triageProblem(input: $i) { problem { dispatches { id line } } userErrors { code message } } }`,
		map[string]any{"i": map[string]any{"problemId": id, "expectedVersion": seen.Problem.Version, "decision": "ACCEPT", "complexity": "SIMPLE"}}, &triaged)
	for _, d := range triaged.M.Problem.Dispatches {
		if d.Line == "TERRITORY" {
			handler.get("SignDispatch", map[string]any{"input": map[string]any{"dispatchId": d.ID}}, &struct{}{})
			handler.sends("reportProgress", map[string]any{"id": newID(), "dispatchId": d.ID, "note": "不等照片，已到现场"})
		}
	}
	if n := missing(handler); n != 2 {
		t.Errorf("the department sees %d missing", n)
	}
	cadre.upload(pictures[1], sum(1))
	if n := missing(office); n != 1 {
		t.Errorf("%d are missing when one has come", n)
	}
	cadre.upload(pictures[2], sum(2))
	if remind(50 * time.Hour); missing(office) != 0 || len(told(cadre)) != 2 {
		t.Errorf("all have come, and the author is told %q", told(cadre))
	}
}
