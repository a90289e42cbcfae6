// Package campaign is about campaigns (活动): a filter over standing databases, never their owner (A1).
package campaign

import (
	"lianqi/server/access"
	"lianqi/server/plan"
)

// Read declares Campaign, which is public to whoever is signed in.
func Read() *plan.Type {
	return plan.NewType("Campaign", "campaign g", "g.id", access.SignedInOnly).
		One("division", "d.code = g.division_code").
		Field("slaPolicyName", "(select b.name from sla_policy b where b.code = g.sla_policy_code)").
		Through("slaPolicyName", "sla_policy"). // no secret to whoever sees the campaign
		One("slaPolicy", "sp.code = g.sla_policy_code").
		Field("policyChangeable", "(@actor.role = 'ADMIN' or @actor.role = 'OFFICE' and g.division_code = any(@actor.areas))").
		Many("phases", "h.campaign_id = g.id", "h.starts_on, h.id").AtMost(20, "phases").
		Many("topics", "ct.campaign_id = g.id", "ct.position, ct.id").AtMost(50, "topics")
}

// ReadPhase declares CampaignPhase.
func ReadPhase() *plan.Type {
	return plan.NewType("CampaignPhase", "campaign_phase h", "h.id", access.SignedInOnly)
}

// ReadTopic declares CampaignTopic, a tag that the campaign gives to problems (C10).
func ReadTopic() *plan.Type {
	return plan.NewType("CampaignTopic", "campaign_topic ct", "ct.id", access.SignedInOnly)
}
