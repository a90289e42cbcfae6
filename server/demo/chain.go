package demo

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"lianqi/server/access"
	"lianqi/server/chain"
	"lianqi/server/liaison"
)

// chains are nine of 邵阳 with the department that answers for each and the trades along it; the texts tell how many, not which (A16).
var chains = []struct{ name, department, trades string }{
	{"装备制造产业链", "工业和信息化局", "C3484 C3421 C3321 C3525 C3311"},
	{"汽车零部件产业链", "工业和信息化局", "C3670"},
	{"电子信息产业链", "工业和信息化局", "C3982 C3974"},
	{"电工电器产业链", "发展和改革委员会", "C3823 C3831 D4420"},
	{"鞋服纺织产业链", "商务局", "C1954 C1819 C1711"},
	{"竹木家居产业链", "自然资源和规划局", "C2021 C2110 C2221"},
	{"生物医药产业链", "市场监督管理局", "C2730 C2720 C2770"},
	{"食品加工产业链", "农业农村局", "C1353 C1371 C1392 C1512"},
	{"新型建材产业链", "住房和城乡建设局", "C3021 C2927 B1011"},
}

// headChains lets 邵阳's office make the chains: thirteen leaders head nine of them, each has its department's handler for a liaison, and the
// made-up firms of the trades belong. The other units that handle problems there have liaisons, too, and so has the firm of enterprise01 (A15).
func (s *script) headChains() {
	at, office := s.ago(40), s.who("office-city")
	heads := []string{"leader01"}
	for n := 3; n <= 14; n++ {
		heads = append(heads, fmt.Sprintf("leader%02d", n))
	}
	name := func(ctx context.Context, st *stage, by access.Actor, who *person, in liaison.Input) error {
		in.ID, in.PersonID = idAt(at, "liaison", who.account, in.ChainID+in.EnterpriseID+in.OrganizationID), who.id
		return st.Liaison.Save(ctx, by, in)
	}
	for i, c := range chains {
		department := s.unit("邵阳市" + c.department)
		in := chain.Input{ID: idAt(at, "chain", c.name), Name: c.name, DepartmentID: department.id, Heads: []string{s.who(heads[i]).id}}
		if more := len(chains) + i; more < len(heads) {
			in.Heads = append(in.Heads, s.who(heads[more]).id)
		}
		members := chain.MembersInput{ChainID: in.ID}
		for _, e := range s.enterprises {
			if e.demo() && strings.HasPrefix(e.division, "4305") && slices.Contains(strings.Fields(c.trades), e.code) {
				members.Join = append(members.Join, e.id)
			}
		}
		s.add(at, "head a chain", func(ctx context.Context, st *stage) error {
			by := st.actor(office)
			if err := st.Chain.Save(ctx, by, in); err != nil {
				return err
			}
			if _, err := st.Chain.Arrange(ctx, by, members); err != nil {
				return err
			}
			return name(ctx, st, by, department.handler, liaison.Input{ChainID: in.ID, Post: "产业链联络员"})
		})
	}
	s.add(at, "name liaisons", func(ctx context.Context, st *stage) error {
		by := st.actor(office)
		for _, o := range s.organizations {
			if o.handler == nil || o.kind == "GOVERNMENT" || !strings.HasPrefix(o.division, "4305") {
				continue
			}
			if err := name(ctx, st, by, o.handler, liaison.Input{OrganizationID: o.id, Post: "企业联络员"}); err != nil {
				return err
			}
		}
		return name(ctx, st, by, s.who("cadre01"), liaison.Input{EnterpriseID: s.who("enterprise01").enterprise.id, Post: "驻企联络员"})
	})
}
