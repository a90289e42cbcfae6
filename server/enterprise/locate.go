package enterprise

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/paulmach/orb"
	orbgeo "github.com/paulmach/orb/geo"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/fault"
	"lianqi/server/geo"
	"lianqi/server/once"
	"lianqi/server/plan"
)

// Check-ins that keep gathering some way from where an enterprise was recorded say that the record is wrong, most often because a shifted point was
// imported as WGS-84 (H15). The view location_proposal has the rule; an office over the enterprise decides, and each decision is kept.

const (
	sameReading = 100.0 // metres within which a point read in another system is where the check-ins are
	sameShown   = 20.0  // metres by which a proposal may have moved since the office saw it
)

// seesProposals is who may see that an enterprise may be elsewhere: offices over it, and administrators.
func seesProposals(role string) string {
	switch access.Role(role) {
	case access.Office:
		return access.InAreas("lp.division_code")
	case access.Admin:
		return ""
	}
	return "false"
}

// ReadProposal declares LocationProposal.
func ReadProposal() *plan.Type {
	return plan.NewType("LocationProposal", "location_proposal lp", "lp.id", seesProposals).
		One("enterprise", "e.id = lp.id").
		Compute("likelyCrs", func(_ plan.Actor, c plan.Cells) any {
			crs, ok := likelyCRS(orb.Point{c.Float(0), c.Float(1)}, orb.Point{c.Float(2), c.Float(3)})
			if !ok {
				return nil
			}
			return string(crs)
		}, "st_x(lp.recorded)", "st_y(lp.recorded)", "st_x(lp.location)", "st_y(lp.location)")
}

// likelyCRS is the system in which a point was probably written that was recorded as WGS-84, when the place is elsewhere; false when none explains it.
func likelyCRS(recorded, place orb.Point) (geo.CRS, bool) {
	for _, crs := range []geo.CRS{geo.GCJ02, geo.BD09} {
		if orbgeo.Distance(geo.ToWGS84(recorded, crs), place) <= sameReading {
			return crs, true
		}
	}
	return "", false
}

// Store changes enterprises.
type Store struct {
	pool *pgxpool.Pool
	now  func() time.Time
}

// New returns the store; now is the clock by which everything is dated.
func New(pool *pgxpool.Pool, now func() time.Time) *Store { return &Store{pool, now} }

// LocationRuling is what an office decides on a proposal.
type LocationRuling struct {
	ID           string // the client's own UUID
	EnterpriseID string
	Lon, Lat     float64 // of the proposal that was shown, WGS-84
	Accept       bool
	Note         string // at most 1000 characters; needed when it is declined
}

// RuleOnLocation moves an enterprise to where its check-ins are, or leaves it and remembers that: then only later check-ins count. It returns the
// enterprise's id. NOT_FOUND when the actor may not see the enterprise, FORBIDDEN unless an office over it asks, STALE when the check-ins do not say so
// any more, or somewhere else; CONFLICT for the same id with other content.
func (s *Store) RuleOnLocation(ctx context.Context, actor access.Actor, in LocationRuling) (string, error) {
	var err error
	if in.ID, err = once.ID(in.ID); err != nil {
		return "", err
	}
	var ok bool
	if in.EnterpriseID, ok = once.Canonical(in.EnterpriseID); !ok {
		return "", fault.Missing("家企业")
	}
	least := 1
	if in.Accept {
		least = 0
	}
	if in.Note, err = fault.Said("note", in.Note, least, 1000); err != nil {
		return "", err
	}
	shown, err := geo.Point("location", in.Lon, in.Lat, geo.WGS84)
	if err != nil {
		return "", err
	}
	hash := once.Hash("ruleOnLocation", in)
	err = db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		again, err := once.Again(ctx, tx, "select ruled_by, content_hash from location_ruling where id = $1", in.ID, actor.PersonID, hash)
		if err != nil || again {
			return err
		}
		if err := lock(ctx, tx, actor, in.EnterpriseID); err != nil {
			return err
		}
		done, err := tx.Exec(ctx, `
			-- name: RuleOnLocation
			insert into location_ruling (id, enterprise_id, accepted, was, proposed, visits, cadres, note, ruled_by, ruled_at, content_hash)
			select $1, lp.id, $3, lp.recorded, lp.location, lp.visits, lp.cadres, nullif($4, ''), $5, $6, $7
			  from location_proposal lp where lp.id = $2 and st_dwithin(lp.location::geography, $8::geometry::geography, $9)`,
			in.ID, in.EnterpriseID, in.Accept, in.Note, actor.PersonID, s.now(), hash, &shown, sameShown)
		switch {
		case err != nil:
			return fmt.Errorf("rule on a location: %w", err)
		case done.RowsAffected() == 0:
			return fault.New(fault.Stale, "这家企业的位置有人处理过，或者又有了新的签到。请刷新后再看。")
		case !in.Accept:
			return nil
		}
		_, err = tx.Exec(ctx, `
			-- name: MoveEnterprise
			update enterprise e
			   set location = l.proposed, raw_point = st_setsrid(l.proposed, 0), raw_crs = 'WGS84',
			       location_flag = case when not st_covers(d.boundary, l.proposed) then 'OUTSIDE_COUNTY' end
			  from location_ruling l, division d where l.id = $1 and e.id = l.enterprise_id and d.code = e.division_code`, in.ID)
		if err != nil {
			return fmt.Errorf("move the enterprise: %w", err)
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	return in.EnterpriseID, nil
}

// lock waits for the enterprise; nil for an office over it.
func lock(ctx context.Context, tx pgx.Tx, actor access.Actor, id string) error {
	args := []any{id}
	see := plan.See(Sees, plan.Actor{Role: actor.RoleName(), Values: actor.Values()}, &args)
	var found bool
	err := tx.QueryRow(ctx, "-- name: LockEnterprise\nselect true from enterprise e where e.id = $1 and "+see+" for update of e", args...).Scan(&found)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return fault.Missing("家企业")
	case err != nil:
		return fmt.Errorf("lock the enterprise: %w", err)
	case actor.Role != access.Office:
		return fault.New(fault.Forbidden, "只有联企办可以更正企业的位置。")
	}
	return nil
}
