package problem

import (
	"context"
	"strconv"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/deadline"
	"lianqi/server/fault"
	"lianqi/server/once"
)

// Decision is what a meeting decided on one problem, which is reported by it where it is new (D7, D10, D17).
type Decision struct {
	ProblemID       string
	New             *ReportInput // instead of ProblemID
	ExpectedVersion *int         // nil for whatever it is
	Text            string       // 1 to 4000 characters
	Route           string       // of ResolutionRoute; "" leaves it as it is
	Complexity      deadline.Complexity
	Units           []Unit // hands it out, or again when no unit leads any more; empty to record the decision alone
}

// DecideAll does within tx what a meeting decided, and returns the ids of the problems in the order of the decisions. A fault names the
// decision at fault, as decisions.2.text.
func (s *Store) DecideAll(ctx context.Context, tx pgx.Tx, actor access.Actor, all []Decision) ([]string, error) {
	var ids []string
	for _, d := range all {
		ids = append(ids, d.ProblemID)
	}
	s, err := s.Together(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	for i, d := range all {
		if d.New != nil {
			ids[i], err = s.Report(ctx, actor, *d.New)
			d.ProblemID = ids[i]
		}
		if err == nil {
			ids[i], err = s.Decide(ctx, actor, d)
		}
		if f := fault.As(err); f != nil {
			return nil, &fault.Fault{Code: f.Code, Field: append([]string{"decisions", strconv.Itoa(i)}, f.Field...), Message: f.Message}
		} else if err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// Decide records what a meeting decided on a problem, and hands it out where the decision says to whom; it returns the problem's id.
func (s *Store) Decide(ctx context.Context, actor access.Actor, in Decision) (string, error) {
	text, err := said("text", in.Text, 1, 4000)
	if err != nil {
		return "", err
	}
	return s.act(ctx, actor, problemOf(in.ProblemID, in.ExpectedVersion), func(st *step) error {
		hands := len(in.Units) > 0
		if err := st.move(ctx, Decide, "", happened{note: text, quiet: hands}, routed(in.Route)); err != nil || !hands {
			return err
		}
		_, err := st.accept(ctx, TriageInput{Complexity: in.Complexity, Units: in.Units})
		return err
	})
}

// InstructInput is a leader's word on a problem (批示).
type InstructInput struct {
	ID        string // the client's own UUID, of the event
	ProblemID string
	Text      string // 1 to 4000 characters
}

// Instruct tells the office and the lead unit what a leader wants done, and returns the problem's id.
func (s *Store) Instruct(ctx context.Context, actor access.Actor, in InstructInput) (string, error) {
	var none []Photo
	if err := cleanEvent(&in.ID, &in.ProblemID, &in.Text, &none); err != nil {
		return "", renamed(err, "note", "text")
	}
	hash := once.Hash("instruct", in)
	return s.act(ctx, actor, problemOf(in.ProblemID, nil).as(in.ID, eventAgain, hash), func(st *step) error {
		return st.move(ctx, Instruct, "", happened{id: in.ID, hash: hash, note: in.Text}, nil)
	})
}

// renamed is a fault at another field than the one it was found at.
func renamed(err error, from, to string) error {
	if f := fault.As(err); f != nil && len(f.Field) == 1 && f.Field[0] == from {
		return fault.At(to, "%s", f.Message)
	}
	return err
}

// TaskForce is an ad-hoc task force for one problem (工作专班, D9).
type TaskForce struct {
	ID          string // the client's own UUID, of the organization and of the event
	Name        string // 2 to 60 characters
	LeadID      string // the department that leads it, whose handlers work for it
	MemberIDs   []string
	MeetingRule string // how often it meets, in words, at most 500 characters; "" when it is not said
}

// FormTaskForceInput makes a task force and hands a problem to it.
type FormTaskForceInput struct {
	TaskForce
	ProblemID       string
	ExpectedVersion int
}

// FormTaskForce makes a task force and hands the problem to it on the functional line, and returns the problem's id: as the lead where no
// unit leads, else as a co-unit.
func (s *Store) FormTaskForce(ctx context.Context, actor access.Actor, in FormTaskForceInput) (id string, err error) {
	if in.ID, err = once.ID(in.ID); err != nil {
		return "", err
	}
	if in.Name, err = said("name", in.Name, 2, 60); err != nil {
		return "", err
	}
	if in.MeetingRule, err = said("meetingRule", in.MeetingRule, 0, 500); err != nil {
		return "", err
	}
	hash := once.Hash("formTaskForce", in)
	return s.act(ctx, actor, problemOf(in.ProblemID, &in.ExpectedVersion).as(in.ID, eventAgain, hash), func(st *step) error {
		if err := Check(st.facts, FormTaskForce); err != nil {
			return err
		}
		if err := st.Found(ctx, st.tx, in.TaskForce, st.ID, actor.DivisionCode); err != nil {
			return err
		}
		unit := Unit{OrganizationID: in.ID, Line: "FUNCTIONAL", Role: Co}
		if st.facts.NoLead {
			unit.Role = Lead
		}
		units, err := st.units(ctx, "problemId", []Unit{unit}, st.facts.NoLead)
		if err != nil {
			return err
		}
		_, err = st.give(ctx, FormTaskForce, units, TriageInput{Route: "TASK_FORCE"}, happened{id: in.ID, hash: hash, note: in.Name})
		return err
	})
}
