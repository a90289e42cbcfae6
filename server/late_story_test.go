package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

// lateAnswer is what a phone reads of a check-in or a report.
type lateAnswer struct {
	M struct {
		Visit, Problem *struct{ ID string }
		HeldRecord     *struct {
			ID, State                      string
			PhotosExpected, PhotosReceived int
		}
		UserErrors []struct{ Code, Message string }
	}
}

const (
	lateCheckIn = `mutation($i: CheckInInput!) { m: checkIn(input: $i) { visit { id } heldRecord { id state photosExpected photosReceived } userErrors { code message } } }`
	lateReport  = `mutation($i: ReportProblemInput!) { m: reportProblem(input: $i) { problem { id } heldRecord { id state photosExpected photosReceived } userErrors { code message } } }`
	rule        = `mutation($i: RuleOnHeldRecordInput!) { m: ruleOnHeldRecord(input: $i) { heldRecord { id state visit { id } problem { id } } userErrors { code message } } }`
)

func (c *caller) late(document string, input map[string]any) (a lateAnswer) {
	c.t.Helper()
	c.phone(map[string]string{"Device-App": "1"}, document, input, &a)
	return a
}

func (a lateAnswer) held(t *testing.T, id, state string) {
	t.Helper()
	if len(a.M.UserErrors) != 1 || a.M.UserErrors[0].Code != "WAITING_FOR_REVIEW" || a.M.HeldRecord == nil || a.M.HeldRecord.ID != id ||
		a.M.HeldRecord.State != state || a.M.Visit != nil || a.M.Problem != nil {
		t.Errorf("not %s: %+v", state, a)
	}
}

// H05: the link to an enterprise ends while the cadre is offline. What was captured after that waits for review with its photos, the office
// over the enterprise sees it, and rules; what the phone is told is the same for ever. Other records are not touched.
func TestH05LinkEndedWhileOffline(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	cadre, office, elsewhere, stranger := f.as("cadre01"), f.as("office-county"), f.as("office-411024"), f.as("cadre02")
	firm := f.one(`select a.enterprise_id from assignment a join person n on n.id = a.person_id where n.account = 'cadre01' and a.ends_on is null
		and not exists (select from support_plan s where s.enterprise_id = a.enterprise_id) order by 1 limit 1`)
	other := f.one(`select a.enterprise_id from assignment a join person n on n.id = a.person_id where n.account = 'cadre01' and a.ends_on is null
		and a.enterprise_id <> ` + quoted(firm) + ` order by 1 limit 1`)
	f.one(`with ended as (update assignment a set ends_on = today() - 2, starts_on = least(starts_on, today() - 30) from person n
		where n.id = a.person_id and n.account = 'cadre01' and a.enterprise_id = ` + quoted(firm) + ` returning a.id) select count(*) from ended`)
	captured := time.Now().Add(-6 * time.Hour).Format(time.RFC3339)

	jpg, sum := picture(31)
	photo := map[string]any{"sha256": sum, "bytes": len(jpg), "takenAt": captured}
	visit := map[string]any{
		"id": newID(), "enterpriseId": firm, "capturedAt": captured, "note": "停产整修", "photos": []any{photo},
		"position": map[string]any{"lon": 111.47, "lat": 27.24, "accuracy": 9.0},
	}
	problem := map[string]any{
		"id": newID(), "enterpriseId": firm, "visitId": visit["id"], "title": "变压器老化", "description": "夏天常跳闸", "category": "ENERGY",
		"capturedAt": captured, "photos": []any{photo},
	}
	dropped := map[string]any{"id": newID(), "enterpriseId": firm, "capturedAt": captured, "note": "路过"}
	visitID, problemID, droppedID := visit["id"].(string), problem["id"].(string), dropped["id"].(string)

	cadre.late(lateCheckIn, visit).held(t, visitID, "WAITING")
	cadre.late(lateReport, problem).held(t, problemID, "WAITING")
	cadre.late(lateCheckIn, dropped).held(t, droppedID, "WAITING")
	cadre.late(lateCheckIn, visit).held(t, visitID, "WAITING")
	if a := cadre.late(lateCheckIn, map[string]any{"id": newID(), "enterpriseId": other, "capturedAt": captured}); a.M.Visit == nil {
		t.Errorf("a check-in at another enterprise: %+v", a)
	}
	if a := stranger.late(lateCheckIn, map[string]any{"id": newID(), "enterpriseId": firm, "capturedAt": captured}); a.M.HeldRecord != nil || a.M.UserErrors[0].Code != "NOT_FOUND" {
		t.Errorf("who never was linked: %+v", a)
	}
	if a := cadre.late(lateCheckIn, map[string]any{"id": visitID, "enterpriseId": firm, "capturedAt": captured, "note": "别的"}); a.M.UserErrors[0].Code != "CONFLICT" {
		t.Errorf("other content under a held id: %+v", a)
	}
	cadre.upload(jpg, sum) // identical photos in two records: sent once
	if a := cadre.late(lateReport, problem); a.M.HeldRecord.PhotosReceived != 1 {
		t.Errorf("the photo has not arrived: %+v", a)
	}

	var list struct {
		HeldRecords struct {
			TotalCount int
			Nodes      []struct {
				ID, EnterpriseName, Text string
				LinkedAtCapture          bool
				Author                   struct{ Name string }
				Photos                   []struct{ URL string }
			}
		}
	}
	const waiting = `{ heldRecords(filter: {state: [WAITING]}, first: 10) { totalCount nodes { id enterpriseName text linkedAtCapture author { name } photos { url } } } }`
	office.get(waiting, nil, &list)
	if n := list.HeldRecords; n.TotalCount != 3 || n.Nodes[2].ID != visitID || n.Nodes[2].Text != "停产整修" || n.Nodes[2].LinkedAtCapture || office.status(n.Nodes[2].Photos[0].URL) != 200 {
		t.Fatalf("the office sees %+v", n)
	}
	photoURL := list.HeldRecords.Nodes[2].Photos[0].URL
	for _, c := range []*caller{elsewhere, stranger, f.as("leader01"), f.as("admin")} {
		if c.get(waiting, nil, &list); list.HeldRecords.TotalCount != 0 || c.status(photoURL) != 404 {
			t.Errorf("%s sees %d held records", c.name, list.HeldRecords.TotalCount)
		}
		if a := c.late(rule, map[string]any{"heldRecordId": visitID, "approve": true}); a.M.UserErrors[0].Code != "NOT_FOUND" {
			t.Errorf("%s rules: %+v", c.name, a)
		}
	}
	for _, refused := range []struct {
		c     *caller
		input map[string]any
		code  string
	}{
		{cadre, map[string]any{"heldRecordId": visitID, "approve": true}, "FORBIDDEN"},
		{office, map[string]any{"heldRecordId": droppedID, "approve": false}, "INVALID"},
		{office, map[string]any{"heldRecordId": problemID, "approve": true}, "CONFLICT"}, // its visit first
	} {
		if a := refused.c.late(rule, refused.input); len(a.M.UserErrors) == 0 || a.M.UserErrors[0].Code != refused.code {
			t.Errorf("%v: %+v", refused.input, a)
		}
	}
	for range 2 { // the answer was lost
		for id, input := range map[string]map[string]any{
			visitID:   {"heldRecordId": visitID, "approve": true},
			droppedID: {"heldRecordId": droppedID, "approve": false, "note": "当天企业关门"},
		} {
			if a := office.late(rule, input); len(a.M.UserErrors) > 0 {
				t.Fatalf("%s: %+v", id, a)
			}
		}
	}
	if a := office.late(rule, map[string]any{"heldRecordId": problemID, "approve": true, "note": "属实"}); len(a.M.UserErrors) > 0 {
		t.Fatal(a)
	}
	if a := office.late(rule, map[string]any{"heldRecordId": droppedID, "approve": true}); a.M.UserErrors[0].Code != "CONFLICT" {
		t.Errorf("ruled on twice: %+v", a)
	}

	// A phone with the first contract's documents, which knows no such code, reads one that it knows.
	var first struct {
		CheckIn struct {
			UserErrors []struct{ Code, Message string }
		}
	}
	cadre.phone(map[string]string{"Device-App": "0"}, strings.NewReplacer("$input", "$i").Replace(f.documents["CheckIn"]), visit, &first)
	if e := first.CheckIn.UserErrors; len(e) != 1 || e[0].Code != "FORBIDDEN" || !strings.Contains(e[0].Message, "审核") {
		t.Errorf("the first contract reads %+v", e)
	}

	// It took effect as it was captured, by its author, once; the author reads what became of it.
	cadre.late(lateCheckIn, visit).held(t, visitID, "ACCEPTED")
	cadre.late(lateReport, problem).held(t, problemID, "ACCEPTED")
	cadre.late(lateCheckIn, dropped).held(t, droppedID, "DECLINED")
	row := f.all(`select n.account, p.channel, p.status, p.visit_id = ` + quoted(visitID) + `, p.captured_at = '` + captured + `', (select count(*) from problem_event t where t.problem_id = p.id),
		(select string_agg(f.received_at is not null || '', ' ') from photo f where f.problem_id = p.id or f.visit_id = p.visit_id), (select count(*) from visit where id = ` + quoted(droppedID) + `)
		from problem p join person n on n.id = p.reporter_id where p.id = ` + quoted(problemID))
	if got := strings.Join(row, " "); got != "cadre01 VISIT SUBMITTED true true 1 true true 0" {
		t.Errorf("the problem: %s", got)
	}
	var mine struct {
		HeldRecords struct {
			Nodes []struct {
				State, Ruling string
				Photos        []struct{ URL string }
			}
		}
	}
	cadre.get(`{ heldRecords(filter: {mine: true}, first: 10) { nodes { state ruling photos { url } } } }`, nil, &mine)
	if n := mine.HeldRecords.Nodes; len(n) != 3 || n[0].State != "DECLINED" || n[0].Ruling != "当天企业关门" || len(n[1].Photos) != 1 || cadre.status(n[2].Photos[0].URL) != 200 {
		t.Errorf("the author reads %+v", n)
	}
}

// phone sends with headers of a device.
func (c *caller) phone(headers map[string]string, document string, input map[string]any, out any) http.Header {
	c.t.Helper()
	body, _ := json.Marshal(map[string]any{"query": document, "variables": map[string]any{"i": input}})
	req, _ := http.NewRequestWithContext(c.t.Context(), http.MethodPost, c.URL+"/graphql", bytes.NewReader(body))
	req.Header.Set("Content-Type", "application/json")
	for name, value := range headers {
		req.Header.Set(name, value)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	var got answer
	if err := json.NewDecoder(resp.Body).Decode(&got); err != nil || len(got.Errors) > 0 {
		c.t.Fatal(err, got.Errors)
	}
	if err := json.Unmarshal(got.Data, out); err != nil {
		c.t.Fatal(err)
	}
	return resp.Header
}

// H04: the phone's clock is wrong by days or years. Both times are kept, how wrong it was is shown, and what is counted follows the right time.
func TestH04WrongClocks(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	cadre, firm := f.as("cadre01"), f.firm()
	const day = 24 * time.Hour
	for name, c := range map[string]struct {
		wrong   time.Duration // of the clock at capture, an hour ago
		now     time.Duration // and when it is sent
		known   bool          // whether the phone knew at capture
		flagged bool
	}{
		"right":                            {0, 0, false, false},
		"two days ahead":                   {2 * day, 2 * day, false, true},
		"two days behind":                  {-2 * day, -2 * day, false, true},
		"ten years ahead":                  {3650 * day, 3650 * day, false, true},
		"ten years behind":                 {-3650 * day, -3650 * day, false, true},
		"two days ahead, set right since":  {2 * day, 0, true, true},
		"two days behind, set right since": {-2 * day, 0, true, true},
	} {
		shows := func(wrong, ago time.Duration) string { return time.Now().Add(wrong - ago).Format(time.RFC3339) }
		input := map[string]any{"id": newID(), "enterpriseId": firm, "capturedAt": shows(c.wrong, time.Hour)}
		if c.known {
			input["clockLead"] = int(c.wrong.Seconds())
		}
		var got struct {
			M struct {
				Visit struct {
					CapturedAt, ReceivedAt, CheckedInAt time.Time
					ClockLead                           int
					Flags                               []string
				}
			}
		}
		told := cadre.phone(map[string]string{"Device-Time": shows(c.now, 0)}, `mutation($i: CheckInInput!) { m: checkIn(input: $i) {
			visit { capturedAt receivedAt checkedInAt clockLead flags } userErrors { code } } }`, input, &got)
		v := got.M.Visit
		off := (v.ReceivedAt.Sub(v.CheckedInAt) - time.Hour).Abs()
		if off > time.Minute || v.CapturedAt.Format(time.RFC3339) != asUTC(input["capturedAt"]) || (time.Duration(v.ClockLead)*time.Second-c.wrong).Abs() > time.Minute ||
			strings.Contains(fmt.Sprint(v.Flags), "CLOCK_SKEW") != c.flagged || strings.Contains(fmt.Sprint(v.Flags), "LATE_ARRIVAL") {
			t.Errorf("%s: %+v", name, v)
		}
		if lead, err := strconv.Atoi(told.Get("Device-Lead")); err != nil || (time.Duration(lead)*time.Second-c.now).Abs() > time.Minute {
			t.Errorf("%s: the phone is told that its clock is ahead by %q s", name, told.Get("Device-Lead"))
		}
	}
}

func asUTC(t any) string {
	at, _ := time.Parse(time.RFC3339, t.(string))
	return at.UTC().Format(time.RFC3339)
}

// H09: each send says what the phone still holds; the office sees which phones hold how much for how long, and nobody else's.
func TestH09Heartbeat(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	cadre, office, stranger := f.as("cadre01"), f.as("office-county"), f.as("cadre02")
	phone, fine := newID(), newID()
	var ignored any
	beat := func(c *caller, id, unsent, stopped, oldest string) {
		c.phone(map[string]string{
			"Device-Id": id, "Device-Time": time.Now().Add(48 * time.Hour).Format(time.RFC3339), "Device-App": "1", "Device-Build": "2026-11-29",
			"Device-Unsent": unsent, "Device-Stopped": stopped, "Device-Oldest": oldest,
		}, `{ viewer { id } }`, nil, &ignored)
	}
	beat(cadre, phone, "12", "1", time.Now().Add(48*time.Hour-72*time.Hour).Format(time.RFC3339))
	beat(cadre, fine, "0", "0", "")
	beat(stranger, phone, "0", "0", "") // another person on the same phone
	beat(cadre, "no id", "-1", "x", "yesterday")

	var got struct {
		Devices struct {
			TotalCount int
			Nodes      []struct {
				ID                         string
				Unsent, Stopped, ClockLead int
				OldestAt                   *time.Time
				Person                     struct{ Name string }
			}
		}
	}
	const ask = `query($h: Boolean) { devices(filter: {divisionCode: "430502", holding: $h}, first: 10) { totalCount nodes { id unsent stopped clockLead oldestAt person { name } } } }`
	office.get(ask, map[string]any{"h": true}, &got)
	if n := got.Devices; n.TotalCount != 1 || n.Nodes[0].Person.Name != "联企干部·演示01" || n.Nodes[0].Unsent != 12 || n.Nodes[0].Stopped != 1 ||
		(time.Since(*n.Nodes[0].OldestAt)-72*time.Hour).Abs() > time.Minute || n.Nodes[0].ClockLead < 172_700 || n.Nodes[0].ClockLead > 172_900 {
		t.Errorf("the office sees %+v", n)
	}
	beat(cadre, phone, "0", "0", "")
	office.get(ask, map[string]any{"h": true}, &got)
	if got.Devices.TotalCount != 0 {
		t.Errorf("after it was sent the office sees %+v", got)
	}
	for c, want := range map[*caller]int{office: 3, cadre: 2, stranger: 1, f.as("office-411024"): 0} {
		if c.get(ask, nil, &got); got.Devices.TotalCount != want {
			t.Errorf("%s sees %d devices, not %d", c.name, got.Devices.TotalCount, want)
		}
	}
}

// H20: the server cannot take the third of five. The other four go on, what is wrong is said by its field, the office sees that a phone holds a record
// that only its author can correct; corrected, it goes as a record of its own.
func TestH20TheThirdOfFiveIsInvalid(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	cadre, office := f.as("cadre01"), f.as("office-county")
	phone, captured := newID(), time.Now().Add(-time.Hour).Format(time.RFC3339)
	send := func(title string, unsent, stopped int) (id string, got struct {
		M struct {
			Receipt    *struct{ ID string }
			UserErrors []struct {
				Code, Message string
				Field         []string
			}
		}
	},
	) {
		t.Helper()
		id = newID()
		cadre.phone(map[string]string{
			"Device-Id": phone, "Device-Time": now(), "Device-App": "1", "Device-Unsent": strconv.Itoa(unsent), "Device-Stopped": strconv.Itoa(stopped), "Device-Oldest": captured,
		}, `mutation($i: ReportProblemInput!) { m: reportProblem(input: $i) { receipt { id } userErrors { code message field } } }`,
			map[string]any{"id": id, "enterpriseId": f.firm(), "title": title, "description": "路灯不亮", "category": "OTHER", "capturedAt": captured}, &got)
		return id, got
	}
	stopped := 0
	for n := range 5 {
		title := fmt.Sprint("第 ", n+1, " 件")
		if n == 2 {
			title = ""
		}
		id, got := send(title, 5-n, stopped)
		if n != 2 && (got.M.Receipt == nil || got.M.Receipt.ID != id) {
			t.Errorf("number %d: %+v", n+1, got.M)
		}
		if n == 2 {
			stopped++
			if e := got.M.UserErrors; got.M.Receipt != nil || len(e) != 1 || e[0].Code != "INVALID" || fmt.Sprint(e[0].Field) != "[title]" || e[0].Message == "" {
				t.Errorf("number 3: %+v", got.M)
			}
		}
	}
	holding := func() string {
		var got struct {
			Devices struct {
				Nodes []struct{ Unsent, Stopped int }
			}
		}
		office.get(`{ devices(filter: {divisionCode: "430502", holding: true}, first: 10) { nodes { unsent stopped } } }`, nil, &got)
		return fmt.Sprint(got.Devices.Nodes)
	}
	cadre.phone(map[string]string{"Device-Id": phone, "Device-Time": now(), "Device-App": "1", "Device-Unsent": "1", "Device-Stopped": "1", "Device-Oldest": captured},
		`{ viewer { id } }`, nil, new(any))
	if got := holding(); got != "[{1 1}]" {
		t.Errorf("the office sees %s", got)
	}
	if id, got := send("第 3 件", 0, 0); got.M.Receipt == nil || got.M.Receipt.ID != id {
		t.Errorf("number 3, corrected: %+v", got.M)
	}
	if got := holding(); got != "[]" {
		t.Errorf("after that the office sees %s", got)
	}
	if got := f.one("select count(*) from problem where title like '第 _ 件'"); got != "5" {
		t.Errorf("%s problems came", got)
	}
}
