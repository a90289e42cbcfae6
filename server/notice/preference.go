package notice

import (
	"context"
	"fmt"
	"time"

	"lianqi/server/access"
	"lianqi/server/fault"
)

// Preference is when somebody wants to be left in peace (安静时段). Times are 15:04 in Asia/Shanghai; quiet hours whose beginning is their end
// are none.
type Preference struct {
	QuietFrom, QuietTo string
	QuietDaysOff       bool // all of every day that is not worked, too
	Digest             bool // what does not ask them to act waits for the digest
}

// SetPreference keeps the actor's choice for what is written from now on; INVALID for what is no time of day, FORBIDDEN for an
// application.
func (s *Store) SetPreference(ctx context.Context, actor access.Actor, p Preference) error {
	if actor.PersonID == "" {
		return fault.New(fault.Forbidden, "只有登录的用户有消息。")
	}
	for _, at := range []struct{ field, value string }{{"quietFrom", p.QuietFrom}, {"quietTo", p.QuietTo}} {
		if _, err := time.Parse("15:04", at.value); err != nil || len(at.value) != len("15:04") {
			return fault.At(at.field, "时间应写成 20:00 这样的时和分。")
		}
	}
	_, err := s.pool.Exec(ctx, `
		-- name: SetNoticePreference
		insert into notice_preference (person_id, quiet_from, quiet_to, quiet_days_off, digest, changed_at)
		values ($1, $2::text::time, $3::text::time, $4, $5, $6)
		on conflict (person_id) do update set quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
		  quiet_days_off = excluded.quiet_days_off, digest = excluded.digest, changed_at = excluded.changed_at`,
		actor.PersonID, p.QuietFrom, p.QuietTo, p.QuietDaysOff, p.Digest, s.now())
	if err != nil {
		return fmt.Errorf("keep the notice preference: %w", err)
	}
	return nil
}
