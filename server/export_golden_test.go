package main

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"lianqi/graph"
)

// heads are the columns of the ledger (6.4).
var heads = strings.Fields("编号 收集日期 渠道 交办层级 批次 企业名称 统一社会信用代码 行业 园区/属地 联企干部 问题类别 问题描述 诉求 主办 协办 专班 " +
	"交办日期 签收 时限 进展 是否延期 办结日期 是否解决 是否按时 企业评价 回访结果 督办级别 备注")

// told is what the API says of a problem.
type told struct {
	Number, Channel, Category, Title, Description, Demand, AssignedByLevel, Status, RejectReason string
	CapturedAt, SubmittedAt, DueAt, ClosedAt                                                     time.Time
	Solved                                                                                       *bool
	Round                                                                                        int
	Confidential                                                                                 bool
	Batch                                                                                        *struct{ Number string }
	Division                                                                                     struct{ Name string }
	Park, LeadOrganization                                                                       *struct{ Name string }
	MergedInto                                                                                   *struct{ Number string }
	Enterprise                                                                                   struct {
		Name, Uscc, Sector string
		Assignments        []struct {
			Role  string
			Cadre struct{ Name string }
		}
	}
	Dispatches []struct {
		Role, Status string
		Round        int
		SignedAt     time.Time
		Organization struct{ Name, Kind string }
	}
	Events struct{ Nodes []struct{ Kind, Note string } }
}

const asked = `query($status: [ProblemStatus!]) { problems(filter: {status: $status}, first: 2) { nodes { number channel category title description demand assignedByLevel
	status rejectReason capturedAt submittedAt dueAt closedAt solved round confidential batch { number } division { name } park { name } leadOrganization { name }
	mergedInto { number } enterprise { name uscc sector assignments { role cadre { name } } }
	dispatches { role status round signedAt organization { name kind } } events(first: 100) { nodes { kind note } } } } }`

// Every column says of a problem in each state what the API says.
func TestLedgerColumns(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	c := f.as("office-province")
	word := func(enum, value string) string { return graph.Words(graph.Schema(), enum)[value] }
	shanghai := time.FixedZone("", 8*60*60)
	on := func(at time.Time, layout string) string {
		if at.IsZero() {
			return ""
		}
		return at.In(shanghai).Format(layout)
	}
	yes := func(b *bool) string {
		switch {
		case b == nil:
			return ""
		case *b:
			return "是"
		}
		return "否"
	}
	for _, status := range graph.Schema().Types["ProblemStatus"].EnumValues {
		if status.Name == "DRAFT" {
			continue
		}
		var got struct{ Problems struct{ Nodes []told } }
		c.get(asked, map[string]any{"status": []string{status.Name}}, &got)
		if len(got.Problems.Nodes) == 0 {
			t.Errorf("the demo has no problem that is %s", status.Name)
		}
		_, _, rows := c.export("ledger", url.Values{"status": {status.Name}})
		for _, p := range got.Problems.Nodes {
			i := slices.IndexFunc(rows, func(row []string) bool { return row[0] == p.Number })
			if i < 0 {
				t.Errorf("%s is not in the ledger", p.Number)
				continue
			}
			row := append(rows[i], make([]string, len(heads)-len(rows[i]))...)
			var co, force []string
			var signed time.Time
			for _, d := range p.Dispatches {
				live := d.Round == p.Round && d.Status != "RETURNED" && d.Status != "CANCELLED"
				switch {
				case live && d.Organization.Kind == "TASK_FORCE":
					force = append(force, d.Organization.Name)
				case live && d.Role == "CO":
					co = append(co, d.Organization.Name)
				}
				if live && d.Role == "LEAD" {
					signed = d.SignedAt
				}
			}
			slices.Sort(co)
			slices.Sort(force)
			said, extended := "", false
			for _, e := range p.Events.Nodes {
				if e.Kind == "PROGRESS" || e.Kind == "REPLIED" {
					said = e.Note
				}
				extended = extended || e.Kind == "EXTENSION_APPROVED"
			}
			progress := word("ProblemStatus", p.Status)
			if said != "" {
				progress += "：" + said
			}
			lead, batch, place, about := "", "", p.Division.Name, p.Title+"："+p.Description
			if p.LeadOrganization != nil {
				lead = p.LeadOrganization.Name
			}
			if p.Batch != nil {
				batch = p.Batch.Number
			}
			if p.Park != nil {
				place += " " + p.Park.Name
			}
			if strings.HasPrefix(p.Description, p.Title) {
				about = p.Description
			}
			collected := p.SubmittedAt
			if p.CapturedAt.Before(collected) {
				collected = p.CapturedAt
			}
			want := map[string]string{
				"编号": p.Number, "收集日期": on(collected, time.DateOnly), "渠道": word("ProblemChannel", p.Channel), "交办层级": word("Level", p.AssignedByLevel),
				"批次": batch, "企业名称": p.Enterprise.Name, "统一社会信用代码": p.Enterprise.Uscc, "行业": word("Sector", p.Enterprise.Sector), "园区/属地": place,
				"问题类别": word("ProblemCategory", p.Category), "问题描述": about, "诉求": p.Demand, "主办": lead, "协办": strings.Join(co, "、"),
				"专班": strings.Join(force, "、"), "签收": on(signed, "2006-01-02 15:04"), "时限": on(p.DueAt, "2006-01-02 15:04"), "进展": progress,
				"办结日期": on(p.ClosedAt, time.DateOnly), "是否解决": yes(p.Solved),
			}
			if row[16] != "" {
				want["是否延期"] = yes(&extended)
			}
			for head, text := range want {
				if got := row[slices.Index(heads, head)]; got != text {
					t.Errorf("%s (%s): %s is %q, want %q", p.Number, status.Name, head, got, text)
				}
			}
			for _, a := range p.Enterprise.Assignments {
				if !strings.Contains(row[slices.Index(heads, "联企干部")], a.Cadre.Name) {
					t.Errorf("%s: %s is missing among %s", p.Number, a.Cadre.Name, row[9])
				}
			}
			note := row[len(heads)-1]
			for says, when := range map[string]bool{
				"轮办理": p.Round > 1, "保密": p.Confidential, "并入 ": p.MergedInto != nil, word("RejectReason", p.RejectReason): p.RejectReason != "",
				"挂账至": p.Status == "LONG_TERM",
			} {
				if says != "" && strings.Contains(note, says) != when {
					t.Errorf("%s (%s): the note is %q", p.Number, status.Name, note)
				}
			}
		}
	}
}

// 是否按时 counts what the statistics count (2.8).
func TestLedgerCountsAsStatisticsDo(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	c := f.as("office-city")
	var got struct {
		Statistics struct {
			Total struct {
				Closed     int
				OnTimeRate struct{ Numerator, Denominator int }
			}
		}
	}
	c.get(`{ statistics(divisionCode: "430500", groupBy: STATUS) { total { closed onTimeRate { numerator denominator } } } }`, nil, &got)
	_, _, rows := c.export("ledger", url.Values{"divisionCode": {"430500"}})
	var onTime, due, closed int
	for _, row := range rows {
		row = append(row, make([]string, len(heads)-len(row))...)
		switch row[slices.Index(heads, "是否按时")] {
		case "是":
			onTime, due = onTime+1, due+1
		case "否":
			due++
		}
		if row[slices.Index(heads, "办结日期")] != "" {
			closed++
		}
	}
	if want := got.Statistics.Total; due == 0 || onTime != want.OnTimeRate.Numerator || due != want.OnTimeRate.Denominator || closed != want.Closed {
		t.Errorf("the ledger has %d of %d on time and %d closed, the statistics %+v", onTime, due, closed, want)
	}
}
