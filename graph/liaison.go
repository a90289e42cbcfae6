package graph

import (
	"context"

	"lianqi/server/liaison"
)

func (m mutation) SaveLiaison(ctx context.Context, in SaveLiaisonInput) (*SaveLiaisonPayload, error) {
	errs, err := userErrors(m.Liaison.Save(ctx, actor(ctx), liaison.Input{
		ID: in.ID, ChainID: text(in.ChainID), EnterpriseID: text(in.EnterpriseID), OrganizationID: text(in.OrganizationID),
		PersonID: text(in.PersonID), Name: text(in.Name), Post: text(in.Post), Phone: text(in.Phone),
	}))
	return &SaveLiaisonPayload{Liaison: row(in.ID, errs), UserErrors: errs}, err
}

func (m mutation) EndLiaison(ctx context.Context, in EndLiaisonInput) (*EndLiaisonPayload, error) {
	id, err := m.Liaison.End(ctx, actor(ctx), in.LiaisonID)
	errs, err := userErrors(err)
	return &EndLiaisonPayload{Liaison: row(id, errs), UserErrors: errs}, err
}
