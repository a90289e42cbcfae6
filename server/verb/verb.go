// Package verb joins the stores of the nouns, which do not know each other, into everything that people can do.
package verb

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/assignment"
	"lianqi/server/batch"
	"lianqi/server/chain"
	"lianqi/server/deadline"
	"lianqi/server/document"
	"lianqi/server/enterprise"
	"lianqi/server/held"
	"lianqi/server/liaison"
	"lianqi/server/meeting"
	"lianqi/server/notice"
	"lianqi/server/organization"
	"lianqi/server/outbound"
	"lianqi/server/photo"
	"lianqi/server/policy"
	"lianqi/server/problem"
	"lianqi/server/reception"
	"lianqi/server/resident"
	"lianqi/server/sample"
	"lianqi/server/supervision"
	"lianqi/server/support"
	"lianqi/server/visit"
)

// Verbs are the stores.
type Verbs struct {
	Assignment  *assignment.Store
	Batch       *batch.Store
	Document    *document.Store
	Enterprise  *enterprise.Store
	Held        *held.Store
	Meeting     *meeting.Store
	Notice      *notice.Store
	Outbound    *outbound.Store
	Problem     *problem.Store
	Supervision *supervision.Store
	Visit       *visit.Store
	Sample      *sample.Store
	Reception   *reception.Store
	Chain       *chain.Store
	Liaison     *liaison.Store
	Support     *support.Store
	Resident    *resident.Store
	Policy      *policy.Store
}

// New joins the stores of a database; now is the clock by which everything is dated.
func New(pool *pgxpool.Pool, now func() time.Time) Verbs {
	problems := problem.New(pool, now, problem.Neighbours{
		Enterprise: enterprise.Sees,
		Announce: func(ctx context.Context, tx pgx.Tx, problemID, eventID, personID string, photos []problem.Photo) error {
			return photo.Announce(ctx, tx, photo.Of{ProblemID: problemID, EventID: eventID}, personID, announced(photos))
		},
		Late:   keeper,
		Hush:   notice.Hush,
		Raised: reception.Raised,
		Tell:   tell,
		Found: func(ctx context.Context, tx pgx.Tx, f problem.TaskForce, problemID, divisionCode string) error {
			return organization.Found(ctx, tx, organization.TaskForce{
				ID: f.ID, Name: f.Name, LeadID: f.LeadID, MemberIDs: f.MemberIDs, MeetingRule: f.MeetingRule,
				ProblemID: problemID, DivisionCode: divisionCode,
			})
		},
	})
	visits := visit.New(pool, now, enterprise.Sees,
		func(all *pgx.Batch, visitID, personID string, photos []visit.Photo) error {
			return photo.AnnounceIn(all, photo.Of{VisitID: visitID}, personID, announced(photos))
		}, keeper)
	return Verbs{
		Held:       held.New(pool, now, takers(visits, problems)),
		Assignment: assignment.New(pool, enterprise.Sees),
		Batch:      batch.New(pool, now, handOut(problems)),
		Document:   document.New(pool, now),
		Enterprise: enterprise.New(pool, now),
		Notice:     notice.New(pool, now),
		Outbound:   outbound.New(pool, now),
		Meeting: meeting.New(pool, now, meeting.Neighbours{
			Problem: problem.Sees, Overdue: problem.Overdue,
			Decide: func(ctx context.Context, tx pgx.Tx, actor access.Actor, all []meeting.Item) ([]string, error) {
				return problems.DecideAll(ctx, tx, actor, decisions(all, now()))
			},
		}),
		Supervision: supervision.New(pool, now, raised(problems)),
		Problem:     problems,
		Sample:      sample.New(pool, now, problem.Sees),
		Reception:   reception.New(pool, now),
		Visit:       visits,
		Chain:       chain.New(pool, now, enterprise.Sees),
		Liaison:     liaison.New(pool, now, liaison.Neighbours{Chain: chain.Sees, Enterprise: enterprise.Sees}),
		Support:     support.New(pool, now, enterprise.Sees),
		Resident:    resident.New(pool, now, enterprise.Sees),
		Policy:      policy.New(pool, now),
	}
}

// handOut is the triage of a batch's problems.
func handOut(problems *problem.Store) batch.HandOut {
	return func(ctx context.Context, tx pgx.Tx, actor access.Actor, level string, items []batch.Item) error {
		ids := make([]string, len(items))
		for i, item := range items {
			ids[i] = item.ProblemID
		}
		held, err := problems.Together(ctx, tx, ids)
		if err != nil {
			return err
		}
		for i, item := range items {
			in := problem.TriageInput{
				ProblemID: item.ProblemID, AnyVersion: item.ExpectedVersion == nil, Decision: problem.Accept,
				Complexity: deadline.Complexity(item.Complexity), Level: level, Note: item.Note,
			}
			if item.ExpectedVersion != nil {
				in.ExpectedVersion = *item.ExpectedVersion
			}
			for _, u := range item.Units {
				in.Units = append(in.Units, problem.Unit{OrganizationID: u.OrganizationID, Line: u.Line, Role: problem.Role(u.Role)})
			}
			if _, err := held.Triage(ctx, actor, in); err != nil {
				return batch.Under(err, i)
			}
		}
		return nil
	}
}

// announced are a noun's photos as package photo knows them.
func announced[P problem.Photo | visit.Photo](photos []P) []photo.Input {
	out := make([]photo.Input, len(photos))
	for i, p := range photos {
		out[i] = photo.Input(p)
	}
	return out
}

// decisions are a meeting's as package problem knows them; what came up there was captured at.
func decisions(all []meeting.Item, at time.Time) []problem.Decision {
	out := make([]problem.Decision, len(all))
	for i, d := range all {
		out[i] = problem.Decision{
			ProblemID: d.ProblemID, ExpectedVersion: d.ExpectedVersion, Text: d.Text, Route: d.Route,
			Complexity: deadline.Complexity(d.Complexity),
		}
		for _, u := range d.Units {
			out[i].Units = append(out[i].Units, problem.Unit{OrganizationID: u.OrganizationID, Line: u.Line, Role: problem.Role(u.Role)})
		}
		if n := d.New; n != nil {
			out[i].New = &problem.ReportInput{
				ID: n.ID, EnterpriseID: n.EnterpriseID, Title: n.Title, Description: n.Description, Category: n.Category, CapturedAt: at,
			}
		}
	}
	return out
}
