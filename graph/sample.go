package graph

import (
	"context"

	"lianqi/server/sample"
)

func (m mutation) DrawSample(ctx context.Context, in DrawSampleInput) (*DrawSamplePayload, error) {
	id, err := m.Sample.Draw(ctx, actor(ctx), sample.DrawInput{
		ID: in.ID, Kind: sample.Kind(in.Kind), DivisionCode: in.DivisionCode, OrganizationID: text(in.OrganizationID),
		From: in.From.Day(), To: in.To.Day(), Size: in.Size, Seed: text(in.Seed),
	})
	errs, err := userErrors(err)
	return &DrawSamplePayload{Sample: row(id, errs), UserErrors: errs}, err
}
