package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"lianqi/graph"
)

// reads are queries that are answered as they stand, each with every argument of its field spoilt in turn.
var reads = []struct{ declares, field, variables string }{
	{"$id: ID!", `division(code: $id) { code }`, `{"id": "430502"}`},
	{"$id: ID!", `park(id: $id) { id }`, `{"id": "$firm"}`},
	{"$id: ID!", `enterprise(id: $id) { id }`, `{"id": "$firm"}`},
	{"$id: ID!", `visit(id: $id) { id }`, `{"id": "$firm"}`},
	{"$id: ID!", `problem(id: $id) { id }`, `{"id": "$firm"}`},
	{"$d: String!, $g: StatisticsGroup!", `statistics(divisionCode: $d, groupBy: $g) { total { reported } }`, `{"d": "430502", "g": "STATUS"}`},
	{
		"$f: OrganizationFilter, $n: Int!, $a: String", `organizations(filter: $f, first: $n, after: $a) { nodes { id } pageInfo { endCursor } }`,
		`{"f": {"divisionCode": "430502", "kind": ["GOVERNMENT"], "text": "区"}, "n": 1, "a": null}`,
	},
	{
		"$f: IndustrialParkFilter, $n: Int!, $a: String", `parks(filter: $f, first: $n, after: $a) { nodes { id } pageInfo { endCursor } }`,
		`{"f": {"divisionCode": "430500"}, "n": 1, "a": null}`,
	},
	{
		"$f: EnterpriseFilter, $n: Int!, $a: String", `enterprises(filter: $f, first: $n, after: $a) { totalCount nodes { id } pageInfo { endCursor } }`,
		`{"f": {"divisionCode": "430500", "parkId": null, "sector": ["INDUSTRY"], "isKey": false, "text": "公司", "unassigned": false}, "n": 1, "a": null}`,
	},
	{
		"$r: NearInput, $n: Int!, $a: String", `enterprises(near: $r, first: $n, after: $a) { edges { distance } pageInfo { endCursor } }`,
		`{"r": {"lon": 111.47, "lat": 27.24, "metres": 200000, "crs": "BD09"}, "n": 1, "a": null}`,
	},
	{
		"$f: VisitFilter, $n: Int!, $a: String", `visits(filter: $f, first: $n, after: $a) { nodes { id } pageInfo { endCursor } }`,
		`{"f": {"divisionCode": "430500", "enterpriseId": "$firm", "mine": false, "checkInResult": ["IN_RANGE"]}, "n": 1, "a": null}`,
	},
	{
		"$f: ProblemFilter, $o: ProblemOrder!, $n: Int!, $a: String", `problems(filter: $f, orderBy: $o, first: $n, after: $a) { nodes { id } pageInfo { endCursor } }`,
		`{"f": {"divisionCode": "430500", "status": ["CLOSED"], "category": ["FINANCE"], "organizationId": "$firm", "enterpriseId": "$firm", "parkId": "$firm",
		"overdue": false, "open": false, "mine": false, "dispatchStatus": ["HANDLING"], "lamp": ["RED"], "awaitsRuling": false, "text": "贷"},
		"o": "NEWEST", "n": 1, "a": null}`,
	},
	{"$n: Int!, $a: String", `viewer { enterprises(first: $n, after: $a) { nodes { id } pageInfo { endCursor } } }`, `{"n": 1, "a": null}`},
	{"$n: Int!, $a: String", `viewer { notices(first: $n, after: $a) { nodes { id } pageInfo { endCursor } } }`, `{"n": 1, "a": null}`},
	{"$n: Int!, $a: String", `viewer { visits(first: $n, after: $a) { nodes { id } pageInfo { endCursor } } }`, `{"n": 1, "a": null}`},
}

// texts are what people and attackers may look for; none is an error.
var texts = []string{
	`""`, `"%"`, `"_"`, `"\\"`, `"\\%"`, `"'"`, `"' or 1=1 --"`, `"\""`, `"$1"`, `"{}"`, `"<script>"`, `"\ud800"`, `"𠮷"`, `"👨‍👩‍👧"`, `"\u202e"`,
	`"43050"`, `" 430502 "`, `"430502000000000"`, `"999999"`, `"` + strings.Repeat("字", 4001) + `"`, `"` + strings.Repeat("%", 4001) + `"`,
}

// Every argument of every list and record, spoilt: an answer without anything, or a refusal in words.
func TestSpoiltArgumentsAreRefused(t *testing.T) {
	t.Parallel()
	f, schema := openFront(t), graph.Schema()
	office, ids := f.as("office-city"), stones{"firm": f.firm()}
	before := f.everything()
	for _, r := range reads {
		document := "query(" + r.declares + ") { " + r.field + " }"
		var variables map[string]any
		if err := json.Unmarshal([]byte(ids.fill(r.variables)), &variables); err != nil {
			t.Fatal(r.field, err)
		}
		if got := office.send(document, encode(variables)); got.code != "" {
			t.Errorf("%s: %s", r.field, got.body)
		}
		for _, declared := range strings.Split(r.declares, ", ") {
			name, typ, _ := strings.Cut(strings.TrimPrefix(declared, "$"), ": ")
			kind := schema.Types[strings.Trim(typ, "!")]
			if len(kind.Fields) == 0 {
				for _, raw := range append(bad[kind.Name], texts...) {
					got := office.send(document, encode(at(variables, []string{name}, strings.NewReplacer("%[1]s", ids["firm"], "%[2]s", ids["firm"]).Replace(raw))))
					got.decent(t, fmt.Sprintf("%s with %s %.60s", r.field, name, raw))
				}
				continue
			}
			for _, m := range kind.Fields {
				values := append(badFor(schema, m.Type), texts...)
				if strings.Contains(m.Type.String(), "Float") || schema.Types[m.Type.Name()].Kind == "ENUM" {
					values = badFor(schema, m.Type)
				}
				for _, raw := range values {
					got := office.send(document, encode(at(variables, []string{name, m.Name}, strings.NewReplacer("%[1]s", ids["firm"], "%[2]s", ids["firm"]).Replace(raw))))
					got.decent(t, fmt.Sprintf("%s with %s.%s %.60s", r.field, name, m.Name, raw))
				}
			}
		}
	}
	if f.everything() != before {
		t.Error("reading changed something")
	}
}

// What a text finds is what holds it: signs of LIKE mean themselves.
func TestSignsAreFoundAsThemselves(t *testing.T) {
	t.Parallel()
	office := openFront(t).as("office-city")
	for _, sign := range []string{"%", "_", `\`, "'", "<"} {
		var got struct{ Enterprises, Problems struct{ TotalCount int } }
		office.get(`query($t: String) { enterprises(first: 1, filter: {text: $t}) { totalCount } problems(first: 1, filter: {text: $t}) { totalCount } }`,
			map[string]any{"t": sign}, &got)
		if got.Enterprises.TotalCount+got.Problems.TotalCount > 0 {
			t.Errorf("%q finds %+v", sign, got)
		}
	}
}

// first is 1 to 100 wherever it stands, also as a literal; a cursor that was tampered with is refused or finds a place in the same list.
func TestPagesAndCursors(t *testing.T) {
	t.Parallel()
	office := openFront(t).as("office-city")
	for first, code := range map[string]string{
		"1": "", "100": "", "0": "INVALID", "101": "INVALID", "-1": "INVALID", "2147483648": "INVALID", "-2147483649": "INVALID",
		"100000000000000000000": "INVALID", "1e2": "INVALID", "1.5": "INVALID", `"1"`: "INVALID", "null": "INVALID", "[1]": "INVALID", "{}": "INVALID",
	} {
		for _, field := range []string{"problems(first: %s) { nodes { id } }", "viewer { enterprises(first: %s) { nodes { id } } }"} {
			if got := office.send(fmt.Sprintf("{ "+field+" }", first), "{}"); got.code != code || got.status >= 500 || leaks.MatchString(got.body) {
				t.Errorf("first %s: %s", first, got.body)
			}
		}
	}
	page := func(field, after string) reply {
		return office.send("query($a: String) { x: "+field+" { totalCount pageInfo { endCursor } } }", encode(map[string]string{"a": after}))
	}
	fields := []string{
		"problems(first: 1, after: $a)", "problems(orderBy: DUE, first: 1, after: $a)", "enterprises(first: 1, after: $a)",
		"enterprises(near: {lon: 111.47, lat: 27.24, metres: 200000}, first: 1, after: $a)", "visits(first: 1, after: $a)",
		"parks(first: 1, after: $a)", "organizations(first: 1, after: $a)",
	}
	cursors := make([]string, len(fields))
	for i, field := range fields {
		got := office.send("query($a: String) { x: "+field+" { pageInfo { endCursor } } }", `{"a": null}`)
		_, rest, _ := strings.Cut(got.body, `"endCursor":"`)
		if cursors[i], _, _ = strings.Cut(rest, `"`); cursors[i] == "" {
			t.Fatalf("%s: %s", field, got.body)
		}
	}
	for i, field := range fields {
		for j, cursor := range cursors {
			got := page(field, cursor)
			if got.code != "" && (i == j || got.code != "INVALID") {
				t.Errorf("%s after the cursor of %s: %s", field, fields[j], got.body)
			}
		}
		raw, _ := base64.RawURLEncoding.DecodeString(cursors[i])
		var keys []string
		if err := json.Unmarshal(raw, &keys); err != nil {
			t.Fatal(err)
		}
		for k := range keys {
			for _, forged := range []string{"", "x", "NaN", "infinity", "-infinity", "' or 1=1", "\x00", "1e999", "0001-01-01 BC", "9999999-01-01", strings.Repeat("9", 400), "null"} {
				others := append([]string{}, keys...)
				others[k] = forged
				text, _ := json.Marshal(others)
				got := page(field, base64.RawURLEncoding.EncodeToString(text))
				got.decent(t, fmt.Sprintf("%s after %s", field, text))
			}
		}
		for _, forged := range []string{"", "x", "e30", "W10", "bnVsbA", "W251bGxd", cursors[i] + "=", " " + cursors[i], strings.Repeat("A", 100_000)} {
			if got := page(field, forged); got.code != "INVALID" || len(got.body) > 1000 {
				t.Errorf("%s after %.40q: %.300s", field, forged, got.body)
			}
		}
	}
}

// Values written into the document itself are held to the same rules as variables.
func TestSpoiltLiteralsAreRefused(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	cadre, office := f.as("cadre01"), f.as("office-city")
	for _, field := range []string{
		`problems(first: 1, filter: {text: "\u0000"}) { totalCount }`, `problems(first: 1, filter: {text: "\uD800"}) { totalCount }`,
		`problems(first: 1, filter: {text: """\u0000 " \ """}) { totalCount }`, `problems(first: 1, filter: {status: [closed]}) { totalCount }`,
		`problems(first: 1, filter: {status: "CLOSED"}) { totalCount }`, `problems(first: 1, filter: {status: [null]}) { totalCount }`,
		`problems(first: 1, filter: {enterpriseId: 99999999999999999999}) { totalCount }`, `problems(first: 1, filter: {enterpriseId: 1.5}) { totalCount }`,
		`problems(first: 1, filter: {overdue: 1, overdue: true}) { totalCount }`, `problems(first: 1, orderBy: null) { totalCount }`,
		`problems(first: 1, after: 1) { totalCount }`, `problems(first: 1, after: {}) { totalCount }`, `statistics(divisionCode: "\u0000", groupBy: STATUS) { total { reported } }`,
		`statistics(divisionCode: 430502, groupBy: STATUS) { total { reported } }`, `division(code: "\u0000") { code }`, `problem(id: "\u0000") { id }`,
		`enterprises(first: 1, near: {lon: 1e400, lat: 27}) { totalCount }`, `enterprises(first: 1, near: {lon: NaN, lat: 27}) { totalCount }`,
		`enterprises(first: 1, near: {lon: "111", lat: 27}) { totalCount }`, `enterprises(first: 1, near: {lon: 111, lat: 27, metres: 0}) { totalCount }`,
		`enterprises(first: 1, near: {lon: 111, lat: 27, metres: 99999999999999999999}) { totalCount }`, `enterprises(first: 1, near: {lat: 27}) { totalCount }`,
		`viewer { id @include(if: null) }`, `viewer { id @skip(if: "true") }`, `viewer { id @include(if: $none) }`, `viewer @include { id }`,
	} {
		got := office.send("{ "+field+" }", "{}")
		if got.status >= 500 || got.code == "INTERNAL" || got.code == "" && strings.Contains(field, "null") || leaks.MatchString(got.body) {
			t.Errorf("%s: %d %s", field, got.status, got.body)
		}
	}
	before := f.everything()
	for _, member := range []string{
		`id: "x"`, `note: "\u0000"`, `capturedAt: "2026-02-30T00:00:00Z"`, `capturedAt: 20260101`, `position: {lon: 1e999, lat: 27, accuracy: 1}`,
		`position: {lon: 111, lat: 27, accuracy: "NaN"}`, `position: {lon: 111, lat: 27, accuracy: 1, crs: "BD09"}`, `photos: [null]`, `photos: {sha256: "x", bytes: 1}`,
		`photos: [{sha256: "` + strings.Repeat("a", 64) + `", bytes: 99999999999999999999}]`, `photos: [{sha256: "` + strings.Repeat("A", 64) + `", bytes: 1}]`,
		`photos: [` + strings.Repeat(`{sha256: "`+strings.Repeat("a", 64)+`", bytes: 1},`, 10) + `]`,
	} {
		input := map[string]string{"id": quoteText(newID()), "enterpriseId": quoteText(f.firm()), "capturedAt": quoteText(now())}
		name, value, _ := strings.Cut(member, ": ")
		input[name] = value
		var members []string
		for name, value := range input {
			members = append(members, name+": "+value)
		}
		got := cadre.send("mutation { m: checkIn(input: {"+strings.Join(members, ", ")+"}) { userErrors { code message } } }", "{}")
		if got.code == "" || got.status >= 500 || got.code == "INTERNAL" || leaks.MatchString(got.body) {
			t.Errorf("%s: %d %s", member, got.status, got.body)
		}
	}
	if f.everything() != before {
		t.Error("something was kept")
	}
}

func quoteText(s string) string { return `"` + s + `"` }
