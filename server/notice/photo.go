package notice

import (
	"context"
	"fmt"
	"time"
)

// When the author of a record is reminded of photos that the record announced and that have not come.
const (
	photosLate = 24 * time.Hour      // after the record came
	photosLost = 30 * 24 * time.Hour // from then on they will not come any more
)

// RemindOfPhotos tells the author of each record, once, that photos of it are missing (H21). Nobody waits for them: a problem is handled without.
// What is declined, or a problem that is not open any more, is left alone. Any number of servers may call it, at any time and again.
func (s *Store) RemindOfPhotos(ctx context.Context) error {
	_, err := s.pool.Exec(ctx, `
		-- name: RemindOfPhotos
		with waiting as (
		  select coalesce(f.event_id, f.visit_id, f.held_id, f.problem_id) as record_id, f.person_id, f.problem_id, count(*) as photos,
		         min(coalesce(t.at, v.received_at, hr.received_at, p.submitted_at)) as since,
		         coalesce(p.number || '《' || p.title || '》', e.name || '的走访签到') || case when f.event_id is not null then '后来补的' else '' end as record
		    from photo f
		    left join visit v on v.id = f.visit_id
		    left join held_record hr on hr.id = f.held_id
		    left join problem p on p.id = f.problem_id
		    left join problem_event t on t.id = f.event_id
		    left join enterprise e on e.id = coalesce(v.enterprise_id, hr.enterprise_id)
		   where f.received_at is null and coalesce(hr.state, 'WAITING') = 'WAITING' and coalesce(p.open, true)
		   group by 1, 2, 3, p.number, p.title, e.name, f.event_id)
		insert into notice (id, person_id, problem_id, record_id, kind, text, actionable, at, urgent, held, aloud_at)
		select gen_random_uuid(), n.id, m.problem_id, m.record_id, 'PHOTOS_MISSING',
		       format('%s有 %s 张照片自 %s 起缺。在拍照的手机上联网打开联企通，会自动补传；照片已经不在的，不影响办理。',
		         m.record, m.photos, to_char(m.since at time zone 'Asia/Shanghai', 'FMMM"月"FMDD"日" HH24:MI')),
		       true, $1, false, h.held, case when h.held then digest_after($1, w.quiet_to, w.quiet_days_off) else $1 end
		  from waiting m
		  join person n on n.id = m.person_id and n.disabled_at is null
		  left join notice_preference q on q.person_id = n.id
		  cross join lateral (select coalesce(q.quiet_from, '20:00') as quiet_from, coalesce(q.quiet_to, '08:00') as quiet_to,
		                             coalesce(q.quiet_days_off, true) as quiet_days_off) w
		  cross join lateral (select quiet_at($1, w.quiet_from, w.quiet_to, w.quiet_days_off) as held) h
		 where m.since between $2 and $3
		on conflict (record_id, person_id) do nothing`, s.now(), s.now().Add(-photosLost), s.now().Add(-photosLate))
	if err != nil {
		return fmt.Errorf("remind of missing photos: %w", err)
	}
	return nil
}
