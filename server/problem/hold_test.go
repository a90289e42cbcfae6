package problem

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"lianqi/server/db/dbtest/county"
)

// What holds in the county whatever was done to its problems.

// holds fails unless the kept facts are those of the plain formula, and each unit's receipts are all accounted for.
func (w *world) holds() {
	w.t.Helper()
	if wrong := w.Column(`(select 'kept, but not so: ' || f::text from (table problem_fact except all select now.* from problem p, facts_of(p.id) now) f)
		union all (select 'not kept: ' || f::text from (select now.* from problem p, facts_of(p.id) now except all table problem_fact) f)`); len(wrong) > 0 {
		w.t.Fatalf("facts differ from their formula:\n%s", strings.Join(wrong, "\n"))
	}
	for _, account := range []string{"office", "office-city", "supervisor", "handler-bureau"} {
		want, got := w.receipts(account), w.reconciled(account)
		for _, unit := range slices.Sorted(maps.Keys(want)) {
			if want[unit] != got[unit] {
				w.t.Fatalf("%s reads of %s %+v, its dispatches say %+v", account, unit, got[unit], want[unit])
			}
		}
		if len(got) != len(want) {
			w.t.Fatalf("%s reads of %d units, %d have dispatches", account, len(got), len(want))
		}
	}
}

// receipt is a unit's reconciliation.
type receipt struct{ received, waitingSignature, handling, replied, closed, returned, cancelled int }

// receipts counts, one by one, the dispatches that stayed with each unit of the county of the problems that the account sees.
func (w *world) receipts(account string) map[string]receipt {
	w.t.Helper()
	var args []any
	sees := see(Sees, w.Actor(account), &args)
	rows, err := w.Pool.Query(ctx, `select o.name, x.status, x.signed_at is not null, p.status, x.round < p.round
		from dispatch x join problem p on p.id = x.problem_id join organization o on o.id = x.organization_id where o.division_code = '430502' and `+sees, args...)
	if err != nil {
		w.t.Fatal(err)
	}
	defer rows.Close()
	out := map[string]receipt{}
	for rows.Next() {
		var unit, status, problem string
		var signed, earlier bool
		if err := rows.Scan(&unit, &status, &signed, &problem, &earlier); err != nil {
			w.t.Fatal(err)
		}
		r := out[unit]
		r.received++
		switch status {
		case "CANCELLED":
			r.received--
			r.cancelled++
		case "PENDING_SIGN":
			r.waitingSignature++
		case "RETURN_REQUESTED":
			if signed {
				r.handling++
			} else {
				r.waitingSignature++
			}
		case "SIGNED", "HANDLING", "SENT_BACK":
			r.handling++
		case "REPLIED", "ACCEPTED":
			if problem == string(Closed) || earlier {
				r.closed++
			} else {
				r.replied++
			}
		case "RETURNED":
			r.returned++
		default:
			w.t.Fatalf("a dispatch is %s", status)
		}
		out[unit] = r
	}
	maps.DeleteFunc(out, func(_ string, r receipt) bool { return r.received == 0 })
	return out
}

// reconciled is what the account reads of the units of the county, of all days. The columns must add up.
func (w *world) reconciled(account string) map[string]receipt {
	w.t.Helper()
	var args []any
	sql := see(func(string) string {
		return "select (select name from organization where id = rc.organization_id), received, waiting_signature, handling, replied, closed, returned, cancelled from " +
			strings.NewReplacer("@from", "'2000-01-01'", "@to", "'2100-01-01'", "@divisionCode.width", "6", "@divisionCode", "'430502'").Replace(Reconciliations)
	}, w.Actor(account), &args)
	rows, err := w.Pool.Query(ctx, sql, args...)
	if err != nil {
		w.t.Fatal(err)
	}
	defer rows.Close()
	out := map[string]receipt{}
	for rows.Next() {
		var unit string
		var r receipt
		if err := rows.Scan(&unit, &r.received, &r.waitingSignature, &r.handling, &r.replied, &r.closed, &r.returned, &r.cancelled); err != nil {
			w.t.Fatal(err)
		}
		if sum := r.waitingSignature + r.handling + r.replied + r.closed + r.returned; sum != r.received {
			w.t.Fatalf("%s received %d, but they stand at %d places: %+v", unit, r.received, sum, r)
		}
		out[unit] = r
	}
	return out
}

// A firm whose industry is found to be another takes its problems' facts along.
func TestFactsFollowTheFirm(t *testing.T) {
	w := newWorld(t)
	id := w.at(InProgress)
	for _, code := range []string{"A0111", "C1310"} {
		if _, err := w.Pool.Exec(ctx, "update enterprise set industry_code = $1 where id = $2", code, county.ID("firm")); err != nil {
			t.Fatal(err)
		}
		w.holds()
		sectors := w.Column("select distinct f.sector || ' ' || e.sector from problem_fact f join enterprise e on e.id = f.enterprise_id where f.problem_id = $1", id)
		if len(sectors) != 1 || strings.Fields(sectors[0])[0] != strings.Fields(sectors[0])[1] {
			t.Fatal(fmt.Sprint("the facts say ", sectors))
		}
	}
}
