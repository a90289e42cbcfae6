// Package person is about people (人员): as others see them, and as they see themselves.
package person

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// Sees is who may see that a person exists: applications never do.
func Sees(role string) string {
	switch access.Role(role) {
	case access.ThirdPartyApp, access.Nobody:
		return "false"
	}
	return ""
}

// Cadres says that a person is a link or resident cadre whose area lies in that of the reading office (6.5); nobody is for other readers.
const Cadres = "@actor.role = 'OFFICE' and n.disabled_at is null and n.id = any(array(select r.person_id from person_role r" +
	" where r.role in ('LINK_CADRE', 'RESIDENT_CADRE') and r.division_code = any(@actor.areas)))"

// Colleagues says that a person has a role in the area of the reading office or above it, whom it may name as a leader, a head of a chain, a
// member of a team or a liaison; nobody is for other readers.
const Colleagues = "@actor.role = 'OFFICE' and n.disabled_at is null and n.id = any(array(select r.person_id from person_role r" +
	" left join organization ro on ro.id = r.organization_id where r.role not in ('ENTERPRISE_CONTACT', 'ADMIN')" +
	" and (coalesce(r.division_code, ro.division_code) = any(@actor.areas)" +
	" or starts_with(area_from(@actor.division), area_from(coalesce(r.division_code, ro.division_code))))))"

// Supervisors says that a person supervises in the area of the reading office or over it, as supervision.Store.SaveGroup asks of members;
// nobody does for other readers.
const Supervisors = "@actor.role = 'OFFICE' and n.disabled_at is null and n.id = any(array(select r.person_id from person_role r" +
	" where r.role = 'SUPERVISOR' and (r.division_code = any(@actor.areas) or starts_with(area_from(@actor.division), area_from(r.division_code)))))"

// Read declares Person. Leaders see no phones (6.5); those of an enterprise's contact are told by EnterpriseContact, to fewer readers.
func Read() *plan.Type {
	return plan.NewType("Person", "person n", "n.id", Sees).
		Field("phone", "case when n.organization_id is not null then n.phone end").
		One("organization", "o.id = n.organization_id").
		Many("enterprises", "e.id = any(array(select l.enterprise_id from assignment l where l.person_id = n.id"+
							" and (select today()) between l.starts_on and coalesce(l.ends_on, 'infinity')))").
		Through("enterprises", "assignment"). // whoever may see an enterprise may see its links
		Count("enterpriseCount", "enterprises", "").
		Order("NAME", "n.name, n.id").
		Filter("text", "position(lower(@it) in lower(n.name)) > 0").
		Filter("role", "n.id in (select r.person_id from person_role r where r.role = any(@it))").
		Through("role", "person_role"). // of colleagues, of whom the office knows what they are
		Hide(func(role string) bool { return access.Role(role) == access.Leader }, "phone")
}

// ReadViewer declares Viewer: whoever is asking, and nobody else.
func ReadViewer() *plan.Type {
	return plan.NewType("Viewer", "person w", "w.id", func(string) string { return "w.id = @actor.id" }).
		Field("role", "@actor.role::text").
		One("organization", "o.id = @actor.organization").
		One("enterprise", "e.id = @actor.enterprise").
		Many("divisions", "d.code = @actor.division", "d.code").AtMost(20, "divisions").
		Count("unreadCount", "notices", "i.read_at is null").
		Field("noticePreference", "notice_preference_of(w.id)").
		Many("enterprises", "("+access.AssignedTo("e.id")+" or e.id = @actor.enterprise)").
		Through("enterprises", "assignment"). // their own links
		Many("residences", "a.person_id = w.id and a.mode = 'RESIDENT' and (select today()) between a.starts_on and coalesce(a.ends_on, 'infinity')", "a.starts_on, a.id").
		AtMost(20, "residences").
		Many("notices", "i.person_id = w.id").
		Many("visits", "v.person_id = w.id").
		Many("sessions", "z.person_id = w.id and z.ended_at is null and z.expires_at > now()", "z.created_at desc, z.id").
		AtMost(50, "sessions").
		Many("roles", "wr.person_id = w.id", "wr.position, wr.id").AtMost(50, "roles")
}

// ReadRole declares OwnRole: what whoever is asking may act as.
func ReadRole() *plan.Type {
	return plan.NewType("OwnRole", "person_role wr", "wr.id", func(string) string { return "wr.person_id = @actor.id" }).
		One("organization", "o.id = wr.organization_id").
		One("division", "d.code = wr.division_code").
		Field("current", "wr.id = (select z.role_id from session z where z.id = @actor.session)").
		Through("current", "session") // the one that asks
}

// ReadSession declares Session, which only its person sees.
func ReadSession() *plan.Type {
	return plan.NewType("Session", "session z", "z.id", func(string) string { return "z.person_id = @actor.id" }).
		Field("current", "z.id = @actor.session")
}
