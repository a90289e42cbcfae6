package organization

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"lianqi/server/fault"
	"lianqi/server/once"
)

// TaskForce is an ad-hoc task force for one problem (工作专班, D9).
type TaskForce struct {
	ID           string // a UUID in lower case
	Name         string
	LeadID       string // the department that leads it
	MemberIDs    []string
	MeetingRule  string
	ProblemID    string
	DivisionCode string // whose office makes it
}

// Found makes a task force within tx. The handlers of the unit that leads it may act for it, too. INVALID when the lead or a member is no
// unit, or is itself a task force.
func Found(ctx context.Context, tx pgx.Tx, f TaskForce) error {
	units := []string{}
	for i, id := range append([]string{f.LeadID}, f.MemberIDs...) {
		id, ok := once.Canonical(id)
		if !ok && i == 0 {
			return errNoLead
		} else if !ok {
			return errNoMember
		}
		units = append(units, id)
	}
	var leads bool
	var known, distinct int
	err := tx.QueryRow(ctx, `
		-- name: UnitsOfTaskForce
		select coalesce(bool_or(o.id = $1), false), count(*), (select count(distinct id) from unnest($2::uuid[]) id)
		  from organization o where o.id = any($2::uuid[]) and o.kind <> 'TASK_FORCE'`, units[0], units).Scan(&leads, &known, &distinct)
	switch {
	case err != nil:
		return fmt.Errorf("find the units of the task force: %w", err)
	case !leads:
		return errNoLead
	case known != distinct || len(units) > 30:
		return errNoMember
	}
	_, err = tx.Exec(ctx, `
		-- name: FoundTaskForce
		with made as (
		  insert into organization (id, name, kind, level, division_code, parent_id, task_force_kind, lead_id, meeting_rule, problem_id)
		  select $1, $2, 'TASK_FORCE', d.level, d.code, $3, 'AD_HOC', $3, nullif($4, ''), $5 from division d where d.code = $6
		), members as (
		  insert into task_force_member (task_force_id, organization_id) select distinct $1::uuid, id from unnest($7::uuid[]) id
		)
		insert into person_role (id, person_id, role, organization_id, position)
		select gen_random_uuid(), n.id, 'DEPARTMENT_HANDLER', $1, 1 + (select max(r.position) from person_role r where r.person_id = n.id)
		  from person n where exists (select from person_role r
		   where r.person_id = n.id and r.role = 'DEPARTMENT_HANDLER' and coalesce(r.organization_id, n.organization_id) = $3)`,
		f.ID, f.Name, units[0], f.MeetingRule, f.ProblemID, f.DivisionCode, units)
	if err != nil {
		return fmt.Errorf("make the task force: %w", err)
	}
	return nil
}

var (
	errNoLead   = fault.At("leadOrganizationId", "没有找到牵头单位；专班不能由另一个专班牵头。")
	errNoMember = fault.At("memberIds", "有成员单位不存在；专班的成员是单位，最多 30 个。")
)
