package main

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// dayFrom is a day counted from today in Asia/Shanghai.
func dayFrom(days int) string {
	return time.Now().In(time.FixedZone("Asia/Shanghai", 8*3600)).AddDate(0, 0, days).Format(time.DateOnly)
}

// unassigned is how many enterprises nobody answers for, and the first of them.
func (c *caller) unassigned() (total int, first string) {
	c.t.Helper()
	var got struct {
		Enterprises struct {
			TotalCount int
			Nodes      []struct{ ID string }
		}
	}
	c.get(`{ enterprises(filter: {unassigned: true}, first: 1) { totalCount nodes { id } } }`, nil, &got)
	if len(got.Enterprises.Nodes) > 0 {
		first = got.Enterprises.Nodes[0].ID
	}
	return got.Enterprises.TotalCount, first
}

type cadresSeen struct {
	Cadres struct {
		TotalCount int
		Nodes      []struct {
			ID, Name        string
			EnterpriseCount int
			Enterprises     struct{ TotalCount int }
		}
	}
}

const cadresNamed = `query ($text: String) { cadres(filter: {text: $text}, first: 5) { totalCount nodes { id name enterpriseCount enterprises(first: 1) { totalCount } } } }`

// The office finds an enterprise without anybody, appoints a cadre, and the enterprise leaves the list; when the link ends it is back.
func TestOfficeAppointsACadre(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	office, cadre := f.as("office-county"), f.as("cadre02")
	before, enterprise := office.unassigned()
	if before == 0 {
		t.Fatal("the demo leaves no enterprise unassigned")
	}
	named := map[string]any{"text": "联企干部·演示02"}
	var was, is cadresSeen
	office.get(cadresNamed, named, &was)
	if was.Cadres.TotalCount != 1 || was.Cadres.Nodes[0].Name != "联企干部·演示02" {
		t.Fatalf("cadres called 演示02: %+v", was)
	}
	sees := func() bool {
		return strings.Contains(string(cadre.ask(fmt.Sprintf(`{ enterprise(id: %q) { id } }`, enterprise), nil).Data), enterprise)
	}
	if sees() {
		t.Fatal("cadre02 sees the enterprise before being appointed")
	}
	link := newID()
	appoint := func(c *caller, id, from string) string {
		return codeOf(c.ask(`mutation ($input: AssignEnterpriseInput!) { m: assignEnterprise(input: $input) { assignment { id } userErrors { code } } }`,
			map[string]any{"input": map[string]any{"id": id, "cadreId": was.Cadres.Nodes[0].ID, "enterpriseId": enterprise, "startsOn": from}}))
	}
	if code := appoint(cadre, link, dayFrom(-1)); code != "NOT_FOUND" {
		t.Errorf("a cadre who does not know the enterprise appoints: %q", code)
	}
	if code := appoint(office, link, dayFrom(-1)); code != "" {
		t.Fatal(code)
	}
	if n, _ := office.unassigned(); n != before-1 {
		t.Errorf("%d without anybody, want %d", n, before-1)
	}
	office.get(cadresNamed, named, &is)
	if got, want := is.Cadres.Nodes[0], was.Cadres.Nodes[0].EnterpriseCount+1; got.EnterpriseCount != want || got.Enterprises.TotalCount != want {
		t.Errorf("cadre02 has %d and a list of %d, want %d", got.EnterpriseCount, got.Enterprises.TotalCount, want)
	}
	if !sees() {
		t.Error("cadre02 does not see the enterprise")
	}
	if code := appoint(office, newID(), dayFrom(0)); code != "CONFLICT" {
		t.Errorf("appointed twice on the same days: %q", code)
	}
	if code := appoint(cadre, newID(), dayFrom(30)); code != "FORBIDDEN" {
		t.Errorf("a cadre appoints: %q", code)
	}
	if code := appoint(f.as("office-430503"), newID(), dayFrom(30)); code != "NOT_FOUND" {
		t.Errorf("the office of another county appoints: %q", code)
	}

	office.get(`mutation ($input: EndAssignmentInput!) { endAssignment(input: $input) { userErrors { code } } }`,
		map[string]any{"input": map[string]any{"assignmentId": link, "endsOn": dayFrom(-1)}}, &struct{}{})
	if n, _ := office.unassigned(); n != before {
		t.Errorf("%d without anybody after the end, want %d", n, before)
	}
	if sees() {
		t.Error("cadre02 sees the enterprise after the end")
	}
	if code := appoint(office, newID(), dayFrom(1)); code != "" {
		t.Fatal(code)
	}
	var planned struct {
		Enterprise struct {
			Assignments, PlannedAssignments []struct{ StartsOn string }
		}
	}
	office.get(fmt.Sprintf(`{ enterprise(id: %q) { assignments { startsOn } plannedAssignments { startsOn } } }`, enterprise), nil, &planned)
	if e := planned.Enterprise; len(e.Assignments) != 0 || len(e.PlannedAssignments) != 1 || e.PlannedAssignments[0].StartsOn != dayFrom(1) {
		t.Errorf("from tomorrow on: %+v", e)
	}
}

// Only an office is told whom it may appoint, and only of its own area.
func TestCadresAreTheOfficesOwn(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	for account, want := range map[string]string{ // whether cadre02 of the county and a cadre of the far one are there
		"office-county": "10", "office-city": "10", "office-province": "10", "office-430503": "00", "office-411024": "01",
		"cadre01": "00", "handler-territory": "00", "leader01": "00", "supervisor01": "00", "enterprise01": "00", "admin": "00", "app": "00",
	} {
		c := f.caller(account)
		far := f.one(`select n.name from person n join person_role r on r.person_id = n.id where r.role = 'LINK_CADRE' and r.division_code = '` + farCounty + `' order by 1 limit 1`)
		for i, name := range []string{"联企干部·演示02", far} {
			var got cadresSeen
			c.get(cadresNamed, map[string]any{"text": name}, &got)
			if seen := got.Cadres.TotalCount == 1 && len(got.Cadres.Nodes) == 1; seen != (want[i] == '1') || got.Cadres.TotalCount > 1 {
				t.Errorf("%s asks for %s: %+v", account, name, got)
			}
		}
	}
	got := f.as("office-province").ask(`{ cadres(first: 100) { nodes { name } } }`, nil)
	if s := string(got.Data); len(got.Errors) > 0 || strings.Contains(s, "承办") || strings.Contains(s, "联企办") || strings.Contains(s, "企业联系人") {
		t.Errorf("somebody else than cadres: %s %v", s, got.Errors)
	}
}
