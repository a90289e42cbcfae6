package graph

import (
	"context"

	"lianqi/server/meeting"
)

func (m mutation) PlanMeeting(ctx context.Context, in PlanMeetingInput) (*PlanMeetingPayload, error) {
	plan := meeting.PlanInput{
		ID: in.ID, Head: meeting.Head{Kind: string(in.Kind), Title: in.Title, HeldAt: in.HeldAt, Host: text(in.Host)}, ProblemIDs: in.ProblemIds,
	}
	if f := in.Filter; f != nil {
		plan.Filter = &meeting.Filter{DivisionCode: f.DivisionCode, Level: named(f.Level), Route: named(f.Route), Overdue: f.Overdue}
		for _, c := range f.Category {
			plan.Filter.Categories = append(plan.Filter.Categories, string(c))
		}
	}
	id, err := m.Meeting.Plan(ctx, actor(ctx), plan)
	errs, err := userErrors(err)
	return &PlanMeetingPayload{Meeting: row(id, errs), UserErrors: errs}, err
}

func (m mutation) ArrangeAgenda(ctx context.Context, in ArrangeAgendaInput) (*ArrangeAgendaPayload, error) {
	errs, err := userErrors(m.Meeting.Arrange(ctx, actor(ctx), in.MeetingID, in.ProblemIds))
	return &ArrangeAgendaPayload{Meeting: row(in.MeetingID, errs), UserErrors: errs}, err
}

func (m mutation) DecideAtMeeting(ctx context.Context, in DecideAtMeetingInput) (*DecideAtMeetingPayload, error) {
	held := meeting.DecideInput{ID: in.ID, Head: meeting.Head{
		Kind: string(in.Kind), Title: in.Title, HeldAt: in.HeldAt, Host: text(in.Host), Minutes: text(in.Minutes),
	}}
	for _, d := range in.Decisions {
		held.Decisions = append(held.Decisions, decided(d))
	}
	id, err := m.Meeting.Decide(ctx, actor(ctx), held)
	errs, err := userErrors(err)
	return &DecideAtMeetingPayload{Meeting: row(id, errs), UserErrors: errs}, err
}

func decided(d *DecisionInput) meeting.Item {
	item := meeting.Item{
		ProblemID: text(d.ProblemID), ExpectedVersion: d.ExpectedVersion, Text: d.Text, Route: named(d.Route),
		Complexity: named(d.Complexity), DueOn: day(d.DueOn),
	}
	for _, u := range d.Dispatches {
		item.Units = append(item.Units, meeting.Unit{OrganizationID: u.OrganizationID, Line: string(u.Line), Role: string(u.Role)})
	}
	if n := d.NewProblem; n != nil {
		item.New = &meeting.NewProblem{
			ID: n.ID, EnterpriseID: n.EnterpriseID, Title: n.Title, Description: n.Description, Category: string(n.Category),
		}
	}
	return item
}

func (m mutation) CompleteDecision(ctx context.Context, in CompleteDecisionInput) (*CompleteDecisionPayload, error) {
	id, err := m.Meeting.Complete(ctx, actor(ctx), in.DecisionID, in.Note)
	errs, err := userErrors(err)
	return &CompleteDecisionPayload{Decision: row(id, errs), UserErrors: errs}, err
}
