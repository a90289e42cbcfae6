package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"github.com/vektah/gqlparser/v2/parser"
)

// application is one of the application's own operations, with the fragments that it needs.
func application(t *testing.T, name string) string {
	t.Helper()
	all := &ast.QueryDocument{}
	err := filepath.WalkDir("../pwa/src/features", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".graphql") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		one, err := parser.ParseQuery(&ast.Source{Name: path, Input: string(text)})
		if err != nil {
			return err
		}
		all.Operations, all.Fragments = append(all.Operations, one.Operations...), append(all.Fragments, one.Fragments...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	doc := &ast.QueryDocument{Operations: ast.OperationList{all.Operations.ForName(name)}}
	var print func(set ast.SelectionSet)
	print = func(set ast.SelectionSet) {
		for _, s := range set {
			switch s := s.(type) {
			case *ast.Field:
				print(s.SelectionSet)
			case *ast.FragmentSpread:
				if f := all.Fragments.ForName(s.Name); doc.Fragments.ForName(s.Name) == nil {
					doc.Fragments = append(doc.Fragments, f)
					print(f.SelectionSet)
				}
			}
		}
	}
	print(doc.Operations[0].SelectionSet)
	var b bytes.Buffer
	formatter.NewFormatter(&b).FormatQueryDocument(doc)
	return b.String()
}

func names(rows []struct{ ID string }) (ids []string) {
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return ids
}

// The offline pack of a cadre with 60 enterprises, those with the most to tell, is below 2 MB as the phone keeps it: enterprises with contacts, their
// open problems, the outlines of their counties, the policy book and which of it is for whom.
func TestPackIsSmall(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	f.one(`with linked as (insert into assignment (id, person_id, enterprise_id, mode, role, starts_on)
		select gen_random_uuid(), n.id, e.id, 'LINKED', 'MEMBER', today() from person n, enterprise e
		 where n.account = 'cadre01' and not exists (select from assignment a where a.person_id = n.id and a.enterprise_id = e.id and a.ends_on is null)
		 order by (select count(*) from problem p where p.enterprise_id = e.id and p.open) desc, (select count(*) from visit v where v.enterprise_id = e.id) desc, e.id
		 limit 60 - (select count(*) from assignment a join person n on n.id = a.person_id where n.account = 'cadre01' and a.ends_on is null) returning 1) select count(*) from linked`)
	cadre := f.as("cadre01")
	bytes := map[string]int{}
	add := func(kind string, copies ...json.RawMessage) {
		for _, c := range copies {
			bytes[kind] += len(c)
		}
	}
	counties := map[string]bool{}
	firms, problems, contacts := 0, 0, 0
	for since, more := any(nil), true; more; {
		var got struct {
			Changes struct {
				Cursor                string
				More                  bool
				Enterprises, Problems []struct{ ID string }
			}
		}
		cadre.get(application(t, "Pack"), map[string]any{"since": since}, &got)
		for ids := range slices.Chunk(got.Changes.Enterprises, 20) {
			var page struct {
				Enterprises struct{ Nodes []json.RawMessage }
			}
			cadre.get(application(t, "PackEnterprises"), map[string]any{"id": names(ids)}, &page)
			for _, e := range page.Enterprises.Nodes {
				var firm struct {
					Division struct{ Code string }
					Contacts []struct{ Phone string }
				}
				if err := json.Unmarshal(e, &firm); err != nil {
					t.Fatal(err)
				}
				counties[firm.Division.Code] = true
				firms, contacts = firms+1, contacts+len(firm.Contacts)
			}
			add("enterprises", page.Enterprises.Nodes...)
		}
		for ids := range slices.Chunk(got.Changes.Problems, 5) {
			var page struct {
				Problems struct{ Nodes []json.RawMessage }
			}
			cadre.get(application(t, "PackProblems"), map[string]any{"id": names(ids)}, &page)
			problems += len(page.Problems.Nodes)
			add("problems", page.Problems.Nodes...)
		}
		since, more = got.Changes.Cursor, got.Changes.More
	}
	for code := range counties {
		var outline struct{ Division json.RawMessage }
		cadre.get(application(t, "Outline"), map[string]any{"code": code}, &outline)
		if !strings.Contains(string(outline.Division), "olygon") {
			t.Errorf("%s has no outline: %.100s", code, outline.Division)
		}
		add("outlines", outline.Division)
	}
	var list struct{ Viewer json.RawMessage }
	cadre.get(application(t, "MyEnterprises"), map[string]any{"first": 100}, &list)
	add("list", list.Viewer)
	var book struct {
		Policies struct{ Nodes []json.RawMessage }
	}
	cadre.get(application(t, "PolicyBook"), map[string]any{"filter": map[string]any{"withdrawn": false}}, &book)
	add("policies", book.Policies.Nodes...) // in the book
	add("policies", book.Policies.Nodes...) // and each of them
	var mine struct {
		Viewer struct {
			Enterprises struct{ Nodes []json.RawMessage }
		}
	}
	cadre.get(application(t, "PackPolicies"), nil, &mine)
	add("policies", mine.Viewer.Enterprises.Nodes...)

	total := 0
	for _, n := range bytes {
		total += n
	}
	t.Logf("pack: %d bytes for %d enterprises, %d contacts, %d open problems, %d counties, %d policies: %v",
		total, firms, contacts, problems, len(counties), len(book.Policies.Nodes), bytes)
	if firms != 60 || problems == 0 || contacts == 0 || len(book.Policies.Nodes) == 0 || len(mine.Viewer.Enterprises.Nodes) != firms {
		t.Error("something is missing in the pack")
	}
	if total >= 2_000_000 {
		t.Errorf("the pack has %d bytes", total)
	}
}
