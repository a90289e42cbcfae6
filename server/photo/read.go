package photo

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// Sees is who may see a photo: whoever may see the visit, the problem or the held record that announced it, but no application.
func Sees(visit, problem, held plan.Rule) plan.Rule {
	announced := plan.Any(plan.With("visit v", "f.visit_id = v.id", visit), plan.With("problem p", "f.problem_id = p.id", problem), plan.With("held_record hr", "f.held_id = hr.id", held))
	return func(role string) string {
		if access.Role(role) == access.ThirdPartyApp {
			return "false"
		}
		return announced(role)
	}
}

// Read declares Photo.
func Read(visit, problem, held plan.Rule) *plan.Type {
	return plan.NewType("Photo", "photo f", "f.id", Sees(visit, problem, held)).
		Field("url", "'/photos/' || f.id").
		Field("thumbnailUrl", "'/photos/' || f.id || '?size=thumb'").
		Field("received", "f.received_at is not null").
		Field("missingSince", "case when f.received_at is null then coalesce((select t.at from problem_event t where t.id = f.event_id),"+
			" (select v.received_at from visit v where v.id = f.visit_id), (select p.submitted_at from problem p where p.id = f.problem_id),"+
												" (select hr.received_at from held_record hr where hr.id = f.held_id)) end").
		Through("missingSince", "problem_event", "visit", "problem", "held_record") // of its own record
}
