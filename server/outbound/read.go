package outbound

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// Sees is who may see where messages go: administrators, those of their area. Nobody is shown an address, which is as good as a password.
func Sees(role string) string {
	if access.Role(role) != access.Admin {
		return "false"
	}
	return "(@actor.division::text is null or exists (select from division d where d.code = any(@actor.areas) and d.code = coalesce(oc.division_code," +
		" (select o.division_code from organization o where o.id = oc.organization_id))))"
}

// Read declares OutboundChannel.
func Read() *plan.Type {
	return plan.NewType("OutboundChannel", "outbound_channel oc", "oc.id", Sees).
		One("division", "d.code = oc.division_code").
		One("organization", "o.id = oc.organization_id").
		Field("waiting", "(select count(*) from outbound_message om where om.channel_id = oc.id and om.done_at is null)").
		Field("failure", "(select om.failure from outbound_message om where om.channel_id = oc.id and om.failure is not null order by om.next_at desc limit 1)")
}
