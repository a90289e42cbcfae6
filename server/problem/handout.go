package problem

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/deadline"
	"lianqi/server/fault"
	"lianqi/server/once"
)

// Unit is to whom a problem is handed, on which line, and whether it leads (D5).
type Unit struct {
	OrganizationID string
	Line           string // TERRITORY, INDUSTRY or FUNCTIONAL
	Role           Role
}

// Preview is a dispatch as it is made, or would be.
type Preview struct {
	Unit
	OrganizationName string
	SignDueAt        *time.Time // nil when the policy has no such timer, as the next two
	ContactDueAt     *time.Time
	ProgressDueAt    *time.Time
	DueAt            time.Time
	DueReason        string
}

// dualLine is the default of R2: the committee of the enterprise's park, else its county's government, leads; the task force of its
// sector, of the county, else the city, else the province, assists. One unit on both lines gets one dispatch. What is confidential goes to
// the lead alone. INVALID when a line has no unit: then the office must choose.
func (st *step) dualLine(ctx context.Context) ([]Unit, error) {
	rows, err := st.tx.Query(ctx, `
		-- name: DualLine
		with place as (
		  select e.sector, left(e.division_code, 6) as county, left(e.division_code, 4) || '00' as city, left(e.division_code, 2) || '0000' as province,
		         k.committee_id
		    from enterprise e left join park k on k.id = e.park_id
		   where e.id = $1
		)
		(select coalesce(c.committee_id, o.id) as organization_id, 'TERRITORY' as line, 'LEAD' as role
		   from place c left join organization o on o.kind = 'GOVERNMENT' and o.division_code = c.county
		  where c.committee_id is not null or o.id is not null
		  order by o.created_at, o.id limit 1)
		union all
		(select o.id, 'INDUSTRY', 'CO'
		   from place c join organization o on o.kind = 'TASK_FORCE' and o.sector = c.sector and o.division_code in (c.county, c.city, c.province)
		  order by length(area_from(o.division_code)) desc, o.created_at, o.id limit 1)`, st.EnterpriseID)
	if err != nil {
		return nil, fmt.Errorf("find the two lines: %w", err)
	}
	units, err := pgx.CollectRows(rows, pgx.RowToStructByName[Unit])
	if err != nil {
		return nil, fmt.Errorf("find the two lines: %w", err)
	}
	has := func(line string) bool { return slices.ContainsFunc(units, func(u Unit) bool { return u.Line == line }) }
	switch {
	case !has("TERRITORY"):
		return nil, fault.At("dispatches", "没有找到属地线的单位：企业所在县（市、区）没有登记政府，也不在设有管委会的园区。请选择承办单位。")
	case !has("INDUSTRY") && !st.Confidential:
		return nil, fault.At("dispatches", "没有找到行业线的专班：企业没有登记行业，或县、市、省都没有该行业的专班。请选择承办单位。")
	case st.Confidential, len(units) == 2 && units[0].OrganizationID == units[1].OrganizationID:
		return units[:1], nil
	}
	return units, nil
}

// units checks what the office chose: no unit twice, none that works on the problem already but for a co-unit that takes over the lead, none that was let off,
// exactly one lead or, where a co-unit is replaced, none. An empty choice passes.
func (st *step) units(ctx context.Context, field string, chosen []Unit, lead bool) ([]Unit, error) {
	if len(chosen) == 0 {
		return nil, nil
	}
	leads, seen, out := 0, map[string]bool{}, []Unit{}
	for _, u := range chosen {
		id, ok := once.Canonical(u.OrganizationID)
		if !ok || seen[id] {
			return nil, fault.At(field, "承办单位不存在，或重复选择了同一单位。")
		}
		for _, d := range st.active() {
			if d.OrganizationID == id && (u.Role != Lead || d.Status == ReturnRequested) {
				return nil, fault.At(field, "有单位正在办理这件问题，不能再次交办给它。")
			}
		}
		if slices.ContainsFunc(st.dispatches, func(d *dispatch) bool { return d.OrganizationID == id && d.Round == st.Round && d.Status == Returned }) {
			return nil, fault.At(field, "有单位刚获准退单，不能再把这件问题交办给它。")
		}
		if u.Role == Lead {
			leads++
		}
		u.OrganizationID, seen[id] = id, true
		out = append(out, u)
	}
	switch {
	case lead && leads != 1:
		return nil, fault.At(field, "须有且只有一个主办单位。")
	case !lead && leads != 0:
		return nil, fault.At(field, "主办单位未变，这里只能选协办单位。")
	case st.Confidential && (len(out) > 1 || !lead):
		return nil, fault.At(field, "涉密问题只交主办单位，不设协办。")
	}
	// The lead comes first, as its dates are the problem's.
	slices.SortStableFunc(out, func(a, b Unit) int { return -order(a.Role) + order(b.Role) })
	return out, nil
}

func order(r Role) int {
	if r == Lead {
		return 1
	}
	return 0
}

// handOut makes dispatches by the action, and returns them with what the problem takes over from the lead's.
func (st *step) handOut(ctx context.Context, units []Unit, action Action, outcome Outcome) (handed []Preview, set change, err error) {
	clock, err := st.clock(ctx)
	if err != nil {
		return nil, nil, err
	}
	status, ok := NextDispatch(NotYet, action, outcome)
	if !ok {
		return nil, nil, fmt.Errorf("%s %s hands nothing out", action, outcome)
	}
	for _, u := range units {
		for _, d := range st.active() {
			if d.OrganizationID == u.OrganizationID { // a co-unit takes over the lead
				if err := st.turn(ctx, d, action, outcome, nil); err != nil {
					return nil, nil, err
				}
				if err := st.lapse(ctx, d.ID); err != nil {
					return nil, nil, err
				}
			}
		}
		due, err := clock.due(u.Role, *st.Complexity, st.at)
		if err != nil {
			return nil, nil, err
		}
		p := Preview{Unit: u, DueAt: due.At, DueReason: due.Reason}
		for timer, due := range map[deadline.Timer]**time.Time{deadline.Sign: &p.SignDueAt, deadline.Contact: &p.ContactDueAt, deadline.Progress: &p.ProgressDueAt} {
			if by, ok := clock.policy.Due(timer, *st.Complexity, st.at, clock.calendar); ok && (timer != deadline.Sign || status == PendingSign) {
				*due = &by.At
			}
		}
		d := &dispatch{
			ID: once.New(), OrganizationID: u.OrganizationID, Round: st.Round, Line: u.Line, Role: u.Role, Status: status, DispatchedAt: st.at,
			DueAt: due.At, WarnAt: due.WarnAt, DueReason: due.Reason,
		}
		err = st.tx.QueryRow(ctx, `
			-- name: HandOut
			with made as (
			  insert into dispatch (id, problem_id, round, line, role, organization_id, status, dispatched_at,
			                        sign_due_at, contact_due_at, progress_due_at, due_at, first_due_at, warn_at, due_reason)
			  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13, $14)
			  returning organization_id
			)
			select coalesce((select o.name from organization o join made on o.id = made.organization_id), '')`,
			d.ID, st.ID, d.Round, d.Line, d.Role, d.OrganizationID, d.Status, st.at,
			p.SignDueAt, p.ContactDueAt, p.ProgressDueAt, d.DueAt, d.WarnAt, d.DueReason).Scan(&p.OrganizationName)
		if err != nil {
			return nil, nil, fmt.Errorf("hand out: %w", err)
		}
		if u.Role == Lead {
			set = change{
				"lead_organization_id": u.OrganizationID, "due_at": d.DueAt, "warn_at": d.WarnAt, "due_reason": d.DueReason,
				"assigned_by_level": higher(st.AssignedByLevel, st.actor.Level),
			}
		}
		st.dispatches = append(st.dispatches, d)
		handed = append(handed, p)
	}
	return handed, set, nil
}

// higher is the higher of the level that handed a problem down so far, nil for none, and of one who hands it out now, "" for who is no
// office: what the province handed down stays the province's when a county finds it another unit (E5).
func higher(before *string, now string) *string {
	if before != nil && slices.Index(levels, *before) >= slices.Index(levels, now) || now == "" {
		return before
	}
	return &now
}

// levels are those of offices and problems, from below.
var levels = []string{"TOWN", "COUNTY", "CITY", "PROVINCE"}

// again starts the next round: with the units of this one when one of them led, else back to triage.
func (st *step) again(ctx context.Context, action Action, outcome Outcome) (change, error) {
	set := change{
		"round": st.Round + 1, "replied_at": nil, "solved": nil, "evaluation_asked_at": nil, "closed_at": nil, "reject_reason": nil, "merged_into_id": nil,
		"escalation_level": nil,
	}
	st.Round++
	st.Pressed = ""
	_, err := st.tx.Exec(ctx, "-- name: NextRound\ninsert into problem_round (problem_id, round, cause, started_at) values ($1, $2, $3, $4)",
		st.ID, st.Round, cause(action, st.facts.Status), st.at)
	if err != nil {
		return nil, fmt.Errorf("note the round: %w", err)
	}
	if to, _, err := st.facts.Take(action, outcome); err != nil {
		return nil, err
	} else if to == Submitted {
		return with(set, change{
			"lead_organization_id": nil, "accepted_at": nil, "assigned_by_level": nil, "dispatched_at": nil, "due_at": nil, "warn_at": nil, "due_reason": nil,
		}), nil
	}
	var units []Unit
	for _, d := range st.dispatches {
		// A co-unit that took over the lead is one unit, and what became confidential is its lead's alone.
		twice := slices.ContainsFunc(units, func(u Unit) bool { return u.OrganizationID == d.OrganizationID })
		if d.Round == st.Round-1 && d.Status != Returned && !twice && (d.Role == Lead || !st.Confidential) {
			units = append(units, Unit{OrganizationID: d.OrganizationID, Line: d.Line, Role: d.Role})
		}
	}
	_, clock, err := st.handOut(ctx, units, action, outcome)
	return with(set, clock), err
}

// cause is why a problem that stood at from is done again, as problem_round keeps it for 重办率 (2.8).
func cause(action Action, from Status) string {
	switch {
	case action == Evaluate:
		return "EVALUATION"
	case action == RecordCallback && from == Closed:
		return "LOOK_BACK"
	case action == RecordCallback:
		return "CALLBACK"
	case from == Closed:
		return "OFFICE"
	default:
		return "REVIVED" // rejected, merged or withdrawn before: nothing was done yet
	}
}
