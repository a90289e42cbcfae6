package supervision

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// sees is who may see a group sg: its members, and offices, leaders and supervisors of where it comes from or where it goes.
func sees(role string) string {
	const member = "exists (select from supervision_group_member mb where mb.group_id = sg.id and mb.person_id = @actor.id)"
	const here = "(sg.division_code = any(@actor.areas) or exists (select from supervision_group_area ga where ga.group_id = sg.id" +
		" and ga.division_code = any(@actor.areas)))"
	switch access.Role(role) {
	case access.Office, access.Leader:
		return here
	case access.Supervisor:
		return "(" + member + " or " + here + ")"
	}
	return "false"
}

// SeesTrip is who may see a trip st: whoever sees its group.
func SeesTrip(role string) string {
	return of("supervision_group sg where sg.id = st.group_id and ", sees)(role)
}

// seesFinding is who may see a finding fi: whoever sees its trip.
func seesFinding(role string) string {
	return of("supervision_trip st where st.id = fi.trip_id and ", SeesTrip)(role)
}

// of is the rule of what belongs to a row under that row's rule.
func of(row string, rule plan.Rule) plan.Rule {
	return func(role string) string {
		if r := rule(role); r != "false" {
			return "exists (select from " + row + r + ")"
		}
		return "false"
	}
}

// Read declares SupervisionGroup.
func Read() *plan.Type {
	return plan.NewType("SupervisionGroup", "supervision_group sg", "sg.id", sees).
		Field("current", "(select today()) between sg.starts_on and coalesce(sg.ends_on, 'infinity')").
		Field("mine", "exists (select from supervision_group_member mb where mb.group_id = sg.id and mb.person_id = @actor.id)").
		One("division", "d.code = sg.division_code").
		Many("divisions", "d.code in (select ga.division_code from supervision_group_area ga where ga.group_id = sg.id)", "d.code").
		Many("members", "n.id in (select mb.person_id from supervision_group_member mb where mb.group_id = sg.id)", "n.name, n.id").
		Many("trips", "st.group_id = sg.id").
		AtMost(50, "divisions", "members").
		Count("tripCount", "trips", "").
		Order("NEWEST", "sg.starts_on desc, sg.id desc").
		Filter("divisionCode", access.Within("sg.division_code")).
		Filter("mine", "exists (select from supervision_group_member mb where mb.group_id = sg.id and mb.person_id = @actor.id) = @it")
}

// ReadTrip declares SupervisionTrip.
func ReadTrip() *plan.Type {
	return plan.NewType("SupervisionTrip", "supervision_trip st", "st.id", SeesTrip).
		Field("from", "st.starts_on").
		Field("to", "st.ends_on").
		One("group", "sg.id = st.group_id").
		One("division", "d.code = st.division_code").
		Many("findings", "fi.trip_id = st.id").
		Count("findingCount", "findings", "").
		Count("raisedCount", "findings", "fi.raised_at is not null").
		Order("NEWEST", "st.starts_on desc, st.id desc").
		Filter("divisionCode", access.Within("st.division_code")).
		Filter("mine", "exists (select from supervision_group_member mb where mb.group_id = st.group_id and mb.person_id = @actor.id) = @it")
}

// ReadFinding declares Finding.
func ReadFinding() *plan.Type {
	return plan.NewType("Finding", "finding fi", "fi.id", seesFinding).
		One("trip", "st.id = fi.trip_id").
		One("enterprise", "e.id = fi.enterprise_id").
		One("organization", "o.id = fi.organization_id").
		One("problem", "p.id = fi.problem_id").
		One("foundBy", "n.id = fi.found_by").
		One("raisedProblem", "p.id = fi.raised_problem_id").
		One("raisedOrder", "so.id = fi.raised_order_id").
		Order("NEWEST", "fi.found_at desc, fi.id desc").
		Filter("raised", "(fi.raised_at is not null) = @it")
}
