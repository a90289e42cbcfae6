package graph

import (
	"context"

	"lianqi/server/enterprise"
)

func (m mutation) RuleOnLocation(ctx context.Context, in RuleOnLocationInput) (*RuleOnLocationPayload, error) {
	id, err := m.Enterprise.RuleOnLocation(ctx, actor(ctx), enterprise.LocationRuling{
		ID: in.ID, EnterpriseID: in.EnterpriseID, Lon: in.Lon, Lat: in.Lat, Accept: in.Accept, Note: text(in.Note),
	})
	errs, err := userErrors(err)
	return &RuleOnLocationPayload{Enterprise: row(id, errs), UserErrors: errs}, err
}
