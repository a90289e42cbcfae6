// Package demo fills an empty database with what a newcomer can try: Hunan's divisions and parks, the units of 邵阳 and 鄢陵, about 600
// enterprises marked 演示 beside those that the source texts name, people in every role, and 60 days of visits and problems.
//
// What stands is written at once. What happens is a script of moves, in the order of time, played through the same methods as real use by a
// clock that stands in the past; so every problem has come to where it is by the rules. All of it follows from now and fixed seeds: two
// loads with the same now tell the same. Nobody in it is a real person; what is told of a named firm stands in the texts of 2022.
package demo

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/db"
	"lianqi/server/deadline"
	"lianqi/server/division"
	"lianqi/server/photo"
	"lianqi/server/session"
	"lianqi/server/token"
)

// ErrNotEmpty says that the database has data, which the demo must not mix with.
var ErrNotEmpty = errors.New("数据库里已有数据，演示数据只装入空数据库")

// Empty reports whether the database has neither enterprises nor people nor divisions.
func Empty(ctx context.Context, pool *pgxpool.Pool) (bool, error) {
	var empty bool
	err := pool.QueryRow(ctx, `
		select not exists (select from enterprise) and not exists (select from person) and not exists (select from division)`).Scan(&empty)
	if err != nil {
		return false, fmt.Errorf("look for data: %w", err)
	}
	return empty, nil
}

// Interrupted reports whether a load was broken off: its people are here, but the application that it ends with is not.
func Interrupted(ctx context.Context, pool *pgxpool.Pool) (bool, error) {
	var interrupted bool
	err := pool.QueryRow(ctx, `
		select exists (select from person where account = 'cadre01' and password_hash = $1) and not exists (select from api_client where name = $2)`,
		session.DemoPasswordHash, application).Scan(&interrupted)
	if err != nil {
		return false, fmt.Errorf("look for the end of the demo data: %w", err)
	}
	return interrupted, nil
}

// application is what the demo's third-party application is called; it is made last.
const application = "演示应用"

// Load fills the migrated, empty database with the 60 days before now, and says in Chinese how far it is. ErrNotEmpty when there is data.
// Without a store of photos, those that visits and problems announce have not arrived.
func Load(ctx context.Context, pool *pgxpool.Pool, photos *photo.Store, now time.Time, progress func(string)) error {
	if empty, err := Empty(ctx, pool); err != nil {
		return err
	} else if !empty {
		return ErrNotEmpty
	}
	outlines, err := division.Outlines()
	if err != nil {
		return err
	}
	w := newWorld(now, outlines)
	if err := w.store(ctx, pool); err != nil {
		return err
	}
	progress(fmt.Sprintf("已写入 %d 个行政区划、%d 个单位、%d 个园区、%d 家企业、%d 个账号。",
		len(w.divisions), len(w.organizations), len(w.parks), len(w.enterprises), len(w.people)))
	s, err := w.script(ctx, pool)
	if err != nil {
		return err
	}
	err = newStage(w, pool, photos).play(ctx, s.moves, func(done int) {
		if done%500 == 0 || done == len(s.moves) {
			progress(fmt.Sprintf("走访和办理：%d / %d 步。", done, len(s.moves)))
		}
	})
	if err != nil {
		return err
	}
	client, err := token.New(pool).CreateClient(ctx, application, "430000",
		[]string{"enterprise:read", "park:read", "stats:read", "problem:read:masked"}, now)
	if err != nil {
		return err
	}
	progress(fmt.Sprintf("第三方应用“%s”：client_id %s，client_secret %s（只显示这一次）。", application, client.ID, client.Secret))
	return nil
}

// script writes the script by the calendar and the deadlines of the database.
func (w *world) script(ctx context.Context, pool *pgxpool.Pool) (*script, error) {
	calendar, err := deadline.LoadCalendar(ctx, pool, w.start.AddDate(-1, 0, 0), w.now.AddDate(1, 0, 0))
	if err != nil {
		return nil, err
	}
	policies := map[string]deadline.Policy{}
	for _, code := range []string{"QUANZHOU", "HENAN_13710"} {
		if policies[code], err = deadline.LoadPolicy(ctx, pool, code); err != nil {
			return nil, err
		}
	}
	ladder, err := deadline.LoadLadder(ctx, pool)
	if err != nil {
		return nil, err
	}
	return write(w, calendar, policies, ladder), nil
}

// store writes what stands, in one transaction.
func (w *world) store(ctx context.Context, pool *pgxpool.Pool) error {
	people, roles, contacts := w.personRows(session.DemoPasswordHash)
	campaigns, phases, topics := w.campaignRows()
	return db.InTx(ctx, pool, func(tx pgx.Tx) error {
		for _, t := range []struct {
			name    string
			columns []string
			rows    [][]any
		}{
			{"division", []string{"code", "name", "level", "parent_code", "boundary"}, w.divisionRows()},
			{"organization", []string{"id", "name", "kind", "level", "division_code", "parent_id", "sector", "task_force_kind", "lead_id", "created_at"}, w.organizationRows()},
			{"park", []string{"id", "name", "level", "division_code", "committee_id", "location", "boundary", "created_at"}, w.parkRows()},
			{"enterprise", []string{
				"id", "name", "uscc", "kind", "address", "division_code", "location", "raw_point", "fence_radius", "declared_park_id",
				"industry_code", "tier", "help_category", "is_key", "is_demo", "created_at",
			}, w.enterpriseRows()},
			{"person", []string{"id", "account", "name", "phone", "organization_id", "password_hash", "created_at", "rank"}, people},
			{"person_role", []string{"id", "person_id", "role", "division_code", "organization_id", "enterprise_id"}, roles},
			{"enterprise_contact", []string{"id", "enterprise_id", "name", "post", "phone", "person_id"}, contacts},
			{"campaign", []string{"id", "name", "division_code", "starts_on", "ends_on", "sla_policy_code"}, campaigns},
			{"campaign_phase", []string{"id", "campaign_id", "name", "starts_on", "ends_on"}, phases},
			{"campaign_topic", []string{"id", "campaign_id", "name", "position"}, topics},
			{"assignment", []string{"id", "person_id", "enterprise_id", "role", "mode", "starts_on", "created_by", "created_at"}, w.assignmentRows()},
		} {
			if _, err := tx.CopyFrom(ctx, pgx.Identifier{t.name}, t.columns, pgx.CopyFromRows(t.rows)); err != nil {
				return fmt.Errorf("write %s: %w", t.name, err)
			}
		}
		for _, sql := range []string{
			`update division set boundary = (select st_multi(st_union(c.boundary)) from division c where c.parent_code = '430000') where code = '430000'`,
			`update division set label_point = st_pointonsurface(boundary)`,
			`update organization o set head_id = n.id from person n where n.organization_id = o.id and n.account like 'head%'`,
		} {
			if _, err := tx.Exec(ctx, sql); err != nil {
				return fmt.Errorf("draw the divisions and name the heads: %w", err)
			}
		}
		return nil
	})
}
