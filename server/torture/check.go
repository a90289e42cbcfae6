package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

// check compares what phones said with what the servers hold, after all has healed and drained.
func (a *arena) check(ctx context.Context, tr trial) (*tally, error) {
	t := &tally{kinds: map[string]int{}}
	held, err := a.held(ctx)
	if err != nil {
		return nil, err
	}
	waiting := map[string]item{}
	for _, p := range a.phones {
		items, err := p.box.waiting()
		if err != nil {
			return nil, err
		}
		for _, it := range items {
			waiting[it.ID] = it
			t.left++
			a.truth.complain("left", "%s: %s %s is left: %s %s", p.name(), it.Kind, it.ID, it.Stopped, it.Trouble)
		}
	}
	var shown []shownPhoto
	for _, s := range a.truth.all() {
		t.items++
		t.kinds[s.Kind]++
		_, waits := waiting[s.ID]
		shown = append(shown, a.judge(t, s, held[s.ID], waits)...)
	}
	t.badhash += a.look(ctx, shown)
	for _, p := range a.phones {
		p.link.turn(tr.evening)
	}
	if err := a.sendAgain(ctx, t, held, tr.again); err != nil {
		return nil, err
	}
	t.badhash += len(a.truth.spoilt)
	t.partial += len(a.truth.partial)
	t.twice += len(a.truth.changed)
	t.silent += len(a.truth.silent)
	return t, ctx.Err()
}

// judge compares one record; what the server holds comes in rows. It returns the pictures that remain to be looked at.
func (a *arena) judge(t *tally, s *said, rows []row, waits bool) (shown []shownPhoto) {
	wrong := func(counter string, n *int, format string, args ...any) {
		*n++
		a.truth.complain(counter, "%s: %s %s %s", s.phone.name(), s.Kind, s.ID, fmt.Sprintf(format, args...))
	}
	if len(rows) > 1 || len(rows) == 1 && rows[0].ID != s.ID {
		wrong("twice", &t.twice, "is there %d times", len(rows))
	}
	if len(rows) == 0 {
		if !waits {
			wrong("lost", &t.lost, "is neither on the server nor on the phone")
		}
		return nil
	}
	if waits {
		return nil
	}
	r := rows[0]
	var hashes []string
	missing := false
	for _, f := range r.Photos {
		hashes = append(hashes, f.SHA256)
		missing = missing || !f.Received
	}
	var taken []string
	for i, f := range s.Photos {
		taken = append(taken, f.SHA256)
		if i < len(r.Photos) && r.Photos[i].Received {
			shown = append(shown, shownPhoto{r.Photos[i].ID, f.Number, s})
		}
	}
	switch {
	case r.Content != s.content():
		wrong("lost", &t.lost, "says %s, was %s", r.Content, s.content())
	case !slices.Equal(hashes, taken):
		wrong("lost", &t.lost, "has %d photos, had %d", len(hashes), len(taken))
	case missing:
		wrong("partial", &t.partial, "counts as delivered without its photos")
	}
	if r.Events != 1 {
		wrong("twice", &t.twice, "has %d events", r.Events)
	}
	if r.Told != 0 {
		wrong("twice", &t.twice, "was told %d times too often", r.Told)
	}
	return shown
}

// row is what the server holds of a record.
type row struct {
	ID, Mark, Content string
	Events, Told      int
	Photos            []struct {
		ID, SHA256 string
		Received   bool
	}
}

// content is what row.Content should be.
func (s *said) content() string {
	if added := s.added(); added != "" {
		return added
	}
	at, _ := time.Parse(time.RFC3339Nano, s.Input["capturedAt"].(string)) // as capture wrote it
	part := []string{s.Input["enterpriseId"].(string), s.phone.person, fmt.Sprint(at.UnixMilli()), mark(s.ID)}
	if s.Kind == "CheckIn" {
		if p, ok := s.Input["position"].(map[string]any); ok {
			part = append(part, fmt.Sprintf("%.7f", p["lon"]), fmt.Sprintf("%.7f", p["lat"]))
		}
	} else {
		part = append(part, s.Input["visitId"].(string), s.Input["title"].(string), s.Input["category"].(string))
	}
	return strings.Join(part, " ")
}

// held is every record that phones of a harness have sent, by the mark in its text.
func (a *arena) held(ctx context.Context) (map[string][]row, error) {
	rows, err := a.stage.pool.Query(ctx, `
with photos as (
  select coalesce(event_id, visit_id, problem_id, held_id) as record, jsonb_agg(jsonb_build_object('ID', id, 'SHA256', sha256, 'Received', received_at is not null) order by position) as photos
    from photo group by 1
), records as (
  select v.id, v.note as text, concat_ws(' ', v.enterprise_id, v.person_id, round(extract(epoch from v.captured_at) * 1000)::bigint, v.note,
           st_x(v.raw_point)::numeric(12,7), st_y(v.raw_point)::numeric(12,7)) as content, 1 as events, 0 as told
    from visit v where v.note like '〔%'
  union all
  select p.id, p.description, concat_ws(' ', p.enterprise_id, p.reporter_id, round(extract(epoch from p.captured_at) * 1000)::bigint, p.description,
           p.visit_id, p.title, p.category),
         (select count(*) from problem_event e where e.problem_id = p.id),
         (select count(*) - count(distinct (n.person_id, n.kind)) from notice n where n.problem_id = p.id)
    from problem p where p.description like '〔%'
  union all
  select h.id, h.text, concat_ws(' ', h.enterprise_id, h.person_id, round(extract(epoch from h.captured_at) * 1000)::bigint, h.text,
           (h.content->'Position'->>'Lon')::numeric(12,7), (h.content->'Position'->>'Lat')::numeric(12,7), h.visit_id, h.title, h.content->>'Category'), 1, 0
    from held_record h where h.text like '〔%'
  union all
  select t.id, t.note, concat_ws(' ', t.kind, coalesce(t.dispatch_id, t.problem_id), t.actor_id, t.note), 1, 0 from problem_event t where t.note like '〔%'
  union all
  select l.id, l.text, concat_ws(' ', l.enterprise_id, l.day, l.person_id, l.text), 1, 0 from resident_log l where l.text like '〔%'
)
select r.id::text, substr(r.text, 2, 36) as mark, r.content, r.events::int, r.told::int, coalesce(f.photos, '[]') as photos
  from records r left join photos f on f.record = r.id`)
	if err != nil {
		return nil, err
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[row])
	by := map[string][]row{}
	for _, r := range all {
		by[r.Mark] = append(by[r.Mark], r)
	}
	return by, err
}

// shownPhoto is a photo that the server shows, and what it must show.
type shownPhoto struct {
	id     string
	number uint64
	of     *said
}

// look fetches pictures and counts those that are not what was taken.
func (a *arena) look(ctx context.Context, photos []shownPhoto) (bad int) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	next := make(chan shownPhoto)
	for i := range 4 {
		wg.Go(func() {
			for f := range next {
				answer, err := a.desks[i%len(a.desks)].send(ctx, http.MethodGet, "/photos/"+f.id, nil)
				var number uint64
				if err == nil {
					number, err = spelt(bytes.NewReader(answer.body))
				}
				if err != nil || number != f.number {
					mu.Lock()
					bad++
					mu.Unlock()
					a.truth.complain("badhash", "%s: photo %s of %s shows %x, not %x: %v", f.of.phone.name(), f.id, f.of.ID, number, f.number, err)
				}
			}
		})
	}
	for _, f := range photos {
		next <- f
	}
	close(next)
	wg.Wait()
	return bad
}
