package graph

import (
	"context"

	"lianqi/server/device"
	"lianqi/server/geo"
	"lianqi/server/visit"
)

func (m mutation) CheckIn(ctx context.Context, in CheckInInput) (*CheckInPayload, error) {
	id, err := m.Visit.CheckIn(ctx, actor(ctx), visit.CheckInInput{
		ID: in.ID, EnterpriseID: in.EnterpriseID, Position: position(in.Position), CapturedAt: in.CapturedAt,
		ClockLead: in.ClockLead, SeenLead: device.Of(ctx).Lead,
		Reason: text(in.Reason), Note: text(in.Note), Photos: visitPhotos(in.Photos),
	})
	errs, err := userErrors(err)
	return &CheckInPayload{Visit: row(id, errs), HeldRecord: heldInstead(id, errs), Receipt: received(in.ID, errs), UserErrors: understood(ctx, errs)}, err
}

func position(p *PositionInput) *visit.Position {
	if p == nil {
		return nil
	}
	return &visit.Position{Lon: p.Lon, Lat: p.Lat, Accuracy: p.Accuracy, CRS: geo.CRS(p.Crs), FixedAt: p.FixedAt}
}

func visitPhotos(in []*PhotoInput) (out []visit.Photo) {
	for _, p := range in {
		out = append(out, visit.Photo{SHA256: p.Sha256, Bytes: p.Bytes, TakenAt: p.TakenAt})
	}
	return out
}
