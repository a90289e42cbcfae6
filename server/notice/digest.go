package notice

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"lianqi/server/db"
)

// atOnce is how many people get their digest in one transaction.
const atOnce = 200

// Digest says in one sentence to each person what was held for them until now and is still unread. Any number of servers may call it, at
// any time and again: each held notice is counted once.
func (s *Store) Digest(ctx context.Context) error {
	for {
		var people int
		err := db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
			return tx.QueryRow(ctx, `
				-- name: DigestNotices
				with turn as (
				  select pg_try_advisory_xact_lock(hashtext('notice_digest')) as mine
				), whose as (
				  select distinct i.person_id from notice i where i.held and i.aloud_at <= $1 and (select mine from turn) limit $2
				), due as (
				  update notice i set held = false from whose where i.person_id = whose.person_id and i.held and i.aloud_at <= $1
				  returning i.person_id, i.text, i.actionable, i.at, i.id, i.read_at
				), said as (
				  insert into notice_digest (id, person_id, at, count, text)
				  select gen_random_uuid(), person_id, $1, count(*),
				         format('您有 %s 条新消息%s：%s', count(*),
				           case when count(*) filter (where actionable) > 0 then format('，其中 %s 条要您办', count(*) filter (where actionable)) end,
				           (array_agg(text order by actionable desc, at desc, id desc))[1])
				    from due where read_at is null group by person_id
				)
				select count(*) from whose`, s.now(), atOnce).Scan(&people)
		})
		if err != nil {
			return fmt.Errorf("write digests: %w", err)
		}
		if people < atOnce {
			return nil
		}
	}
}

// Sweep deletes digests of more than a week ago; to be called now and then.
func (s *Store) Sweep(ctx context.Context) error {
	if _, err := s.pool.Exec(ctx, "-- name: SweepDigests\ndelete from notice_digest where at < $1::timestamptz - interval '7 days'", s.now()); err != nil {
		return fmt.Errorf("sweep digests: %w", err)
	}
	return nil
}
