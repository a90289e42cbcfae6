package live

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"lianqi/server/access"
	"lianqi/server/plan"
)

// atOnce is the most notices that one event brings; who has missed more asks for the inbox.
const atOnce = 50

// News is what has changed in somebody's inbox.
type News struct {
	UnreadCount int      `json:"unreadCount"`
	Notices     []Notice `json:"notices"` // the new ones, oldest first
	More        bool     `json:"more"`    // there are older new ones than these
	Digest      *string  `json:"digest"`  // what was held in quiet hours that have ended, in a sentence; null when nothing was
}

// Notice is a notice (消息) as a browser hears of it.
type Notice struct {
	ID         string    `json:"id"`
	Kind       string    `json:"kind"` // a ProblemEventKind
	At         time.Time `json:"at"`
	Text       string    `json:"text"`
	Actionable bool      `json:"actionable"`
	Held       bool      `json:"held"`      // not to be said aloud before the digest
	ProblemID  *string   `json:"problemId"` // null when the reader may not see the problem
}

// position is where a stream stands: a snapshot of the database as PostgreSQL writes it, xmin:xmax:transactions.
var position = regexp.MustCompile(`^\d{1,19}:\d{1,19}:(\d{1,19}(,\d{1,19})*)?$`)

// since returns what the reader's inbox has that it had not at a position, and the new position. Transactions may commit in another order
// than they began, so neither times nor running numbers tell what was seen; a snapshot does. With a position that is none (the first
// time), or not one of this database, no notice is new; nor are those of transactions that this database has not begun yet, which were
// restored from another one.
func (h *Hub) since(ctx context.Context, a access.Actor, after string) (News, string, error) {
	if len(after) > 4096 || !position.MatchString(after) {
		after = ""
	}
	var from any
	if after != "" {
		from = after
	}
	args := []any{a.PersonID, from, atOnce + 1}
	unseen := func(xid string) string {
		return strings.ReplaceAll(`#xid >= pg_snapshot_xmin($2::text::pg_snapshot) and #xid < pg_snapshot_xmax(pg_current_snapshot())
                    and pg_snapshot_xmax($2::text::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot())
                    and not pg_visible_in_snapshot(#xid, $2::text::pg_snapshot)`, "#xid", xid)
	}
	sql := `-- name: LiveNews
select pg_current_snapshot()::text,
       (select count(*) from notice i where i.person_id = $1 and i.read_at is null),
       coalesce((
         select jsonb_agg(to_jsonb(n))
           from (select i.id, i.kind, i.at, i.text, i.actionable, i.held, p.id as "problemId"
                   from notice i left join problem p on p.id = i.problem_id and ` +
		plan.See(h.problem, plan.Actor{Role: a.RoleName(), Values: a.Values()}, &args) + `
                  where i.person_id = $1 and ` + unseen("i.xid") + `
                  order by i.at desc, i.id desc limit $3) n), '[]'),
       (select g.text from notice_digest g where g.person_id = $1 and ` + unseen("g.xid") + ` order by g.at desc, g.id limit 1)`
	var news News
	var now string
	err := h.pool.QueryRow(ctx, sql, args...).Scan(&now, &news.UnreadCount, &news.Notices, &news.Digest)
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.Code == "22P02" && after != "" {
		return h.since(ctx, a, "")
	}
	if err != nil {
		return News{}, "", fmt.Errorf("read the news of an inbox: %w", err)
	}
	if len(news.Notices) > atOnce {
		news.Notices, news.More = news.Notices[:atOnce], true
	}
	slices.SortFunc(news.Notices, func(x, y Notice) int {
		if c := x.At.Compare(y.At); c != 0 {
			return c
		}
		return strings.Compare(x.ID, y.ID)
	})
	return news, now, nil
}
