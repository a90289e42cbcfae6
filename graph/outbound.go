package graph

import (
	"context"

	"lianqi/server/outbound"
)

func (m mutation) SaveOutbound(ctx context.Context, in SaveOutboundInput) (*SaveOutboundPayload, error) {
	id, err := m.Outbound.Save(ctx, actor(ctx), outbound.SaveInput{
		ID: in.ID, Kind: string(in.Kind), Name: in.Name, DivisionCode: text(in.DivisionCode), OrganizationID: text(in.OrganizationID),
		URL: text(in.URL), Secret: text(in.Secret), Enabled: in.Enabled,
	})
	errs, err := userErrors(err)
	return &SaveOutboundPayload{Channel: row(id, errs), UserErrors: errs}, err
}
