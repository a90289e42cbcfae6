// Package receipt is about what the server says that it holds of a record (回执), by which a phone knows that it may forget its own copy.
package receipt

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// Sees is who may see a receipt rt: whoever sent the record.
func Sees(role string) string {
	switch access.Role(role) {
	case access.Nobody, access.ThirdPartyApp:
		return "false"
	}
	return "rt.person_id = @actor.id"
}

// Read declares Receipt.
func Read() *plan.Type {
	return plan.NewType("Receipt", "receipt rt", "rt.id", Sees).
		Field("photos", "array(select f.sha256 from photo f where f.received_at is not null"+
						" and (f.visit_id = rt.id or f.event_id = rt.id or f.held_id = rt.id or f.problem_id = rt.id and f.event_id is null) order by f.position)").
		Through("photos", "photo") // its sender announced them
}
