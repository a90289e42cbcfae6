// Package notice is about what people are told (消息, R10).
package notice

import "lianqi/server/plan"

// ReadPreference declares NoticePreference.
func ReadPreference() *plan.Type {
	return plan.Value("NoticePreference").
		Field("quietFrom", "to_char((@self).quiet_from, 'HH24:MI')").
		Field("quietTo", "to_char((@self).quiet_to, 'HH24:MI')")
}

// Read declares Notice: everyone sees their own.
func Read() *plan.Type {
	return plan.NewType("Notice", "notice i", "i.id", func(string) string { return "i.person_id = @actor.id" }).
		Field("read", "i.read_at is not null").
		One("problem", "p.id = i.problem_id").
		Filter("read", "(i.read_at is not null) = @it").
		Order("NEWEST", "i.at desc, i.id desc")
}
