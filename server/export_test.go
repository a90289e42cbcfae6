package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// export downloads a workbook; the answer's status and, when it is 200, the rows of its first sheet without the header.
func (c *caller) export(name string, filter url.Values) (status int, file string, rows [][]string) {
	c.t.Helper()
	resp, err := c.http.Get(c.URL + "/exports/" + name + ".xlsx?" + filter.Encode())
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	content, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK {
		return resp.StatusCode, string(content), nil
	}
	book, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		c.t.Fatalf("%s: %v", c.name, err)
	}
	defer book.Close()
	rows, err = book.GetRows(book.GetSheetName(0))
	if err != nil {
		c.t.Fatal(err)
	}
	return resp.StatusCode, resp.Header.Get("Content-Disposition"), rows[1:]
}

// numbers are those of all problems of a filter by the connection's pages, sorted.
func (c *caller) numbers(filter map[string]any) []string {
	c.t.Helper()
	out, after := []string{}, any(nil)
	for {
		var page struct {
			Problems struct {
				Nodes    []struct{ Number string }
				PageInfo struct {
					EndCursor   string
					HasNextPage bool
				}
			}
		}
		c.get(`query($filter: ProblemFilter, $after: String) { problems(filter: $filter, first: 100, after: $after) { nodes { number } pageInfo { endCursor hasNextPage } } }`,
			map[string]any{"filter": filter, "after": after}, &page)
		for _, n := range page.Problems.Nodes {
			out = append(out, n.Number)
		}
		if !page.Problems.PageInfo.HasNextPage {
			slices.Sort(out)
			return out
		}
		after = page.Problems.PageInfo.EndCursor
	}
}

// The ledger holds exactly the problems that the reader's own list holds, whatever the filter.
func TestLedgerHoldsWhatTheListHolds(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	filters := []struct {
		members url.Values
		filter  string
	}{
		{url.Values{}, `{}`},
		{url.Values{"divisionCode": {"430500"}}, `{"divisionCode":"430500"}`},
		{url.Values{"status": {"CLOSED", "IN_PROGRESS"}}, `{"status":["CLOSED","IN_PROGRESS"]}`},
		{url.Values{"open": {"true"}, "text": {""}}, `{"open":true}`},
		{url.Values{"mine": {"true"}}, `{"mine":true}`},
		{url.Values{"overdue": {"true"}, "lamp": {"RED"}}, `{"overdue":true,"lamp":["RED"]}`},
		{url.Values{"text": {"贷款"}}, `{"text":"贷款"}`},
		{url.Values{"organizationId": {"no-id"}}, `{"organizationId":"no-id"}`},
	}
	for _, r := range readers {
		if r.account == "app" {
			continue
		}
		c := f.caller(r.account)
		for _, x := range filters {
			var filter map[string]any
			_ = json.Unmarshal([]byte(x.filter), &filter)
			want := c.numbers(filter)
			status, _, rows := c.export("ledger", x.members)
			got := []string{}
			for _, row := range rows {
				got = append(got, row[0])
			}
			slices.Sort(got)
			if status != http.StatusOK || !slices.Equal(got, want) {
				t.Errorf("%s exports %s: %d with %d rows, the list has %d", r.account, x.filter, status, len(got), len(want))
			}
		}
		if n := f.one(`select count(*) from export_log g join person n on n.id = g.person_id where n.account = '` + r.account + `'`); n != fmt.Sprint(len(filters)) {
			t.Errorf("%s exported %d times, %s are written down", r.account, len(filters), n)
		}
	}
	for name, want := range map[string]string{
		"key-enterprises": `select count(*) from enterprise where is_key and division_code = '` + ownCounty + `'`,
		"tasks": `select count(*) from assignment a join enterprise e on e.id = a.enterprise_id
			where e.division_code = '` + ownCounty + `' and today() between a.starts_on and coalesce(a.ends_on, 'infinity')`,
	} {
		if _, _, rows := f.caller("office-county").export(name, url.Values{}); fmt.Sprint(len(rows)) != f.one(want) || len(rows) == 0 {
			t.Errorf("%s has %d rows, not %s", name, len(rows), f.one(want))
		}
	}
	if status, body, _ := f.caller("app").export("ledger", nil); status != http.StatusForbidden || !strings.Contains(body, "第三方应用") {
		t.Errorf("an application exports: %d %s", status, body)
	}
}
