package assignment

import (
	"context"
	"testing"
	"time"

	"lianqi/server/db/dbtest/county"
	"lianqi/server/enterprise"
	"lianqi/server/fault"
	"lianqi/server/once"
)

var ctx = context.Background()

func day(month time.Month, d int) time.Time { return time.Date(2026, month, d, 0, 0, 0, 0, time.UTC) }

func TestAssignAndEnd(t *testing.T) {
	t.Parallel()
	w := county.New(t)
	store := New(w.Pool, enterprise.Sees)
	in := AssignInput{ID: once.New(), CadreID: county.ID("cadre-outside"), EnterpriseID: county.ID("firm"), Role: "MEMBER", Mode: "LINKED", StartsOn: day(11, 1)}
	office := w.Actor("office")
	for range 2 {
		if _, err := store.Assign(ctx, office, in); err != nil {
			t.Fatal(err)
		}
	}
	before := w.Dump()
	other := in
	other.Role = "LEAD"
	if _, err := store.Assign(ctx, office, other); !fault.Is(err, fault.Conflict) {
		t.Errorf("the same id with other content: %v", err)
	}
	other = in
	other.ID, other.StartsOn = once.New(), day(12, 1)
	if _, err := store.Assign(ctx, office, other); !fault.Is(err, fault.Conflict) {
		t.Errorf("linked on one of the days: %v", err)
	}
	for name, f := range map[string]func(*AssignInput){
		"no cadre":       func(in *AssignInput) { in.CadreID = county.ID("office") },
		"nobody":         func(in *AssignInput) { in.CadreID = once.New() },
		"ends too early": func(in *AssignInput) { e := day(10, 1); in.EndsOn = &e },
	} {
		bad := in
		bad.ID, bad.EnterpriseID = once.New(), county.ID("firm-unlisted")
		f(&bad)
		if _, err := store.Assign(ctx, office, bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if w.Dump() != before {
		t.Error("something changed")
	}

	if _, err := store.End(ctx, office, in.ID, day(11, 30)); err != nil {
		t.Fatal(err)
	}
	if got := w.Text("select ends_on from assignment where id = $1", in.ID); got != "2026-11-30" {
		t.Errorf("ends on %s", got)
	}
	if _, err := store.Assign(ctx, office, other); err != nil {
		t.Errorf("linked again after the end: %v", err)
	}
	if _, err := store.End(ctx, office, in.ID, day(10, 1)); !fault.Is(err, fault.Invalid) {
		t.Errorf("ended before it began: %v", err)
	}
	if _, err := store.End(ctx, office, in.ID, day(12, 5)); !fault.Is(err, fault.Conflict) {
		t.Errorf("prolonged into the next: %v", err)
	}
}

func TestOnlyAnOfficeOverTheEnterpriseAssigns(t *testing.T) {
	t.Parallel()
	w := county.New(t)
	store := New(w.Pool, enterprise.Sees)
	for _, account := range county.Names {
		a := w.Actor(account)
		_, assigned := store.Assign(ctx, a, AssignInput{
			ID: once.New(), CadreID: county.ID("cadre-outside"), EnterpriseID: county.ID("firm"), Role: "LEAD", Mode: "LINKED", StartsOn: day(1, 1),
		})
		_, ended := store.End(ctx, a, county.ID("link"), day(12, 31))
		for verb, err := range map[string]error{"assign": assigned, "end": ended} {
			var want fault.Code
			switch account {
			case "office":
			case "office-city":
				if verb == "assign" {
					want = fault.Conflict // the county's office was first
				}
			case "cadre", "resident", "contact", "leader", "supervisor", "admin":
				want = fault.Forbidden
			default:
				want = fault.NotFound
			}
			if (err == nil) != (want == "") || err != nil && !fault.Is(err, want) {
				t.Errorf("%s %s: %v, want %s", account, verb, err, want)
			}
		}
	}
}
