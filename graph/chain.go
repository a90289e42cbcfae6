package graph

import (
	"context"

	"lianqi/server/chain"
)

func (m mutation) SaveIndustryChain(ctx context.Context, in SaveIndustryChainInput) (*SaveIndustryChainPayload, error) {
	errs, err := userErrors(m.Chain.Save(ctx, actor(ctx), chain.Input{
		ID: in.ID, Name: in.Name, DivisionCode: text(in.DivisionCode), DepartmentID: in.DepartmentID, Heads: in.HeadIds,
	}))
	return &SaveIndustryChainPayload{IndustryChain: row(in.ID, errs), UserErrors: errs}, err
}

func (m mutation) ArrangeChainMembers(ctx context.Context, in ArrangeChainMembersInput) (*ArrangeChainMembersPayload, error) {
	id, err := m.Chain.Arrange(ctx, actor(ctx), chain.MembersInput{ChainID: in.IndustryChainID, Join: in.Join, Leave: in.Leave})
	errs, err := userErrors(err)
	return &ArrangeChainMembersPayload{IndustryChain: row(id, errs), UserErrors: errs}, err
}
