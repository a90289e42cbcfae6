package demo

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"lianqi/server/access"
)

// unlinked is every how many of a county's firms nobody answers for yet, so that "unassigned" has something to show.
const unlinked = 17

// assignment is who answers for which enterprise.
type assignment struct {
	person     *person
	enterprise *enterprise
	role, mode string
}

// assignCadres links firms to the cadres of their county by turns, the first eight of cadre01's county to cadre01. Elsewhere in Hunan
// only the named firms and every fifth made-up one are linked.
func (w *world) assignCadres() {
	cadres := map[string][]*person{}
	for _, p := range w.people {
		if p.role == access.LinkCadre {
			cadres[p.division] = append(cadres[p.division], p)
		}
	}
	count := map[string]int{}
	for _, e := range w.enterprises {
		n, own := count[e.division], cadres[e.division]
		count[e.division]++
		elsewhere := len(own) == 0
		switch {
		case elsewhere:
			own = cadres["430000"]
		case own[0].account == "cadre01" && n < 8:
			own = own[:1]
		case own[0].account == "cadre01":
			own = own[1:]
		}
		if e.demo() && (n%unlinked == unlinked-1 || elsewhere && n%5 != 0) {
			continue
		}
		mode := "LINKED"
		if e.division == yanling {
			mode = "CHIEF_SERVICE_OFFICER"
		}
		w.link(own[n%len(own)], e, "LEAD", mode)
		if n%9 == 4 && len(own) > 1 {
			w.link(own[(n+1)%len(own)], e, "MEMBER", "LINKED")
		}
	}
}

func (w *world) link(p *person, e *enterprise, role, mode string) {
	w.assignments = append(w.assignments, assignment{p, e, role, mode})
	if role == "LEAD" {
		e.cadre = p
	}
}

func (w *world) assignmentRows() (rows [][]any) {
	from := w.start.AddDate(0, 0, -14)
	for _, a := range w.assignments {
		office := w.office(a.enterprise.division)
		i := slices.IndexFunc(w.people, func(p *person) bool { return p.role == access.Office && p.organization == office })
		rows = append(rows, []any{
			id("assignment", a.person.account, a.enterprise.id), a.person.id, a.enterprise.id, a.role, a.mode, from, w.people[i].id, from,
		})
	}
	return rows
}

// eight are the 八类问题 that Hunan's campaign of 2026 looks for (C10).
var eight = []string{
	"惠企政策获得感不强", "拖欠民企账款", "资源要素使用成本较高", "中介服务不规范",
	"涉企执法检查突出问题", "妨碍民营企业公平竞争", "民营企业“投诉无门”", "政商关系“亲清”不分",
}

// campaignRows are the campaigns with their phases: Hunan's by the interim deadlines of Quanzhou, 鄢陵's by 13710 (2.9).
func (w *world) campaignRows() (campaigns, phases, topics [][]any) {
	today := w.start.AddDate(0, 0, history)
	month := func(n int) time.Time {
		return time.Date(today.Year(), today.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	}
	add := func(name, division, policy string, names string, from ...int) {
		c := id("campaign", name)
		campaigns = append(campaigns, []any{c, name, division, month(from[0]), month(from[len(from)-1]).AddDate(0, 0, -1), policy})
		for i, phase := range strings.Fields(names) {
			phases = append(phases, []any{id("phase", name, i), c, phase, month(from[i]), month(from[i+1]).AddDate(0, 0, -1)})
		}
	}
	add("万名干部联万企", "430000", "QUANZHOU", "动员部署 百日攻坚 常态长效", -4, -3, 1, 7)
	january := 1 - int(today.Month())
	add(fmt.Sprintf("企业服务年（%d）", today.Year()), "430000", "QUANZHOU", "走访摸底 攻坚突破 总结提升", january, january+3, january+10, january+12)
	add("万人助企", yanling, "HENAN_13710", "走访摸排 集中攻坚 巩固提升", -4, -3, 2, 6)
	for _, c := range campaigns[:2] { // of Hunan
		for i, name := range eight {
			topics = append(topics, []any{id("topic", c[1], i), c[0], name, i + 1})
		}
	}
	return campaigns, phases, topics
}
