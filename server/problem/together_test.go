package problem

import (
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"

	"lianqi/server/db"
	"lianqi/server/fault"
)

// What one transaction does to several problems is done to all of them at one moment, or to none.
func TestTogether(t *testing.T) {
	w := newWorld(t)
	first, second := w.at(Submitted), w.at(Submitted)
	try := func(ids ...string) error {
		return db.InTx(ctx, w.Pool, func(tx pgx.Tx) error {
			s, err := w.Together(ctx, tx, ids)
			for _, id := range ids {
				if err == nil {
					_, err = s.Triage(ctx, w.Actor("office"), TriageInput{ProblemID: id, ExpectedVersion: 1, Decision: Accept})
				}
			}
			return err
		})
	}
	if err := try(first, second, "nothing"); !fault.Is(err, fault.NotFound) {
		t.Fatalf("with one that is none: %v", err)
	}
	if err := try(first, second, first); !fault.Is(err, fault.Stale) {
		t.Fatalf("with one twice: %v", err)
	}
	if w.status(first) != Submitted || w.status(second) != Submitted || len(w.events(second)) != 1 {
		t.Error("a part of what failed is left")
	}
	if err := try(second, first); err != nil {
		t.Fatal(err)
	}
	if w.status(first) != Dispatched || w.status(second) != Dispatched {
		t.Error("not both are handed out")
	}
	at := w.Column("select distinct at::text from problem_event where kind = 'DISPATCHED' and problem_id = any($1::uuid[])", []string{first, second})
	if len(slices.Compact(at)) != 1 {
		t.Errorf("they were handed out at %v", at)
	}
}
