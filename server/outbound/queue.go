package outbound

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/db"
)

const (
	tries = 14          // after which a message is given up: about a day
	lease = 2 * timeout // for which a message is left to the server that took it
	keep  = "interval '30 days'"
)

// Enqueue writes down what is to be sent of an event: to each channel of a unit or an area of which somebody was told of it, one message. What
// asks nobody to act waits to be counted in the channel's digest, and what is not urgent for the end of the night or of days off.
func Enqueue(ctx context.Context, tx pgx.Tx, eventID string) error {
	_, err := tx.Exec(ctx, `
		-- name: EnqueueOutbound
		insert into outbound_message (id, channel_id, event_id, payload, gathered, due_at, next_at)
		select distinct on (c.id) gen_random_uuid(), c.id, i.event_id,
		       jsonb_build_object('kind', i.kind, 'at', i.at, 'number', p.number, 'problemId', p.id,
		         'text', case when p.confidential then format('%s有新的进展，请登录查看。', p.number) else i.text end),
		       not i.urgent and not i.actionable,
		       case when i.urgent or i.actionable and not quiet_at(i.at, '20:00', '08:00', true) then i.at else digest_after(i.at, '08:00', true) end,
		       now()
		  from notice i
		  join problem p on p.id = i.problem_id
		  join person_role r on r.person_id = i.person_id
		  join outbound_channel c on c.enabled and (
		         c.organization_id = r.organization_id and r.role = 'DEPARTMENT_HANDLER'
		      or c.division_code = r.division_code and r.role in ('OFFICE', 'SUPERVISOR', 'LEADER')
		      or c.organization_id is null and c.division_code is null)
		 where i.event_id = $1
		 order by c.id, i.actionable desc, i.id
		on conflict do nothing`, eventID)
	if err != nil {
		return fmt.Errorf("write down what is to be sent: %w", err)
	}
	return nil
}

// Queue sends what was written down.
type Queue struct {
	pool   *pgxpool.Pool
	now    func() time.Time // the clock of the work; tries are timed by the computer's
	sender func(channel) Sender
	url    string // of this system, for links
}

// NewQueue returns the queue of a database. publicURL is where people reach this system; local allows receivers on this machine.
func NewQueue(pool *pgxpool.Pool, now func() time.Time, publicURL string, local bool) *Queue {
	client := newClient(local)
	return &Queue{pool: pool, now: now, url: publicURL, sender: func(c channel) Sender { return c.sender(client) }}
}

// Send counts what has gathered into digests and sends what is due now. Any number of servers may call it at any time: a message is taken by
// one, and a robot gets no more than 20 in a minute from all of them. An error says that the database did not answer; a receiver that does not is
// left alone for longer and longer.
func (q *Queue) Send(ctx context.Context) error {
	if err := q.gather(ctx); err != nil {
		return err
	}
	for {
		t, err := q.take(ctx)
		if err != nil || t == nil {
			return err
		}
		failed := q.sender(t.channel).Send(ctx, t.message)
		if failed != nil && ctx.Err() != nil {
			return ctx.Err() // the server stops; another takes the message when the lease has run out
		}
		if err := q.settle(ctx, t, failed); err != nil {
			return err
		}
	}
}

// gather writes a digest for each channel that has messages due that ask nobody to act.
func (q *Queue) gather(ctx context.Context) error {
	err := db.InTx(ctx, q.pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `
			-- name: GatherOutbound
			with due as (
			  select m.id, m.channel_id, m.payload from outbound_message m
			   where m.done_at is null and m.gathered and m.next_at <= now() and m.due_at <= $1 for update skip locked
			), done as (
			  update outbound_message m set done_at = now() from due where m.id = due.id
			)
			insert into outbound_message (id, channel_id, payload, gathered, due_at, next_at)
			select gen_random_uuid(), channel_id, jsonb_build_object('kind', 'DIGEST', 'at', $1::timestamptz,
			         'text', format('有 %s 条新消息，涉及 %s 个问题，请登录查看。', count(*), count(distinct payload ->> 'problemId'))), false, $1, now()
			  from due group by channel_id`, q.now())
		return err
	})
	if err != nil {
		return fmt.Errorf("gather outbound messages: %w", err)
	}
	return nil
}

// taken is a message that this server has to send.
type taken struct {
	channel channel
	message Message
	tries   int
}

// take leaves the oldest message that may go now to this server for a while; nil when there is none.
func (q *Queue) take(ctx context.Context) (t *taken, err error) {
	err = db.InTx(ctx, q.pool, func(tx pgx.Tx) error {
		t = &taken{}
		var problemID *string
		err := tx.QueryRow(ctx, `
			-- name: TakeOutbound
			with next as (
			  select m.id, m.channel_id
			    from outbound_message m join outbound_channel c on c.id = m.channel_id
			   where m.done_at is null and not m.gathered and m.next_at <= now() and m.due_at <= $1 and c.enabled and c.rest_until <= now()
			     and (c.kind not in ('WECOM', 'DINGTALK') or cardinality(c.recent) < $2 or c.recent[1] <= now() - $3::interval)
			   order by m.due_at, m.id limit 1 for update skip locked
			), counted as (
			  update outbound_channel c set recent = (c.recent || now())[cardinality(c.recent) + 2 - $2 :] from next where c.id = next.channel_id
			  returning c.*
			)
			update outbound_message m set tries = m.tries + 1, next_at = now() + $4::interval
			  from next, counted c where m.id = next.id
			returning m.id, m.tries, coalesce(m.payload ->> 'kind', ''), (m.payload ->> 'at')::timestamptz, m.payload ->> 'text', coalesce(m.payload ->> 'number', ''),
			          m.payload ->> 'problemId', c.id, c.kind, c.name, c.url, c.secret`,
			q.now(), perMinute, window, lease).Scan(&t.message.ID, &t.tries, &t.message.Kind, &t.message.At, &t.message.Text, &t.message.Number,
			&problemID, &t.channel.ID, &t.channel.Kind, &t.channel.Name, &t.channel.URL, &t.channel.Secret)
		if errors.Is(err, pgx.ErrNoRows) {
			t = nil
			return nil
		}
		if err != nil {
			return err
		}
		t.message.Text, t.message.URL = withoutPhones(t.message.Text), q.url+"/inbox"
		if problemID != nil {
			t.message.URL = q.url + "/problems/" + *problemID
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("take an outbound message: %w", err)
	}
	return t, nil
}

// settle notes what came of a try.
func (q *Queue) settle(ctx context.Context, t *taken, failed error) error {
	ctx = context.WithoutCancel(ctx)
	if failed == nil {
		_, err := q.pool.Exec(ctx, "-- name: OutboundSent\nupdate outbound_message set done_at = now(), failure = null where id = $1", t.message.ID)
		return err
	}
	wait := min(time.Hour*2, 5*time.Second<<min(t.tries, 12))
	var later *Later
	if errors.As(failed, &later) {
		wait = max(wait, later.After)
	}
	giveUp := errors.Is(failed, ErrRefused) || t.tries >= tries
	_, err := q.pool.Exec(ctx, `
		-- name: OutboundFailed
		with rest as (
		  update outbound_channel set rest_until = now() + $3::interval where id = $5 and not $4
		)
		update outbound_message set failure = left($2, 500), next_at = now() + $3::interval, done_at = case when $4 then now() end where id = $1`,
		t.message.ID, because(failed), wait, giveUp, t.channel.ID)
	return err
}

// Sweep deletes messages that were done 30 days ago; to be called now and then.
func (q *Queue) Sweep(ctx context.Context) error {
	if _, err := q.pool.Exec(ctx, "-- name: SweepOutbound\ndelete from outbound_message where done_at < now() - "+keep); err != nil {
		return fmt.Errorf("sweep outbound messages: %w", err)
	}
	return nil
}
