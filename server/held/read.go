package held

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// Sees is who may see a held record hr: its author, and offices and supervisors over the enterprise.
func Sees(role string) string {
	switch access.Role(role) {
	case access.Nobody, access.ThirdPartyApp:
		return "false"
	case access.Office, access.Supervisor:
		return "(" + access.InAreas("hr.division_code") + " or hr.person_id = @actor.id)"
	}
	return "hr.person_id = @actor.id"
}

const foundAt = "corrected(hr.captured_at, hr.clock_lead, hr.received_at)"

// Read declares HeldRecord.
func Read() *plan.Type {
	return plan.NewType("HeldRecord", "held_record hr", "hr.id", Sees).
		One("enterprise", "e.id = hr.enterprise_id").
		Field("enterpriseName", "(select e.name from enterprise e where e.id = hr.enterprise_id)").
		Through("enterpriseName", "enterprise"). // its author was linked to it, and who else sees the record is over it
		One("author", "n.id = hr.person_id").
		One("ruledBy", "n.id = hr.ruled_by").
		One("visit", "v.id = hr.id").
		One("problem", "p.id = hr.id").
		Field("foundAt", foundAt).
		Field("linkedAtCapture", "exists (select from assignment a where a.person_id = hr.person_id and a.enterprise_id = hr.enterprise_id"+
								" and day_of("+foundAt+") between a.starts_on and coalesce(a.ends_on, 'infinity'))").
		Through("linkedAtCapture", "assignment"). // its author's own
		Many("photos", "f.id = any(array(select y.id from photo y where y.held_id = hr.id or y.visit_id = hr.id or y.problem_id = hr.id and y.event_id is null))",
			"f.position, f.id").AtMost(9, "photos").
		Through("photos", "photo").
		Count("photosReceived", "photos", "f.received_at is not null").
		Order("NEWEST", "hr.received_at desc, hr.id desc").
		Filter("divisionCode", access.Within("hr.division_code")).
		Filter("mine", "(hr.person_id = @actor.id) = @it")
}
