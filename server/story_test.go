package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"slices"
	"testing"
)

// The main job, told with the documents that clients send: a cadre checks in and reports, the office triages on two lines, both units
// sign and reply, the enterprise scores, the problem is struck off, and the leader's numbers move by exactly one.
func TestStory(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	cadre, office, leader := f.as("cadre01"), f.as("office-county"), f.as("leader01")
	territory, industry, firm := f.as("handler-territory"), f.as("handler-industry"), f.as("enterprise01")

	var v struct {
		Viewer struct {
			Enterprise struct {
				ID, Name string
				Location struct{ Lon, Lat float64 }
				Park     *struct{ ID string }
				Division struct{ Code string }
			}
			Role string
		}
	}
	firm.get(`{ viewer { role enterprise { id name location { lon lat } park { id } division { code } } } }`, nil, &v)
	enterprise := v.Viewer.Enterprise
	before := leader.measures("430500")

	var mine struct {
		Viewer struct {
			Enterprises struct {
				TotalCount int
				Nodes      []struct{ ID, Name string }
			}
		}
	}
	cadre.get("MyEnterprises", map[string]any{"first": 50}, &mine)
	if !slices.ContainsFunc(mine.Viewer.Enterprises.Nodes, func(n struct{ ID, Name string }) bool { return n.ID == enterprise.ID }) {
		t.Fatalf("cadre01 is not linked to %s", enterprise.Name)
	}

	var near struct {
		Enterprises struct {
			Edges []struct {
				Distance float64
				Node     struct{ ID string }
			}
		}
	}
	cadre.get("NearbyEnterprises", map[string]any{"first": 5, "near": map[string]any{
		"lon": enterprise.Location.Lon, "lat": enterprise.Location.Lat, "metres": 20000, "crs": "WGS84",
	}}, &near)
	if e := near.Enterprises.Edges; len(e) == 0 || e[0].Node.ID != enterprise.ID || e[0].Distance > 1 {
		t.Fatalf("nearest to %s: %+v", enterprise.Name, e)
	}

	// At the gate, 20 m to the north.
	jpg, sum := picture(1)
	visitID := newID()
	var in struct {
		CheckIn struct {
			Visit struct {
				ID, CheckInResult              string
				Distance                       float64
				PhotosExpected, PhotosReceived int
				Flags                          []string
				Enterprise                     struct{ ID string }
			}
		}
	}
	input := map[string]any{"input": map[string]any{
		"id": visitID, "enterpriseId": enterprise.ID, "capturedAt": now(), "note": "看了生产线",
		"position": map[string]any{"lon": enterprise.Location.Lon, "lat": enterprise.Location.Lat + 0.00018, "accuracy": 12.0, "crs": "WGS84", "fixedAt": now()},
		"photos":   []any{cadre.upload(jpg, sum)},
	}}
	cadre.get("CheckIn", input, &in)
	if got := in.CheckIn.Visit; got.CheckInResult != "IN_RANGE" || got.Distance < 15 || got.Distance > 25 || got.PhotosReceived != 1 || got.PhotosExpected != 1 {
		t.Fatalf("check-in: %+v", got)
	}
	cadre.get("CheckIn", input, &in) // the answer was lost: sent again, answered the same

	var photos []any
	for i := range 3 {
		jpg, sum := picture(10 + i)
		photos = append(photos, cadre.upload(jpg, sum))
	}
	problemID := newID()
	var reported struct {
		ReportProblem struct {
			Problem struct {
				ID, Number, Status, StatusText string
				PhotosExpected, PhotosReceived int
			}
		}
	}
	cadre.get("ReportProblem", map[string]any{"input": map[string]any{
		"id": problemID, "enterpriseId": enterprise.ID, "visitId": visitID, "title": "贷款即将到期，转贷困难",
		"description": "流动资金贷款下月到期，银行要求先还后贷，企业周转不开。", "demand": "协调续贷", "category": "FINANCE",
		"resolvedOnSite": false, "capturedAt": now(), "photos": photos,
	}}, &reported)
	if got := reported.ReportProblem.Problem; got.Status != "SUBMITTED" || got.StatusText != "待研判" || got.PhotosReceived != 3 || got.Number == "" {
		t.Fatalf("report: %+v", got)
	}

	p := office.problem(problemID)
	var triaged struct{ TriageProblem struct{ Problem problemSeen } }
	office.get("TriageProblem", map[string]any{"input": map[string]any{
		"problemId": problemID, "expectedVersion": p.Version, "decision": "ACCEPT", "complexity": "SIMPLE",
	}}, &triaged)
	lines := map[string]dispatchSeen{}
	for _, d := range triaged.TriageProblem.Problem.Dispatches {
		lines[d.Line] = d
	}
	if lines["TERRITORY"].Role != "LEAD" || lines["INDUSTRY"].Role != "CO" || len(lines) != 2 {
		t.Fatalf("two lines: %+v", lines)
	}

	for c, line := range map[*caller]string{industry: "INDUSTRY", territory: "TERRITORY"} {
		c.get("SignDispatch", map[string]any{"input": map[string]any{"dispatchId": lines[line].ID}}, &struct{}{})
	}
	territory.get("ReportProgress", map[string]any{"input": map[string]any{
		"id": newID(), "dispatchId": lines["TERRITORY"].ID, "note": "已约银行与企业周四面谈", "photos": []any{},
	}}, &struct{}{})
	for _, c := range []*caller{industry, territory} { // the co-unit first: the lead waits for it (R2)
		line := map[*caller]string{industry: "INDUSTRY", territory: "TERRITORY"}[c]
		c.get("ReplyDispatch", map[string]any{"input": map[string]any{
			"id": newID(), "dispatchId": lines[line].ID, "solved": true, "note": "银行已同意无还本续贷", "photos": []any{},
		}}, &struct{}{})
	}
	office.get("ReviewReply", map[string]any{"input": map[string]any{
		"problemId": problemID, "expectedVersion": office.problem(problemID).Version, "decision": "ACCEPT",
	}}, &struct{}{})
	firm.get("EvaluateProblem", map[string]any{"input": map[string]any{
		"problemId": problemID, "solved": true, "grade": "VERY_SATISFIED", "comment": "办得快",
	}}, &struct{}{})

	closed := cadre.problem(problemID)
	if closed.StatusText != "已销号" || closed.Evaluation == nil || closed.Evaluation.Grade != "VERY_SATISFIED" {
		t.Fatalf("closed: %+v", closed)
	}
	var kinds []string
	for _, e := range closed.Events.Nodes {
		kinds = append(kinds, e.Kind)
	}
	signs := []string{"SIGNED", "SIGNED"} // by either unit first
	want := slices.Concat([]string{"REPORTED", "DISPATCHED"}, signs, []string{"PROGRESS", "REPLIED", "REPLIED", "REPLY_ACCEPTED", "EVALUATED"})
	if !slices.Equal(kinds, want) {
		t.Errorf("events %v, want %v", kinds, want)
	}
	if len(closed.AllowedActions) > 0 {
		t.Errorf("a cadre may still %v", closed.AllowedActions)
	}
	for _, photo := range closed.Photos {
		if got := firm.status(photo.URL); got != 200 {
			t.Errorf("the firm gets its photo: %d", got)
		}
		if got := f.as("cadre02").status(photo.URL); got != 404 {
			t.Errorf("a cadre of another firm gets it: %d, want 404", got)
		}
	}

	after := leader.measures("430500")
	for name, was := range before {
		step := 0
		if slices.Contains([]string{"reported", "accepted", "solved", "closed"}, name) {
			step = 1
		}
		if after[name] != was+step {
			t.Errorf("%s went from %d to %d, want +%d", name, was, after[name], step)
		}
	}

	var list struct{ Problems struct{ TotalCount int } }
	office.get("Problems", map[string]any{"first": 20, "filter": map[string]any{"enterpriseId": enterprise.ID, "open": false}}, &list)
	if list.Problems.TotalCount == 0 {
		t.Error("the office's list of final problems is empty")
	}
	var byArea struct {
		Enterprises struct {
			Nodes []struct{ Name string }
		}
	}
	office.get("EnterpriseList", map[string]any{"divisionCode": enterprise.Division.Code, "first": 20, "each": 3}, &byArea)
	if len(byArea.Enterprises.Nodes) == 0 {
		t.Error("the office sees no enterprises")
	}
	var who struct{ Viewer struct{ Role string } }
	leader.get("Viewer", nil, &who)
	if who.Viewer.Role != "LEADER" {
		t.Errorf("leader01 is a %s", who.Viewer.Role)
	}
	var parks struct {
		Parks struct{ Nodes []struct{ ID string } }
	}
	leader.get(`{ parks(first: 1, filter: {divisionCode: "430500"}) { nodes { id } } }`, nil, &parks)
	var park struct {
		Park struct {
			Name            string
			Boundary        any
			EnterpriseCount int
		}
	}
	leader.get("ParkMap", map[string]any{"id": parks.Parks.Nodes[0].ID}, &park)
	if park.Park.Name == "" || park.Park.Boundary == nil {
		t.Errorf("park: %+v", park)
	}
	for name := range documents(t, "core.graphql") {
		if !f.asked[name] {
			t.Errorf("nobody sent the document %s", name)
		}
	}
}

type dispatchSeen struct{ ID, Line, Role, Status string }

type problemSeen struct {
	ID, Status, StatusText string
	Version                int
	Dispatches             []dispatchSeen
	AllowedActions         []string
	Photos                 []struct{ URL string }
	Evaluation             *struct{ Grade string }
	Events                 struct{ Nodes []struct{ Kind string } }
}

func (c *caller) problem(id string) problemSeen {
	c.t.Helper()
	var out struct{ Problem problemSeen }
	c.get("Problem", map[string]any{"id": id}, &out)
	return out.Problem
}

// measures are the counts of a division.
func (c *caller) measures(division string) map[string]int {
	c.t.Helper()
	var out struct {
		Statistics struct {
			Total struct{ Reported, Accepted, Solved, Closed, Open, Overdue int }
		}
	}
	c.get("Statistics", map[string]any{"divisionCode": division, "groupBy": "DIVISION"}, &out)
	m := out.Statistics.Total
	return map[string]int{
		"reported": m.Reported, "accepted": m.Accepted, "solved": m.Solved, "closed": m.Closed, "open": m.Open, "overdue": m.Overdue,
	}
}

// picture is a JPEG with content of its own, and its SHA-256.
func picture(seed int) (bytesOf []byte, sum string) {
	img := image.NewRGBA(image.Rect(0, 0, 640, 480))
	for y := range 480 {
		for x := range 640 {
			img.Set(x, y, color.RGBA{uint8(x * seed), uint8(y + seed), uint8(seed * 37), 255})
		}
	}
	var b bytes.Buffer
	_ = jpeg.Encode(&b, img, nil)
	return b.Bytes(), fmt.Sprintf("%x", sha256.Sum256(b.Bytes()))
}
