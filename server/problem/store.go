// Package problem is about problems (问题): what an enterprise needs solved, from report to closure (6.2).
//
// state.go holds, as two tables, how a problem and its dispatches may move; allowed.go asks the tables, facts.go reads from the database
// what they ask about. A verb (report.go, triage.go, handle.go, request.go with request_kind.go, close.go) is one transaction opened by Store.act, and moves the
// problem by step.move, the only writer of its status, version and events. handout.go chooses units, clock.go dates them; read.go and
// read_parts.go say who sees what.
package problem

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/arrival"
	"lianqi/server/db"
	"lianqi/server/fault"
	"lianqi/server/once"
	"lianqi/server/plan"
)

// Neighbours are what the verbs need of other nouns.
type Neighbours struct {
	Enterprise plan.Rule // who may see an enterprise e
	// Announce keeps which photos a problem, or one of its events (else ""), will have.
	Announce func(ctx context.Context, tx pgx.Tx, problemID, eventID, personID string, photos []Photo) error
	// Late keeps reports that came after their author's link to the enterprise had ended.
	Late arrival.Holder
	// Hush takes the title of a problem that became confidential out of what people were told.
	Hush func(ctx context.Context, tx pgx.Tx, problemID string) error
	// Raised returns the channel of a problem that an enterprise raised at a reception event; NOT_FOUND, FORBIDDEN or INVALID when the
	// actor cannot say so.
	Raised func(ctx context.Context, tx pgx.Tx, actor access.Actor, receptionEventID, enterpriseID string) (string, error)
	// Tell informs the persons whom an event concerns (R10).
	Tell func(ctx context.Context, tx pgx.Tx, eventID string) error
	// Found makes the organization of an ad-hoc task force for a problem, in a division.
	Found func(ctx context.Context, tx pgx.Tx, of TaskForce, problemID, divisionCode string) error
}

// Photo is a picture that a person says they will upload.
type Photo struct {
	SHA256  string     // of the bytes, 64 lower-case hex digits
	Bytes   int        // their number
	TakenAt *time.Time // by the phone's clock; nil when it does not say
}

// Store changes problems. Every verb is one transaction, takes the actor first, and moves the problem only as Transitions say, with one
// event and one version for each step (R1).
//
// Its errors are faults: NOT_FOUND for what the actor may not see, FORBIDDEN or CONFLICT by Check, STALE when the version is not the
// expected one, INVALID for an input. On any error nothing is changed.
type Store struct {
	db  db.Beginner
	now func() time.Time
	Neighbours
}

// New returns the store; now is the clock by which everything is dated.
func New(pool *pgxpool.Pool, now func() time.Time, n Neighbours) *Store {
	return &Store{db: pool, now: now, Neighbours: n}
}

// Together returns the store whose verbs are parts of tx, at one moment: what they do to several problems is done together, or not at all
// when tx is rolled back. It first waits for those problems in one order, so that two such transactions do not wait for each other; an id
// that names no problem is left to the verbs to refuse.
func (s *Store) Together(ctx context.Context, tx pgx.Tx, problemIDs []string) (*Store, error) {
	ids := []string{}
	for _, id := range problemIDs {
		if id, ok := once.Canonical(id); ok {
			ids = append(ids, id)
		}
	}
	if _, err := tx.Exec(ctx, "-- name: LockProblems\nselect id from problem where id = any($1::uuid[]) order by id for update", ids); err != nil {
		return nil, fmt.Errorf("wait for the problems: %w", err)
	}
	at := s.now()
	return &Store{db: tx, now: func() time.Time { return at }, Neighbours: s.Neighbours}, nil
}

// subject is which problem a verb is about, and how it was sent.
type subject struct {
	noun, query, id string // query takes the id, of what people call noun, and returns the problem's
	version         *int   // expectedVersion, where the verb has one
	sent            *sent  // of a create
}

// sent is a create by its author's own id.
type sent struct {
	id, query string // query is that of once.Again
	hash      []byte
}

func problemOf(id string, version *int) subject {
	return subject{noun: "件问题", query: "select id from problem where id = $1", id: id, version: version}
}

func dispatchOf(id string) subject {
	return subject{noun: "次交办", query: "select problem_id from dispatch where id = $1", id: id}
}

func requestOf(id string, kind RequestKind) subject {
	return subject{noun: "项申请", query: "select problem_id from handling_request where kind = '" + string(kind) + "' and id = $1", id: id}
}

// as makes the subject's verb a create; event is the query of once.Again for a record that is an event.
func (s subject) as(id, query string, hash []byte) subject {
	s.sent = &sent{id: id, query: query, hash: hash}
	return s
}

const eventAgain = "select coalesce(actor_id::text, ''), content_hash from problem_event where id = $1"

// act opens the transaction of a verb, locks the problem, sees that the actor may see it and knows its version, and runs body. It
// returns the problem's id, with an error, too, once it is known that the actor sees it. A create that was made before returns without body.
func (s *Store) act(ctx context.Context, actor access.Actor, about subject, body func(*step) error) (problemID string, err error) {
	id, ok := once.Canonical(about.id)
	if !ok {
		return "", fault.Missing(about.noun)
	}
	seen := false
	err = db.InTx(ctx, s.db, func(tx pgx.Tx) error {
		err := tx.QueryRow(ctx, about.query, id).Scan(&problemID)
		if errors.Is(err, pgx.ErrNoRows) {
			return fault.Missing(about.noun)
		} else if err != nil {
			return fmt.Errorf("find the problem: %w", err)
		}
		if about.sent != nil {
			again, err := once.Again(ctx, tx, about.sent.query, about.sent.id, actor.PersonID, about.sent.hash)
			if err != nil || again {
				return err
			}
		}
		st, err := s.lock(ctx, tx, actor, problemID)
		if errors.Is(err, pgx.ErrNoRows) {
			return fault.Missing(about.noun)
		} else if err != nil {
			return err
		}
		seen = true
		if about.version != nil && *about.version != st.Version {
			return fault.New(fault.Stale, "别人刚改过这件问题，请刷新后再操作。")
		}
		return body(st)
	})
	if err != nil && !seen {
		return "", err
	}
	return problemID, err
}

// see is a rule as SQL for the actor; it appends what it needs to args.
func see(rule plan.Rule, actor access.Actor, args *[]any) string {
	return plan.See(rule, plan.Actor{Role: actor.RoleName(), Values: actor.Values()}, args)
}
