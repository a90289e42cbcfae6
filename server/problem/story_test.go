package problem

import (
	"context"
	"slices"
	"testing"

	"lianqi/server/db/dbtest/county"
)

// The whole way: reported, handed out on two lines, signed, progressed, replied, reviewed, scored, struck off.
func TestTheWholeWay(t *testing.T) {
	w := newWorld(t)
	id := w.report("cadre", "firm")
	for _, s := range []step2{
		{"office", Accept},
		{"handler-committee", Sign},
		{"handler-industry", Sign},
		{"handler-committee", ReportProgress},
		{"handler-industry", Reply},
		{"handler-committee", Reply},
		{"office", AcceptReply},
		{"contact", Evaluate},
	} {
		w.must(s.account, s.action, id)
	}
	want := []EventKind{
		EventReported, EventDispatched, EventSigned, EventSigned, EventProgress, EventReplied, EventReplied, EventReplyAccepted, EventEvaluated,
	}
	if got := w.events(id); !slices.Equal(got, want) {
		t.Errorf("events %v, want %v", got, want)
	}
	for what, want := range map[string]string{
		"status || ' ' || version || ' ' || round || ' ' || solved": "CLOSED 9 1 true",
		"number": "430502-2026-00001",
		"channel || ' ' || level || ' ' || assigned_by_level || ' ' || complexity": "VISIT COUNTY COUNTY SIMPLE",
		"campaign_id = id('campaign') and park_id = id('park')":                    "true",
		"lead_organization_id = id('committee')":                                   "true",
		"replied_at is not null and closed_at is not null":                         "true",
	} {
		if got := w.Text("select "+what+" from problem where id = $1", id); got != want {
			t.Errorf("%s is %q, want %q", what, got, want)
		}
	}
	if got := w.Text("select count(*) from dispatch where problem_id = $1 and status = 'ACCEPTED'", id); got != "2" {
		t.Errorf("%s dispatches accepted, want both", got)
	}
	if got := w.Text("select grade || ' ' || round from evaluation where problem_id = $1", id); got != "SATISFIED 1" {
		t.Errorf("score %s", got)
	}
	_ = county.ID
	_ = context.Background
}
