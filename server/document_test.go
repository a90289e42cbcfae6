package main

import (
	"strings"
	"testing"
)

// paper is a document as third parties get it.
type paper struct {
	Kind, Name, Number, Heading, Intro, Footer string
	Dispatch                                   *struct{ Organization struct{ Name string } }
}

func (c *caller) papers(problemID string) []paper {
	c.t.Helper()
	var got struct{ Problem *struct{ Documents []paper } }
	c.get(`query($id: ID!) { problem(id: $id) { documents { kind name number heading intro footer dispatch { organization { name } } } } }`, map[string]any{"id": problemID}, &got)
	if got.Problem == nil {
		return nil
	}
	return got.Problem.Documents
}

const saveTemplate = `mutation($input: SaveDocumentTemplateInput!) { saveDocumentTemplate(input: $input) { documentTemplate { name division { code } } userErrors { code field message } } }`

// A problem that was closed has an order for each unit, a report of each that signed, and one note that it was struck off, each with a
// number of its own; whoever sees the problem reads the same.
func TestDocumentsOfAProblem(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	id := f.one(`select p.id from problem p where p.status = 'CLOSED' and p.division_code = '430502' and not p.confidential and p.round = 1
		and (select count(*) from dispatch x where x.problem_id = p.id and x.signed_at is not null) = 2
		and (select count(*) from dispatch x where x.problem_id = p.id) = 2
		and not exists (select from supervision_order so where so.problem_id = p.id)
		and not exists (select from person n where n.account = 'cadre02' and (n.id = p.reporter_id
		  or exists (select from assignment a where a.person_id = n.id and a.enterprise_id = p.enterprise_id))) order by p.id limit 1`)
	number := f.one("select number from problem where id = '" + id + "'")
	papers := f.as("office-county").papers(id)
	kinds, numbers := []string{}, map[string]bool{}
	for _, p := range papers {
		kinds = append(kinds, p.Kind)
		numbers[p.Number] = true
		if !strings.HasPrefix(p.Number, number+"-") || !strings.HasPrefix(p.Heading, "大祥区") && !strings.HasPrefix(p.Heading, "双清区") {
			t.Errorf("%s is %q with the number %q", p.Kind, p.Heading, p.Number)
		}
		if p.Kind == "DISPATCH_NOTE" && !strings.HasPrefix(p.Intro, p.Dispatch.Organization.Name+"：") {
			t.Errorf("the order begins with %q", p.Intro)
		}
	}
	if got := strings.Join(kinds, " "); got != "DISPATCH_NOTE DISPATCH_NOTE PROGRESS_NOTE PROGRESS_NOTE CLOSURE_NOTE" || len(numbers) != 5 {
		t.Errorf("%s with the numbers %v", got, numbers)
	}
	for _, account := range []string{"office-city", "leader01", "supervisor01", "app"} {
		if got := f.caller(account).papers(id); len(got) != len(papers) || got[0].Number != papers[0].Number {
			t.Errorf("%s reads %d documents", account, len(got))
		}
	}
	for _, account := range []string{"cadre02", "office-411024", "admin"} {
		if got := f.caller(account).papers(id); got != nil {
			t.Errorf("%s reads %v", account, got)
		}
	}
}

// An office words the documents of its area: they hold for the units below that have no words of their own, and nowhere else.
func TestDocumentTemplates(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	of := func(county string) string {
		return f.one("select p.id from problem p join dispatch x on x.problem_id = p.id where p.division_code = '" + county + "' and not p.confidential order by p.id limit 1")
	}
	own, sibling, far := of(ownCounty), of(siblingCounty), of(farCounty)
	input := func(changes map[string]any) map[string]any {
		all := map[string]any{"kind": "DISPATCH_NOTE", "name": "转办单", "heading": "{地区}转办单〔{年}〕", "numbering": "邵企办〔{年}〕{编号}之{序号}", "intro": "请办理。", "footer": ""}
		for k, v := range changes {
			all[k] = v
		}
		return map[string]any{"input": all}
	}
	name := func(account, problemID string) string { return f.as(account).papers(problemID)[0].Name }

	f.as("office-city").get(saveTemplate, input(nil), &struct{}{})
	if a, b, c := name("office-county", own), name("office-city", sibling), name("office-411024", far); a != "转办单" || b != "转办单" || c != "交办单" {
		t.Errorf("after the city saved: %s, %s, elsewhere %s", a, b, c)
	}
	f.as("office-county").get(saveTemplate, input(map[string]any{"name": "区交办单"}), &struct{}{})
	f.as("office-county").get(saveTemplate, input(map[string]any{"name": "区交办单"}), &struct{}{}) // again
	first := f.as("office-county").papers(own)[0]
	if b := name("office-city", sibling); first.Name != "区交办单" || b != "转办单" {
		t.Errorf("after the county saved: %s, its sibling %s", first.Name, b)
	}
	if !strings.HasPrefix(first.Number, "邵企办〔2026〕430502-2026-") || !strings.HasSuffix(first.Number, "之1") || !strings.HasSuffix(first.Heading, "转办单〔2026〕") {
		t.Errorf("%q has the number %q", first.Heading, first.Number)
	}

	for _, x := range []struct {
		account string
		changes map[string]any
		code    string
	}{
		{"cadre01", nil, "FORBIDDEN"},
		{"handler-territory", nil, "FORBIDDEN"},
		{"leader01", nil, "FORBIDDEN"},
		{"office-county", map[string]any{"divisionCode": "430500"}, "FORBIDDEN"},
		{"office-county", map[string]any{"divisionCode": farCounty}, "FORBIDDEN"},
		{"admin", map[string]any{"divisionCode": "999999"}, "INVALID"},
		{"office-county", map[string]any{"name": " "}, "INVALID"},
		{"office-county", map[string]any{"heading": strings.Repeat("长", 61)}, "INVALID"},
		{"office-county", map[string]any{"intro": strings.Repeat("长", 501)}, "INVALID"},
		{"office-county", map[string]any{"numbering": "{编号}"}, "INVALID"},
		{"office-county", map[string]any{"footer": "{密码}"}, "INVALID"},
	} {
		before := f.one("select count(*) || coalesce(max(saved_at)::text, '') from document_template")
		got := string(f.caller(x.account).ask(saveTemplate, input(x.changes)).Data)
		if !strings.Contains(got, `"code":"`+x.code+`"`) || f.one("select count(*) || coalesce(max(saved_at)::text, '') from document_template") != before {
			t.Errorf("%s saves %v: %s", x.account, x.changes, got)
		}
	}
}
