package verb

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/arrival"
	"lianqi/server/held"
	"lianqi/server/photo"
	"lianqi/server/problem"
	"lianqi/server/visit"
)

// keeper keeps check-ins and reports that have to be held, with their photos.
var keeper = held.Keeper{Announce: func(ctx context.Context, tx pgx.Tx, heldID, personID string, content any) error {
	of := photo.Of{HeldID: heldID}
	switch c := content.(type) {
	case visit.CheckInInput:
		return photo.Announce(ctx, tx, of, personID, announced(c.Photos))
	case problem.ReportInput:
		return photo.Announce(ctx, tx, of, personID, announced(c.Photos))
	}
	return fmt.Errorf("nobody knows the photos of a held %T", content)
}}

// takers say how a held record takes effect, by its kind.
func takers(visits *visit.Store, problems *problem.Store) map[string]held.Take {
	return map[string]held.Take{
		arrival.CheckIn: func(ctx context.Context, tx pgx.Tx, author access.Actor, t held.Taken) error {
			var in visit.CheckInInput
			if err := json.Unmarshal(t.Content, &in); err != nil {
				return fmt.Errorf("read a held check-in: %w", err)
			}
			return visits.Take(ctx, tx, author, in, t.Hash, t.Lead, t.ReceivedAt)
		},
		arrival.Report: func(ctx context.Context, tx pgx.Tx, author access.Actor, t held.Taken) error {
			var in problem.ReportInput
			if err := json.Unmarshal(t.Content, &in); err != nil {
				return fmt.Errorf("read a held report: %w", err)
			}
			return problems.Take(ctx, tx, author, in, t.Hash, t.Lead)
		},
	}
}
