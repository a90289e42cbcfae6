// Package notice is about what people are told (消息, R10).
package notice

import "lianqi/server/plan"

// Read declares Notice: everyone sees their own.
func Read() *plan.Type {
	return plan.NewType("Notice", "notice i", "i.id", func(string) string { return "i.person_id = @actor.id" }).
		Field("read", "i.read_at is not null").
		One("problem", "p.id = i.problem_id").
		Order("NEWEST", "i.at desc, i.id desc")
}
