package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// atOnce sends the same by several callers at the same time and returns the answers.
func atOnce(callers []*caller, document, variables string) []reply {
	got := make([]reply, len(callers))
	var ready, done sync.WaitGroup
	ready.Add(len(callers))
	for i, c := range callers {
		done.Go(func() {
			ready.Done()
			ready.Wait()
			got[i] = c.send(document, variables)
		})
	}
	done.Wait()
	return got
}

// codes are the answers' codes in order of the alphabet.
func codes(all []reply) (out []string) {
	for _, r := range all {
		out = append(out, r.code)
	}
	slices.Sort(out)
	return out
}

// What happens at the same moment happens once: creates with one id, decisions on one version, signatures of one unit.
func TestAtTheSameMoment(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	cadre, firm := f.as("cadre01"), f.firm()
	twenty := slices.Repeat([]*caller{cadre}, 20)
	jpg, sum := picture(5)
	photo := encode(cadre.upload(jpg, sum))
	problem := newID()
	for _, create := range []struct{ id, document, input, count string }{
		{
			newID(), `mutation($i: CheckInInput!) { m: checkIn(input: $i) { visit { id distance checkedInAt photosReceived } userErrors { code message } } }`,
			`{"id": "%s", "enterpriseId": "%s", "capturedAt": "2026-11-20T08:00:00Z", "position": {"lon": 111.47, "lat": 27.24, "accuracy": 9}, "photos": [%s]}`,
			`select count(*) || ' ' || (select count(*) from photo where visit_id = '%[1]s') from visit where id = '%[1]s'`,
		},
		{
			problem, `mutation($i: ReportProblemInput!) { m: reportProblem(input: $i) { problem { id number version photosReceived } userErrors { code message } } }`,
			`{"id": "%s", "enterpriseId": "%s", "title": "用工", "description": "招不到人", "category": "LABOUR", "capturedAt": "2026-11-20T08:00:00Z", "photos": [%s]}`,
			`select count(*) || ' ' || (select count(*) from photo where problem_id = '%[1]s') from problem_event where problem_id = '%[1]s'`,
		},
	} {
		got := atOnce(twenty, create.document, `{"i": `+fmt.Sprintf(create.input, create.id, firm, photo)+`}`)
		for _, r := range got {
			if r.code != "" || r.body != got[0].body {
				t.Errorf("one of twenty: %s, the first: %s", r.body, got[0].body)
			}
		}
		if n := f.one(fmt.Sprintf(create.count, create.id)); n != "1 1" {
			t.Errorf("%s: %s rows", create.document[:40], n)
		}
	}
	offices := []*caller{f.as("office-county"), f.as("office-city")}
	for _, decision := range []string{"RETURN_FOR_INFO", "ACCEPT"} {
		version := f.one(`select version from problem where id = '` + problem + `'`)
		got := atOnce(offices, `mutation($i: TriageProblemInput!) { m: triageProblem(input: $i) { userErrors { code message } } }`,
			fmt.Sprintf(`{"i": {"problemId": %q, "expectedVersion": %s, "decision": %q, "note": "请看"}}`, problem, version, decision))
		if !slices.Equal(codes(got), []string{"", "STALE"}) {
			t.Errorf("two decide %s: %q", decision, codes(got))
		}
		if decision == "RETURN_FOR_INFO" {
			cadre.send(`mutation($i: SupplementProblemInput!) { m: supplementProblem(input: $i) { userErrors { code } } }`,
				fmt.Sprintf(`{"i": {"id": %q, "problemId": %q, "note": "三十人"}}`, newID(), problem))
		}
	}
	f.one(`with colleague as (insert into person (id, account, name, password_hash, organization_id)
		select gen_random_uuid(), 'handler-second', '承办人·演示99', password_hash, organization_id from person where account = 'handler-territory' returning id, organization_id)
		insert into person_role (id, person_id, role, organization_id, position) select gen_random_uuid(), id, 'DEPARTMENT_HANDLER', organization_id, 1 from colleague returning id`)
	handlers := []*caller{f.as("handler-territory"), f.as("handler-second")}
	lead := f.one(`select id from dispatch where problem_id = '` + problem + `' and role = 'LEAD'`)
	sign := `mutation($d: ID!) { m: signDispatch(input: {dispatchId: $d}) { dispatch { status } userErrors { code message } } }`
	if got := atOnce(slices.Repeat(handlers, 4), sign, fmt.Sprintf(`{"d": %q}`, lead)); got[0].code != "" || len(slices.Compact(codes(got))) != 1 {
		t.Errorf("two colleagues sign: %q", codes(got))
	}
	reply := `mutation($i: ReplyDispatchInput!) { m: replyDispatch(input: $i) { userErrors { code message } } }`
	var done sync.WaitGroup
	answers := make([]string, 2)
	for i, c := range handlers { // each with an id of their own: the second finds the part done
		done.Go(func() {
			answers[i] = c.send(reply, fmt.Sprintf(`{"i": {"id": %q, "dispatchId": %q, "solved": true, "note": "已招到", "overrideCoUnits": true}}`, newID(), lead)).code
		})
	}
	done.Wait()
	if slices.Sort(answers); !slices.Equal(answers, []string{"", "FORBIDDEN"}) {
		t.Errorf("two colleagues reply: %q", answers)
	}
	if n := f.one(`select string_agg(kind, ' ' order by version) from problem_event where problem_id = '` + problem + `' and kind in ('SIGNED', 'REPLIED')`); n != "SIGNED REPLIED" {
		t.Errorf("the timeline has %s", n)
	}
}

// Two problems merged into each other at once: one is, the other then has nowhere to go.
func TestMergedIntoEachOther(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	two := f.all(`select min(id::text), max(id::text) from (select id from problem where status = 'SUBMITTED' and version = 1 and division_code like '4305%' and not confidential order by id limit 2) _`)
	var done sync.WaitGroup
	got := make([]string, 2)
	for i, c := range []*caller{f.as("office-city"), f.as("office-province")} {
		done.Go(func() {
			r := c.send(`mutation($i: TriageProblemInput!) { m: triageProblem(input: $i) { userErrors { code message } } }`,
				fmt.Sprintf(`{"i": {"problemId": %q, "expectedVersion": 1, "decision": "MERGE", "mergeIntoId": %q}}`, two[i], two[1-i]))
			r.decent(t, "a merge")
			got[i] = r.code
		})
	}
	done.Wait()
	if slices.Sort(got); !slices.Equal(got, []string{"", "INVALID"}) {
		t.Errorf("%q", got)
	}
}

// The phone's clock and the phone's place are evidence, never the truth: the server's time counts, and what is odd is flagged.
func TestOddClocksAndPlaces(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	cadre, firm := f.as("cadre01"), f.firm()
	year := time.Now().AddDate(1, 0, 0).Format(time.RFC3339)
	for _, test := range []struct{ captured, position, flag string }{
		{year, "null", "CLOCK_SKEW"},
		{"9999-12-31T23:59:59Z", "null", "CLOCK_SKEW"},
		{"0001-01-01T00:00:00Z", "null", "CLOCK_SKEW"},
		{"2019-06-30T23:59:59.999999999+14:00", "null", "CLOCK_SKEW"},
		{now(), `{"lon": 111.47, "lat": 27.24, "accuracy": 1e308}`, "LOW_ACCURACY"},
		{now(), `{"lon": 111.47, "lat": 27.24, "accuracy": 5e-324, "fixedAt": "0001-01-01T00:00:00Z"}`, "STALE_FIX"},
		{now(), `{"lon": 0, "lat": 0, "accuracy": 1}`, "TELEPORT"},
		{now(), `{"lon": -180, "lat": -90, "accuracy": 1, "crs": "BD09"}`, ""},
		{now(), `{"lon": 180, "lat": 90, "accuracy": 1, "crs": "BD09"}`, ""},
		{now(), `{"lon": -180, "lat": 90, "accuracy": 1, "crs": "GCJ02"}`, ""},
		{now(), `{"lon": 72.004, "lat": 0.8293, "accuracy": 1, "crs": "GCJ02"}`, ""},
		{now(), `{"lon": 111.47, "lat": 27.24, "accuracy": 1, "crs": "CGCS2000"}`, ""},
	} {
		id := newID()
		got := cadre.send(`mutation($i: CheckInInput!) { m: checkIn(input: $i) { visit { flags checkedInAt } userErrors { code message } } }`,
			fmt.Sprintf(`{"i": {"id": %q, "enterpriseId": %q, "capturedAt": %q, "position": %s}}`, id, firm, test.captured, test.position))
		if got.code != "" || !strings.Contains(got.body, test.flag) {
			t.Errorf("%s at %s: %s", test.captured, test.position, got.body)
			continue
		}
		row := f.all(`select checked_in_at <= received_at and received_at between now() - interval '1 minute' and now(), coalesce(st_x(location), 0), coalesce(st_y(location), 0) from visit where id = '` + id + `'`)
		var lon, lat float64
		_, _ = fmt.Sscan(row[1]+" "+row[2], &lon, &lat)
		if row[0] != "true" || math.Abs(lon) > 180 || math.Abs(lat) > 90 {
			t.Errorf("%s at %s is kept as %v", test.captured, test.position, row)
		}
	}
}

// Texts are kept and given back as they were written, whatever they look like.
func TestTextsAreOnlyTexts(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	cadre, firm := f.as("cadre01"), f.firm()
	for _, text := range []string{
		`<img src=x onerror=alert(1)>`, `javascript:alert(1)`, `'; drop table problem; --`, `" \ $1 %s {{7*7}} ${x}`, `=cmd|'/c calc'!A0`, "𠮷野家 \U000F0000", "👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
		"\u202egnp.exe", "a\u200bb\ufeffc", "e" + strings.Repeat("\u0301", 59), "一\t二\r\n三", "ﷺ﷽", strings.Repeat("字", 60), "null", "\u0001\u001f\u007f 控制",
	} {
		id := newID()
		cadre.get("ReportProblem", map[string]any{"input": map[string]any{
			"id": id, "enterpriseId": firm, "title": text, "description": text, "demand": text,
			"category": "OTHER", "capturedAt": now(), "photos": []any{},
		}}, &struct{}{})
		var got struct {
			Problem struct{ Title, Description, Demand string }
		}
		cadre.get(`query($id: ID!) { problem(id: $id) { title description demand } }`, map[string]any{"id": id}, &got)
		if p := got.Problem; p.Title != text || p.Description != text || p.Demand != text {
			t.Errorf("%q became %q", text, p)
		}
	}
}
