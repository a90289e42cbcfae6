package problem

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/deadline"
	"lianqi/server/fault"
	"lianqi/server/once"
)

// One-time links by which an enterprise scores without an account (扫码评价, E1).

// linkGrace is how long a link outlives the days that the firm has to score.
const linkGrace = 7 * 24 * time.Hour

// Link is what its issuer shows to the firm. Only a hash of the token is kept.
type Link struct {
	Token     string // 256 random bits, base64url
	ExpiresAt time.Time
}

// IssueLink returns a new link for the present round of a problem that waits for its score; the one before is worth nothing any more.
func (s *Store) IssueLink(ctx context.Context, actor access.Actor, problemID string) (link Link, err error) {
	var random [32]byte
	_, _ = rand.Read(random[:])
	link.Token = base64.RawURLEncoding.EncodeToString(random[:])
	_, err = s.act(ctx, actor, problemOf(problemID, nil), func(st *step) error {
		if err := Check(st.facts, IssueLink); err != nil {
			return err
		}
		clock, err := st.clock(ctx)
		if err != nil {
			return err
		}
		link.ExpiresAt = clock.policy.Add(st.at, clock.policy.AnswerDays, deadline.WorkingDay, clock.calendar).Add(linkGrace)
		_, err = st.tx.Exec(ctx, `
			-- name: RevokeLink
			update evaluation_link set revoked_at = $2 where problem_id = $1 and revoked_at is null and used_at is null`, st.ID, st.at)
		if err != nil {
			return fmt.Errorf("revoke the link before: %w", err)
		}
		_, err = st.tx.Exec(ctx, `
			-- name: IssueLink
			insert into evaluation_link (id, problem_id, round, token_hash, issued_by, issued_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)`,
			once.New(), st.ID, st.Round, hashOf(link.Token), actor.PersonID, st.at, link.ExpiresAt)
		if err != nil {
			return fmt.Errorf("issue the link: %w", err)
		}
		return st.move(ctx, IssueLink, "", happened{}, nil)
	})
	return link, err
}

// Asked is what a link's holder reads: of a confidential problem only its number, of a link that was used only that.
type Asked struct {
	Scored      bool        `json:"scored"`
	Number      string      `json:"number,omitempty"`
	Title       string      `json:"title,omitempty"`
	Description string      `json:"description,omitempty"`
	Demand      string      `json:"demand,omitempty"`
	OnSite      bool        `json:"onSite,omitempty"`
	Replies     []UnitReply `json:"replies,omitempty"`
}

// UnitReply is what a unit answered, the lead's first.
type UnitReply struct {
	Unit string `json:"unit"`
	Text string `json:"text"`
}

// errNoLink is the same for a link that never was, has expired, was replaced, or whose round is over.
var errNoLink = fault.New(fault.NotFound, "这个评价码无效或已过期，请向联企干部或联企办要一个新的。")

// ReadLink returns what the holder of a token is asked to score. NOT_FOUND unless it may still be used, or was.
func (s *Store) ReadLink(ctx context.Context, token string) (asked Asked, err error) {
	var text string
	err = db.InTx(ctx, s.db, func(tx pgx.Tx) error {
		return tx.QueryRow(ctx, `
		-- name: ReadLink
		select case when l.used_at is not null then json_build_object('scored', true)
		            when p.confidential then json_build_object('number', p.number)
		            else json_build_object('number', p.number, 'title', p.title, 'description', p.description, 'demand', coalesce(p.demand, ''),
		              'onSite', p.resolved_on_site and p.round = 1, 'replies', (
		                select coalesce(json_agg(json_build_object('unit', o.name, 'text', x.reply) order by x.role desc, x.replied_at), '[]')
		                  from dispatch x join organization o on o.id = x.organization_id
		                 where x.problem_id = p.id and x.round = l.round and x.reply is not null and x.status <> 'RETURNED')) end
		  from evaluation_link l join problem p on p.id = l.problem_id
		 where l.token_hash = $1
		   and (l.used_at is not null
		     or l.revoked_at is null and l.expires_at > $2 and l.round = p.round and p.status = 'AWAITING_EVALUATION')`,
			hashOf(token), s.now()).Scan(&text)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return asked, errNoLink
	}
	if err != nil {
		return asked, fmt.Errorf("read the link: %w", err)
	}
	return asked, json.Unmarshal([]byte(text), &asked)
}

// EvaluateByLink scores as Evaluate does, once, and returns where the problem went. The same score sent again: nothing happens; CONFLICT for
// another one. NOT_FOUND for a link that may not be used.
func (s *Store) EvaluateByLink(ctx context.Context, token string, in EvaluateInput) (went Status, err error) {
	if !in.Grade.Known() {
		return "", fault.At("grade", "请选一个满意程度。")
	}
	if in.Comment, err = said("comment", in.Comment, 0, 1000); err != nil {
		return "", err
	}
	firm := access.Actor{Role: access.EnterpriseContact} // speaks for the firm, and is nobody in particular
	err = db.InTx(ctx, s.db, func(tx pgx.Tx) error {
		return tx.QueryRow(ctx, `
			-- name: FindLink
			select p.id, p.enterprise_id from evaluation_link l join problem p on p.id = l.problem_id where l.token_hash = $1`,
			hashOf(token)).Scan(&in.ProblemID, &firm.EnterpriseID)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return "", errNoLink
	}
	if err != nil {
		return "", fmt.Errorf("find the link: %w", err)
	}
	_, err = s.act(ctx, firm, problemOf(in.ProblemID, nil), func(st *step) error {
		id, err := st.takeLink(ctx, token)
		if errors.Is(err, pgx.ErrNoRows) {
			went, err = st.scoredBy(ctx, token, in)
			return err
		}
		if err != nil {
			return fmt.Errorf("use the link: %w", err)
		}
		if err := st.score(ctx, in, id); err != nil {
			return err
		}
		went = st.facts.Status
		return nil
	})
	return went, err
}

// takeLink uses a link up and returns its id; pgx.ErrNoRows when it may not be used.
func (st *step) takeLink(ctx context.Context, token string) (id string, err error) {
	if st.facts.Status != AwaitingEvaluation {
		return "", pgx.ErrNoRows
	}
	err = st.tx.QueryRow(ctx, `
		-- name: UseLink
		update evaluation_link set used_at = $2
		 where token_hash = $1 and used_at is null and revoked_at is null and expires_at > $2 and round = $3 returning id`,
		hashOf(token), st.at, st.Round).Scan(&id)
	return id, err
}

// scoredBy returns where the problem went when this link gave this score before.
func (st *step) scoredBy(ctx context.Context, token string, in EvaluateInput) (went Status, err error) {
	var same bool
	err = st.tx.QueryRow(ctx, `
		-- name: ScoredByLink
		select u.solved = $2 and u.grade = $3 and coalesce(u.comment, '') = $4, t.to_status
		  from evaluation_link l
		  join evaluation u on u.link_id = l.id
		  join problem_event t on t.problem_id = u.problem_id and t.at = u.at and t.kind in ('EVALUATED', 'REDO')
		 where l.token_hash = $1`, hashOf(token), in.Solved, in.Grade, in.Comment).Scan(&same, &went)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return "", errNoLink
	case err != nil:
		return "", fmt.Errorf("read the score of the link: %w", err)
	case !same:
		return "", fault.New(fault.Conflict, "这个评价码已经用过了，一个码只评价一次。")
	}
	return went, nil
}

func hashOf(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}
