package problem

import (
	"cmp"
	"slices"
)

// OrderKind is a rung of supervision (督办单, 6.3), and of accountability (A17).
type OrderKind string

const (
	Remind         OrderKind = "REMIND"         // 提醒, before the date
	Urge           OrderKind = "URGE"           // 催办, at the date
	Oversee        OrderKind = "SUPERVISE"      // 督办
	Escalated      OrderKind = "ESCALATED"      // 提级督办: the level above looks, too
	Listed         OrderKind = "LISTED"         // 挂牌: on the supervisors' list
	Accountability OrderKind = "ACCOUNTABILITY" // 问责记录
)

// OrderKinds are all of them, the mildest first.
var OrderKinds = []OrderKind{Remind, Urge, Oversee, Escalated, Listed, Accountability}

var orderText = map[OrderKind]string{
	Remind: "提醒", Urge: "催办", Oversee: "督办", Escalated: "提级督办", Listed: "列入督办清单", Accountability: "问责记录",
}

// Text is the kind as people say it.
func (k OrderKind) Text() string { return orderText[k] }

// action is what is done to a problem by an order, and with which outcome.
func (k OrderKind) action() (Action, Outcome) {
	if k == Accountability {
		return HoldToAccount, ""
	}
	return Supervise, Outcome(k)
}

// rank is the kind's place in OrderKinds; "" comes before all.
func (k OrderKind) rank() int { return slices.Index(OrderKinds, k) }

// stronger is the harder of two kinds.
func stronger(a, b OrderKind) OrderKind {
	return slices.MaxFunc([]OrderKind{a, b}, func(a, b OrderKind) int { return cmp.Compare(a.rank(), b.rank()) })
}

// awaitsReply is the predicate that an order so asks its unit for words and has none. A reminder and a kept fact ask for none unless they say by when.
const awaitsReply = "so.replied_at is null and (so.kind not in ('REMIND', 'ACCOUNTABILITY') or so.reply_by is not null)"
