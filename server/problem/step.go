package problem

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/deadline"
	"lianqi/server/fault"
	"lianqi/server/once"
)

// step is a problem on its way through one transaction: locked, seen by the actor, with what the rules ask.
type step struct {
	*Store
	tx    pgx.Tx
	at    time.Time
	actor access.Actor
	facts Facts
	problem
	dispatches []*dispatch // all rounds, the newest first
}

// problem has the columns that the verbs decide by.
type problem struct {
	ID              string
	EnterpriseID    string
	DivisionCode    string
	Version         int
	Round           int
	Confidential    bool
	Level           string
	DueAt           *time.Time
	WarnAt          *time.Time
	Pressed         OrderKind // the highest order of this round; "" for none
	Complexity      *deadline.Complexity
	PolicyCode      string
	AssignedByLevel *string // that handed it down; nil before
	Led             bool
}

// dispatch is one unit's part.
type dispatch struct {
	ID             string
	OrganizationID string
	Round          int
	Line           string
	Role           Role
	Status         DispatchStatus
	DispatchedAt   time.Time
	DueAt, WarnAt  time.Time
	DueReason      string
	SignDueAt      *time.Time
	FirstDueAt     time.Time // when it was handed out
	SignedAt       *time.Time
	ContactDueAt   *time.Time
	ContactedAt    *time.Time
	ProgressDueAt  *time.Time
	ProgressedAt   *time.Time
	RepliedAt      *time.Time
}

// lock waits for the problem's row and reads what is true of it after that; pgx.ErrNoRows when the actor may not see it.
func (s *Store) lock(ctx context.Context, tx pgx.Tx, actor access.Actor, id string) (*step, error) {
	st := &step{Store: s, tx: tx, at: s.now().UTC().Truncate(time.Microsecond), actor: actor}
	args := []any{id}
	visible := "true"
	if actor.Role != access.System {
		visible = see(Sees, actor, &args)
	}
	if err := tx.QueryRow(ctx, "-- name: LockProblem\nselect p.id from problem p where p.id = $1 and "+visible+" for update of p", args...).Scan(&id); err != nil {
		return nil, err
	}
	return st, st.read(ctx, id)
}

// read takes the facts, the columns and the dispatches as they are now.
func (st *step) read(ctx context.Context, id string) error {
	args := []any{id, st.at}
	facts := see(func(string) string { return factsAt("$2::timestamptz") }, st.actor, &args)
	rows, err := st.tx.Query(ctx, `
		-- name: ProblemToMove
		select p.id, p.enterprise_id, p.division_code, p.version, p.round, p.confidential, p.level, p.due_at, p.warn_at, p.complexity, p.assigned_by_level,
		       coalesce(p.escalation_level, '') as pressed, `+led+` as led,
		       `+policyCode+` as policy_code,
		       `+facts+` as facts
		  from problem p where p.id = $1`, args...)
	if err != nil {
		return fmt.Errorf("read the problem: %w", err)
	}
	got, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[struct {
		problem
		Facts string
	}])
	if err != nil {
		return fmt.Errorf("read the problem: %w", err)
	}
	st.problem, st.facts = got.problem, ParseFacts(got.Facts)
	rows, err = st.tx.Query(ctx, `
		-- name: DispatchesToMove
		select id, organization_id, round, line, role, status, dispatched_at, due_at, warn_at, due_reason, first_due_at, sign_due_at, signed_at,
		       contact_due_at, contacted_at, progress_due_at, progressed_at, replied_at
		  from dispatch where problem_id = $1 order by round desc, role desc, dispatched_at, id`, id)
	if err != nil {
		return fmt.Errorf("read the dispatches: %w", err)
	}
	if st.dispatches, err = pgx.CollectRows(rows, pgx.RowToAddrOfStructByName[dispatch]); err != nil {
		return fmt.Errorf("read the dispatches: %w", err)
	}
	return nil
}

// narrow lets the rules look at one dispatch of the problem alone, and returns it.
func (st *step) narrow(dispatchID string) *dispatch {
	dispatchID, _ = once.Canonical(dispatchID)
	st.facts.Dispatches = slices.DeleteFunc(st.facts.Dispatches, func(f DispatchFact) bool { return f.ID != dispatchID })
	i := slices.IndexFunc(st.dispatches, func(d *dispatch) bool { return d.ID == dispatchID })
	return st.dispatches[i]
}

// active are the dispatches that somebody still works on.
func (st *step) active() (out []*dispatch) {
	for _, d := range st.dispatches {
		if !d.Status.Final() {
			out = append(out, d)
		}
	}
	return out
}

// happened is what an event says beside the transition.
type happened struct {
	id       string     // of a create; else made here
	hash     []byte     // of a create
	note     string     // in the actor's words
	dispatch string     // that it is about
	clientAt *time.Time // by the client's clock
	photos   []Photo
	quiet    bool // nobody is told: another step follows at once
}

// change is what an UPDATE sets beside the status, by column.
type change map[string]any

// move takes the problem where the table says, with one event and one version, tells whom it concerns, and does what rules force after it. The errors of Facts.Take.
func (st *step) move(ctx context.Context, action Action, outcome Outcome, h happened, set change) error {
	to, kind, err := st.facts.Take(action, outcome)
	if err != nil {
		return err
	}
	from := st.facts.Status
	set = with(set, change{"status": to, "version": st.Version + 1})
	if err := update(ctx, st.tx, "problem", st.ID, set); err != nil {
		return err
	}
	st.facts.Status = to
	st.Version++
	if err := st.record(ctx, &from, to, kind, h); err != nil {
		return err
	}
	return st.follow(ctx, kind, from)
}

// bySystem has the system go on with the problem, in the same transaction.
func (st *step) bySystem(does func(*step) error) error {
	system := *st
	system.actor = access.Actor{Role: access.System}
	system.facts = Facts{Status: st.facts.Status, System: true}
	err := does(&system)
	st.Version = system.Version
	return err
}

// record writes an event.
func (st *step) record(ctx context.Context, from *Status, to Status, kind EventKind, h happened) error {
	if h.id == "" {
		h.id = once.New()
	}
	organization := given(st.actor.OrganizationID)
	_, err := st.tx.Exec(ctx, `
		-- name: RecordEvent
		insert into problem_event (id, problem_id, version, kind, actor_id, actor_role, organization_id, dispatch_id, from_status, to_status,
		                           note, client_at, at, photos_expected, content_hash)
		values ($1, $2, $3, $4, $5, $6, $7, nullif($8, '')::uuid, $9, $10, nullif($11, ''), $12, $13, $14, $15)`,
		h.id, st.ID, st.Version, kind, given(st.actor.PersonID), st.actor.Role, organization, h.dispatch, from, to,
		h.note, h.clientAt, st.at, len(h.photos), h.hash)
	if err != nil {
		return fmt.Errorf("record %s: %w", kind, err)
	}
	if len(h.photos) > 0 {
		if err := st.Announce(ctx, st.tx, st.ID, h.id, st.actor.PersonID, h.photos); err != nil {
			return err
		}
	}
	if h.quiet {
		return nil
	}
	return st.Tell(ctx, st.tx, h.id)
}

// given is an id as a column holds it; "" is null.
func given(id string) *string {
	if id == "" {
		return nil
	}
	return &id
}

// turn takes a dispatch where the table says; one that the action does not touch stays.
func (st *step) turn(ctx context.Context, d *dispatch, action Action, outcome Outcome, set change) error {
	to, ok := NextDispatch(d.Status, action, outcome)
	if !ok {
		return nil
	}
	d.Status = to
	return update(ctx, st.tx, "dispatch", d.ID, with(set, change{"status": to}))
}

// turnAll turns every active dispatch.
func (st *step) turnAll(ctx context.Context, action Action, outcome Outcome) error {
	for _, d := range st.active() {
		if err := st.turn(ctx, d, action, outcome, nil); err != nil {
			return err
		}
	}
	return nil
}

// lapse ends requests that nobody ruled on: of one dispatch, or with "" of all.
func (st *step) lapse(ctx context.Context, dispatchID string) error {
	_, err := st.tx.Exec(ctx, `
		-- name: LapseRequests
		update handling_request set status = 'LAPSED'
		 where problem_id = $1 and status = 'PENDING' and ($2 = '' or dispatch_id::text = $2)`, st.ID, dispatchID)
	if err != nil {
		return fmt.Errorf("lapse the requests: %w", err)
	}
	return nil
}

// update sets columns of one row. Column names are ours, values are parameters.
func update(ctx context.Context, tx pgx.Tx, table, id string, set change) error {
	args, parts := []any{id}, []string{}
	for _, column := range slices.Sorted(maps.Keys(set)) {
		args = append(args, set[column])
		parts = append(parts, fmt.Sprintf("%s = $%d", column, len(args)))
	}
	if _, err := tx.Exec(ctx, "update "+table+" set "+strings.Join(parts, ", ")+" where id = $1", args...); err != nil {
		return fmt.Errorf("change the %s: %w", table, err)
	}
	return nil
}

func with(a, b change) change {
	out := change{}
	maps.Copy(out, a)
	maps.Copy(out, b)
	return out
}

// said is a text as people meant it; the errors of fault.Said.
var said = fault.Said
