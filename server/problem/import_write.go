package problem

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/deadline"
	"lianqi/server/intake"
	"lianqi/server/once"
)

// incoming is an entry that is taken.
type incoming struct {
	*entry
	found
}

// writer puts entries into the tables by COPY.
type writer struct {
	importer office
	now      time.Time
	entries  []incoming
	policies map[string]deadline.Policy
	calendar deadline.Calendar
}

// rows are what is copied into each table.
type rows struct{ problems, events, dispatches, evaluations, items [][]any }

func (w *writer) write(ctx context.Context, tx pgx.Tx, p intake.Progress) error {
	if len(w.entries) == 0 {
		return nil
	}
	numbers, err := w.numbers(ctx, tx)
	if err != nil {
		return err
	}
	if err := w.clocks(ctx, tx); err != nil {
		return err
	}
	batches, err := w.batches(ctx, tx)
	if err != nil {
		return err
	}
	var all rows
	for i, e := range w.entries {
		if err := w.add(&all, e, numbers[i], batches); err != nil {
			return fmt.Errorf("line %d: %w", e.row.Line, err)
		}
	}
	// The index of texts takes many rows at once far faster than one by one, and facts are kept once for each problem, not for each table.
	if _, err := tx.Exec(ctx, "set local gin_pending_list_limit = '1GB'; set local maintenance_work_mem = '256MB'; set local lianqi.facts = 'later'"); err != nil {
		return fmt.Errorf("prepare to copy: %w", err)
	}
	for _, t := range []struct {
		table   string
		columns string
		rows    [][]any
	}{
		{"problem", `id number enterprise_id division_code park_id campaign_id reporter_id channel external_number title description demand category level
			assigned_by_level complexity status version lead_organization_id captured_at submitted_at accepted_at dispatched_at due_at warn_at due_reason
			replied_at solved evaluation_asked_at closed_at photos_expected content_hash search_text`, all.problems},
		{"dispatch", `id problem_id round line role organization_id status dispatched_at sign_due_at due_at first_due_at warn_at due_reason signed_at
			replied_at solved reply`, all.dispatches},
		{"problem_event", "id problem_id version kind actor_id actor_role dispatch_id from_status to_status note at", all.events},
		{"evaluation", "id problem_id round solved grade comment person_id at", all.evaluations},
		{"dispatch_batch_item", "batch_id problem_id position at", all.items},
	} {
		err := intake.Copy(ctx, tx, t.table, strings.Fields(t.columns), t.rows, p, func(row []any) []any { return row })
		if err != nil {
			return fmt.Errorf("copy into %s: %w", t.table, err)
		}
	}
	if _, err := tx.Exec(ctx, "select gin_clean_pending_list('problem_search_grams')"); err != nil {
		return fmt.Errorf("index the texts: %w", err)
	}
	ids := make([]any, len(all.problems))
	for i, row := range all.problems {
		ids[i] = row[0]
	}
	if _, err := tx.Exec(ctx, "select keep_facts($1::uuid[])", ids); err != nil {
		return fmt.Errorf("keep the facts: %w", err)
	}
	return nil
}

// numbers gives each entry the next number of its division in the year of its report.
func (w *writer) numbers(ctx context.Context, tx pgx.Tx) ([]string, error) {
	type series struct {
		division string
		year     int
	}
	of := func(e incoming) series { return series{*e.DivisionCode, e.reported.Year()} }
	last := map[series]int{}
	for _, e := range w.entries {
		last[of(e)]++
	}
	for s, n := range last {
		var end int
		err := tx.QueryRow(ctx, `
			-- name: NextProblemNumbers
			insert into problem_number as t (division_code, year, last) values ($1, $2, $3)
			    on conflict (division_code, year) do update set last = t.last + $3
			returning last`, s.division, s.year, n).Scan(&end)
		if err != nil {
			return nil, fmt.Errorf("number the problems: %w", err)
		}
		last[s] = end - n
	}
	out := make([]string, len(w.entries))
	for i, e := range w.entries {
		s := of(e)
		last[s]++
		out[i] = fmt.Sprintf("%s-%d-%05d", s.division, s.year, last[s])
	}
	return out, nil
}

// clocks reads the policies of the entries, and the calendar of their years.
func (w *writer) clocks(ctx context.Context, tx pgx.Tx) (err error) {
	w.policies = map[string]deadline.Policy{}
	first := w.now
	for _, e := range w.entries {
		if e.reported.Before(first) {
			first = e.reported
		}
		if _, ok := w.policies[e.PolicyCode]; !ok {
			if w.policies[e.PolicyCode], err = deadline.LoadPolicy(ctx, tx, e.PolicyCode); err != nil {
				return err
			}
		}
	}
	w.calendar, err = deadline.LoadCalendar(ctx, tx, first.AddDate(-1, 0, 0), w.now.AddDate(1, 6, 0))
	return err
}

// batches makes the ledger's batches (D4) that the office does not have yet, and returns their ids with how many problems each has.
func (w *writer) batches(ctx context.Context, tx pgx.Tx) (map[string]*batched, error) {
	out := map[string]*batched{}
	for _, e := range w.entries {
		if e.batch == nil || e.dispatched == nil || out[*e.batch] != nil {
			continue
		}
		b := &batched{}
		err := tx.QueryRow(ctx, `
			-- name: ImportBatch
			with made as (
			  insert into dispatch_batch (id, number, date, level, division_code, made_by, made_at, content_hash)
			  values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (division_code, number) do nothing returning id)
			select coalesce((select id from made), b.id), coalesce((select max(i.position) from dispatch_batch_item i where i.batch_id = b.id), 0)
			  from (select) _ left join dispatch_batch b on b.division_code = $5 and b.number = $2`,
			once.New(), *e.batch, e.dispatched.Format(time.DateOnly), cmp.Or(deref(e.assignedBy), w.importer.Level), w.importer.DivisionCode, w.importer.PersonID,
			*at(e.dispatched, 10), once.Hash("importBatch", *e.batch)).Scan(&b.id, &b.last)
		if err != nil {
			return nil, fmt.Errorf("make the batch: %w", err)
		}
		out[*e.batch] = b
	}
	return out, nil
}

type batched struct {
	id   string
	last int
}

// add makes an entry's rows. A ledger has days alone: the steps of one day follow each other by the hour, from the report at nine.
func (w *writer) add(all *rows, e incoming, number string, batches map[string]*batched) error {
	status, version := Draft, 0
	event := func(action Action, outcome Outcome, who Who, dispatch, note any, when *time.Time) error {
		from := any(status)
		to, kind, ok := Next(status, action, who, outcome)
		if !ok {
			return fmt.Errorf("%s has no %s", status, action)
		}
		if version == 0 {
			from = nil
		}
		status, version = to, version+1
		all.events = append(all.events, []any{once.New(), e.id, version, kind, w.importer.PersonID, "OFFICE", dispatch, from, to, note, *when})
		return nil
	}
	steps := []error{event(Report, "", ByReporter, nil, "导入台账", at(&e.reported, 9))}
	var due deadline.Due
	var accepted, dispatched, replied, asked, closed *time.Time
	level, complexity := "COUNTY", any(nil)
	if e.lead != "" {
		due = w.due(e, Lead)
		level, complexity = *e.LeadLevel, "SIMPLE"
		accepted = at(e.dispatched, 10)
		dispatched = accepted
		lead := w.hand(all, e, Unit{*e.LeadID, "TERRITORY", Lead}, due)
		if e.ForceID != nil {
			w.hand(all, e, Unit{*e.ForceID, e.ForceLine, Co}, w.due(e, Co))
		}
		for _, id := range e.CoIDs {
			w.hand(all, e, Unit{*id, "FUNCTIONAL", Co}, w.due(e, Co))
		}
		steps = append(steps, event(Accept, "", ByOffice, nil, nil, accepted))
		if e.signed != nil {
			steps = append(steps, event(Sign, "", ByLead, lead, nil, at(e.signed, 11)))
		}
		if b := e.batch; b != nil {
			batches[*b].last++
			all.items = append(all.items, []any{batches[*b].id, e.id, batches[*b].last, *accepted})
		}
		if e.closed != nil {
			replied, asked = at(e.closed, 12), at(e.closed, 13)
			steps = append(steps, event(Reply, "", ByLead, lead, e.progress, replied), event(AcceptReply, "", ByOffice, nil, nil, asked))
		}
	} else if e.closed != nil {
		accepted, asked = at(e.closed, 12), at(e.closed, 12)
		steps = append(steps, event(SolveOnSite, "", ByReporter, nil, e.progress, asked))
	}
	if e.closed != nil {
		closed = at(e.closed, 14)
		if e.grade != nil {
			all.evaluations = append(all.evaluations, []any{once.New(), e.id, 1, true, *e.grade, nil, w.importer.PersonID, *closed})
			steps = append(steps, event(Evaluate, Satisfied, ByEnterprise, nil, "台账记载", closed))
		} else {
			steps = append(steps, event(RecordCallback, Satisfied, ByOffice, nil, "台账没有记载企业评价", closed))
		}
	}
	for _, err := range steps {
		if err != nil {
			return err
		}
	}
	var solved, assigned, dueAt, warnAt, reason any
	if e.closed != nil {
		solved = true
	}
	if e.lead != "" {
		assigned, dueAt, warnAt, reason = cmp.Or(deref(e.assignedBy), w.importer.Level), due.At, due.WarnAt, due.Reason
	} else if e.assignedBy != nil {
		assigned = *e.assignedBy
	}
	reported := *at(&e.reported, 9)
	all.problems = append(all.problems, []any{
		e.id, number, *e.EnterpriseID, *e.DivisionCode, e.ParkID, e.CampaignID, w.importer.PersonID, e.channel, e.row.Get("number"), e.title,
		e.description, e.demand, e.category, level, assigned, complexity, status, version, e.LeadID, reported, reported, accepted, dispatched, dueAt, warnAt, reason,
		replied, solved, asked, closed, 0, e.hash, strings.ToLower(number + " " + e.row.Get("number") + " " + e.title + " " + *e.Name),
	})
	return nil
}

// hand makes the dispatch to a unit and returns its id.
func (w *writer) hand(all *rows, e incoming, u Unit, due deadline.Due) string {
	id, status := once.New(), PendingSign
	var signDue, signed, replied, solved, reply any
	if sign, ok := w.policies[e.PolicyCode].Due(deadline.Sign, deadline.Simple, *at(e.dispatched, 10), w.calendar); ok {
		signDue = sign.At
	}
	if e.signed != nil {
		status, signed = Handling, *at(e.signed, 11)
	}
	if e.closed != nil {
		status, replied, solved, reply = Accepted, *at(e.closed, 12), true, cmp.Or(deref(e.progress), "台账没有记载")
	}
	all.dispatches = append(all.dispatches, []any{
		id, e.id, 1, u.Line, u.Role, u.OrganizationID, status, *at(e.dispatched, 10), signDue, due.At, due.At, due.WarnAt, due.Reason,
		signed, replied, solved, reply,
	})
	return id
}

// due is by when the ledger says that a unit must have replied, else the policy.
func (w *writer) due(e incoming, role Role) deadline.Due {
	policy, start := w.policies[e.PolicyCode], *at(e.dispatched, 10)
	due, _ := policy.Due(policy.ReplyTimer(role == Lead), deadline.Simple, start, w.calendar)
	if e.entry.due == nil {
		return due
	}
	end, ok := policy.EndOf(*e.entry.due, policy.Steps[deadline.Resolve][deadline.Simple].Unit, w.calendar)
	if !ok {
		end = e.entry.due.AddDate(0, 0, 1)
	}
	warn := end.Add(-end.Sub(start) / 5)
	if warn.Before(start) {
		warn = end
	}
	return deadline.Due{At: end, WarnAt: warn, Reason: stated + "，到 " + deadline.Clock(end)}
}

// at is an hour of a day.
func at(day *time.Time, hour int) *time.Time {
	return new(day.Add(time.Duration(hour) * time.Hour))
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
