package problem

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/arrival"
	"lianqi/server/db"
	"lianqi/server/deadline"
	"lianqi/server/fault"
	"lianqi/server/once"
	"lianqi/server/plan"
)

// ReportInput is a problem as it was captured.
type ReportInput struct {
	ID             string // the client's own UUID
	EnterpriseID   string
	VisitID        string // the check-in on which it was found; "" when there was none
	ReceptionID    string `json:",omitempty"` // the reception event at which it was raised; "" when there was none
	Title          string // 2 to 60 characters
	Description    string // 2 to 4000 characters
	Demand         string // at most 1000 characters
	Category       string // of ProblemCategory
	ResolvedOnSite bool   // needs a photo, or the firm itself (R8)
	Confidential   bool
	CapturedAt     time.Time // by the phone's clock
	ClockLead      *int      `json:",omitempty"` // seconds by which that was ahead, as the phone knew at capture; nil when it did not
	SeenLead       *int      `json:"-"`          // the same as seen when it was sent; no part of what was captured
	Photos         []Photo   // at most 9
}

// channels is how a problem comes in by who reports it (1C).
var channels = map[access.Role]string{
	access.LinkCadre:         "VISIT",
	access.ResidentCadre:     "RESIDENT",
	access.EnterpriseContact: "SELF_REPORT",
	access.Supervisor:        "SUPERVISION",
	access.Leader:            "LEADER_RESEARCH",
	access.Office:            "UPPER_LEVEL",
}

// sentBefore is the query of once.Again: the report as a problem, or as it was held.
const sentBefore = `select reporter_id, content_hash from problem where id = $1
	union all select person_id, content_hash from held_record where id = $1`

// Report records a problem and returns its id. NOT_FOUND when the enterprise or the event is not the actor's to see, or the visit not the
// actor's own at that enterprise; FORBIDDEN for handlers, administrators and applications; CONFLICT for the same id with other content;
// WAITING_FOR_REVIEW, with the id, when the actor's link to the enterprise ended before it arrived, or its visit is held: then it is held.
func (s *Store) Report(ctx context.Context, actor access.Actor, in ReportInput) (string, error) {
	if err := in.clean(actor); err != nil {
		return "", err
	}
	held := false
	err := db.InTx(ctx, s.db, func(tx pgx.Tx) error {
		hash := once.Hash("reportProblem", in)
		again, err := once.Again(ctx, tx, sentBefore, in.ID, actor.PersonID, hash)
		if err != nil {
			return err
		}
		if again {
			held, err = s.Late.Held(ctx, tx, in.ID)
			return err
		}
		st := &step{Store: s, tx: tx, at: s.now().UTC().Truncate(time.Microsecond), actor: actor}
		r := report{ReportInput: in, lead: arrival.Lead(in.CapturedAt, in.ClockLead, in.SeenLead, st.at), hash: hash, sees: s.Enterprise}
		err = st.report(ctx, r)
		if r.couldBeHeld(err) {
			refused := err
			if held, err = st.hold(ctx, r); err == nil && !held {
				err = refused
			}
		}
		return err
	})
	switch {
	case err != nil:
		return "", err
	case held:
		return in.ID, arrival.Waiting()
	}
	return in.ID, nil
}

// report is a problem that has arrived.
type report struct {
	ReportInput
	lead      *int
	hash      []byte
	sees      plan.Rule // who may report of an enterprise e
	announced bool      // its photos are
}

// couldBeHeld tells a refusal for want of a right from what is wrong with the report itself.
func (r report) couldBeHeld(err error) bool {
	f := fault.As(err)
	return f != nil && (f.Code == fault.NotFound || f.Code == fault.Forbidden) && (f.Field == nil || f == errNoVisit)
}

func (st *step) hold(ctx context.Context, r report) (bool, error) {
	return st.Late.Hold(ctx, st.tx, st.actor, arrival.Record{
		Kind: arrival.Report, ID: r.ID, EnterpriseID: r.EnterpriseID, VisitID: r.VisitID, Title: r.Title, Text: r.Description,
		Content: r.ReportInput, Hash: r.hash, CapturedAt: r.CapturedAt, Lead: r.lead, ReceivedAt: st.at, Photos: len(r.Photos),
	})
}

// Take reports a problem that was held, as it was captured and whoever is linked to the enterprise now; without its visit when that was
// declined. It is dated by this moment, so that no deadline has passed meanwhile.
func (s *Store) Take(ctx context.Context, tx pgx.Tx, author access.Actor, in ReportInput, hash []byte, lead *int) error {
	if err := in.clean(author); err != nil {
		return err
	}
	if in.VisitID != "" {
		err := tx.QueryRow(ctx, "select coalesce((select id::text from visit where id = $1 and person_id = $2), '')", in.VisitID, author.PersonID).Scan(&in.VisitID)
		if err != nil {
			return fmt.Errorf("find the visit: %w", err)
		}
	}
	st := &step{Store: s, tx: tx, at: s.now().UTC().Truncate(time.Microsecond), actor: author}
	return st.report(ctx, report{ReportInput: in, lead: lead, hash: hash, sees: plan.Everyone, announced: true})
}

// clean brings equal inputs to one form and refuses what the actor cannot have meant.
func (in *ReportInput) clean(actor access.Actor) (err error) {
	if in.ID, err = once.ID(in.ID); err != nil {
		return err
	}
	var ok bool
	if in.EnterpriseID, ok = once.Canonical(in.EnterpriseID); !ok {
		return fault.Missing("家企业")
	}
	if in.VisitID != "" {
		if in.VisitID, ok = once.Canonical(in.VisitID); !ok {
			return errNoVisit
		}
	}
	if canonical, ok := once.Canonical(in.ReceptionID); ok {
		in.ReceptionID = canonical
	}
	if in.Title, err = said("title", in.Title, 2, 60); err != nil {
		return err
	}
	if in.Description, err = said("description", in.Description, 2, 4000); err != nil {
		return err
	}
	if in.Demand, err = said("demand", in.Demand, 0, 1000); err != nil {
		return err
	}
	if in.ResolvedOnSite && len(in.Photos) == 0 && actor.Role != access.EnterpriseContact {
		return fault.At("photos", "现场解决的问题，请至少附一张照片，或请企业自己填报。")
	}
	in.CapturedAt = in.CapturedAt.UTC()
	in.Photos = cleanPhotos(in.Photos)
	return nil
}

func cleanPhotos(photos []Photo) []Photo {
	out := []Photo{}
	for _, f := range photos {
		if f.TakenAt != nil {
			utc := f.TakenAt.UTC()
			f.TakenAt = &utc
		}
		out = append(out, f)
	}
	return out
}

var errNoVisit = &fault.Fault{Code: fault.NotFound, Field: []string{"visitId"}, Message: "没有找到您在这家企业的这次走访。请先发送走访记录。"}

func (st *step) report(ctx context.Context, in report) error {
	args := []any{in.EnterpriseID}
	visible := see(in.sees, st.actor, &args)
	var name string
	var park *string
	err := st.tx.QueryRow(ctx, "-- name: EnterpriseOfReport\nselect e.division_code, e.park_id, e.name from enterprise e where e.id = $1 and "+visible,
		args...).Scan(&st.DivisionCode, &park, &name)
	if errors.Is(err, pgx.ErrNoRows) {
		return fault.Missing("家企业")
	} else if err != nil {
		return fmt.Errorf("find the enterprise: %w", err)
	}
	channel, reports := channels[st.actor.Role]
	st.facts = Facts{Status: Draft, Reporter: reports && st.actor.Role != access.EnterpriseContact, Enterprise: st.actor.Role == access.EnterpriseContact}
	to, kind, err := st.facts.Take(Report, "")
	if err != nil {
		return err
	}
	if in.VisitID != "" {
		var own bool
		err := st.tx.QueryRow(ctx, "select exists (select from visit where id = $1 and person_id = $2 and enterprise_id = $3)",
			in.VisitID, st.actor.PersonID, in.EnterpriseID).Scan(&own)
		if err != nil {
			return fmt.Errorf("find the visit: %w", err)
		}
		if !own {
			return errNoVisit
		}
	}
	if in.ReceptionID != "" {
		if channel, err = st.Raised(ctx, st.tx, st.actor, in.ReceptionID, in.EnterpriseID); err != nil {
			return err
		}
	}
	number, err := st.number(ctx)
	if err != nil {
		return err
	}
	_, err = st.tx.Exec(ctx, `
		-- name: ReportProblem
		insert into problem (id, number, enterprise_id, division_code, park_id, visit_id, reporter_id, channel, title, description, demand, category,
		                     level, confidential, resolved_on_site, status, captured_at, submitted_at, photos_expected, content_hash, search_text, reception_event_id, clock_lead, campaign_id)
		values ($1, $2, $3, $4, $5, nullif($6, '')::uuid, $7, $8, $9, $10, nullif($11, ''), $12, 'COUNTY', $13, $14, $15, $16, $17, $18, $19, lower($20), nullif($21, '')::uuid, $22,
		        (select g.id from campaign g where $4 >= area_from(g.division_code) and $4 < area_to(g.division_code)
		            and ($17::timestamptz at time zone 'Asia/Shanghai')::date between g.starts_on and coalesce(g.ends_on, 'infinity')
		          order by length(area_from(g.division_code)) desc, g.starts_on desc, g.id limit 1))`,
		in.ID, number, in.EnterpriseID, st.DivisionCode, park, in.VisitID, st.actor.PersonID, channel, in.Title, in.Description, in.Demand, in.Category,
		in.Confidential, in.ResolvedOnSite, to, in.CapturedAt, st.at, len(in.Photos), in.hash, number+" "+in.Title+" "+name, in.ReceptionID, in.lead)
	if err != nil {
		return fmt.Errorf("report the problem: %w", err)
	}
	if len(in.Photos) > 0 && !in.announced {
		if err := st.Announce(ctx, st.tx, in.ID, "", st.actor.PersonID, in.Photos); err != nil {
			return err
		}
	}
	st.ID, st.Version, st.facts.Status = in.ID, 1, to
	if err := st.record(ctx, nil, to, kind, happened{clientAt: &in.CapturedAt, quiet: in.ResolvedOnSite}); err != nil {
		return err
	}
	if !in.ResolvedOnSite {
		return nil
	}
	return st.move(ctx, SolveOnSite, "", happened{clientAt: &in.CapturedAt},
		change{"accepted_at": st.at, "solved": true, "evaluation_asked_at": st.at, "resolution_route": "ON_SITE"})
}

// number is the next of the division's year, such as 430502-2026-00017.
func (st *step) number(ctx context.Context) (string, error) {
	year, n := st.at.In(deadline.Zone).Year(), 0
	err := st.tx.QueryRow(ctx, `
		-- name: NextProblemNumber
		insert into problem_number as t (division_code, year, last) values ($1, $2, 1)
		    on conflict (division_code, year) do update set last = t.last + 1
		returning last`, st.DivisionCode, year).Scan(&n)
	if err != nil {
		return "", fmt.Errorf("number the problem: %w", err)
	}
	return fmt.Sprintf("%s-%d-%05d", st.DivisionCode, year, n), nil
}

// SupplementInput is what the office asked for.
type SupplementInput struct {
	ID        string // the client's own UUID, of the event
	ProblemID string
	Note      string // 1 to 4000 characters
	Photos    []Photo
}

// Supplement adds what was missing and returns the problem's id.
func (s *Store) Supplement(ctx context.Context, actor access.Actor, in SupplementInput) (string, error) {
	err := cleanEvent(&in.ID, &in.ProblemID, &in.Note, &in.Photos)
	if err != nil {
		return "", err
	}
	hash := once.Hash("supplementProblem", in)
	return s.act(ctx, actor, problemOf(in.ProblemID, nil).as(in.ID, eventAgain, hash), func(st *step) error {
		return st.move(ctx, Supplement, "", happened{id: in.ID, hash: hash, note: in.Note, photos: in.Photos}, nil)
	})
}

// cleanEvent brings the input of a create that is an event to one form.
func cleanEvent(id, about, note *string, photos *[]Photo) (err error) {
	if err := cleanIDs(id, about); err != nil {
		return err
	}
	if *note, err = said("note", *note, 1, 4000); err != nil {
		return err
	}
	*photos = cleanPhotos(*photos)
	return nil
}

// cleanIDs brings a client's own id, and that of what it is about, to one form.
func cleanIDs(id, about *string) (err error) {
	if *id, err = once.ID(*id); err != nil {
		return err
	}
	if canonical, ok := once.Canonical(*about); ok {
		*about = canonical
	}
	return nil
}

// Withdraw takes a problem back: the firm, or before it was handed out whoever reported it.
func (s *Store) Withdraw(ctx context.Context, actor access.Actor, problemID string, version int, reason string) error {
	reason, err := said("reason", reason, 1, 1000)
	if err != nil {
		return err
	}
	_, err = s.act(ctx, actor, problemOf(problemID, &version), func(st *step) error {
		if err := st.turnAll(ctx, Withdraw, ""); err != nil {
			return err
		}
		if err := st.lapse(ctx, ""); err != nil {
			return err
		}
		return st.move(ctx, Withdraw, "", happened{note: reason}, nil)
	})
	return err
}
