// Package verb joins the stores of the nouns, which do not know each other, into everything that people can do.
package verb

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/assignment"
	"lianqi/server/enterprise"
	"lianqi/server/notice"
	"lianqi/server/photo"
	"lianqi/server/problem"
	"lianqi/server/visit"
)

// Verbs are the stores.
type Verbs struct {
	Assignment *assignment.Store
	Notice     *notice.Store
	Problem    *problem.Store
	Visit      *visit.Store
}

// New joins the stores of a database; now is the clock by which everything is dated.
func New(pool *pgxpool.Pool, now func() time.Time) Verbs {
	return Verbs{
		Assignment: assignment.New(pool, enterprise.Sees),
		Notice:     notice.New(pool, now),
		Problem: problem.New(pool, now, problem.Neighbours{
			Enterprise: enterprise.Sees,
			Announce: func(ctx context.Context, tx pgx.Tx, problemID, eventID, personID string, photos []problem.Photo) error {
				return photo.Announce(ctx, tx, photo.Of{ProblemID: problemID, EventID: eventID}, personID, announced(photos))
			},
			Tell: notice.Tell,
		}),
		Visit: visit.New(pool, now, enterprise.Sees,
			func(ctx context.Context, tx pgx.Tx, visitID, personID string, photos []visit.Photo) error {
				return photo.Announce(ctx, tx, photo.Of{VisitID: visitID}, personID, announced(photos))
			}),
	}
}

// announced are a noun's photos as package photo knows them.
func announced[P problem.Photo | visit.Photo](photos []P) []photo.Input {
	out := make([]photo.Input, len(photos))
	for i, p := range photos {
		out[i] = photo.Input(p)
	}
	return out
}
