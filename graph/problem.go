package graph

import (
	"context"

	"lianqi/server/deadline"
	"lianqi/server/device"
	"lianqi/server/problem"
)

func (m mutation) ReportProblem(ctx context.Context, in ReportProblemInput) (*ReportProblemPayload, error) {
	id, err := m.Problem.Report(ctx, actor(ctx), problem.ReportInput{
		ID: in.ID, EnterpriseID: in.EnterpriseID, VisitID: text(in.VisitID), ReceptionID: text(in.ReceptionEventID),
		Title: in.Title, Description: in.Description,
		Demand: text(in.Demand), Category: string(in.Category), ResolvedOnSite: in.ResolvedOnSite, Confidential: in.Confidential,
		CapturedAt: in.CapturedAt, ClockLead: in.ClockLead, SeenLead: device.Of(ctx).Lead, Photos: problemPhotos(in.Photos),
	})
	errs, err := userErrors(err)
	return &ReportProblemPayload{Problem: row(id, errs), HeldRecord: heldInstead(id, errs), Receipt: received(in.ID, errs), UserErrors: understood(ctx, errs)}, err
}

// decisions are what TriageDecision and ReviewDecision mean in the state table.
var (
	triageAction = map[TriageDecision]problem.Action{
		TriageDecisionAccept: problem.Accept, TriageDecisionReject: problem.Reject,
		TriageDecisionReturnForInfo: problem.ReturnForInfo, TriageDecisionMerge: problem.Merge,
	}
	reviewAction = map[ReviewDecision]problem.Action{
		ReviewDecisionAccept: problem.AcceptReply, ReviewDecisionSendBack: problem.SendBack,
	}
)

func (m mutation) TriageProblem(ctx context.Context, in TriageProblemInput) (*TriageProblemPayload, error) {
	made, err := m.Problem.Triage(ctx, actor(ctx), problem.TriageInput{
		ProblemID: in.ProblemID, ExpectedVersion: in.ExpectedVersion, Decision: triageAction[in.Decision],
		Complexity: deadline.Complexity(named(in.Complexity)), Level: named(in.Level), Note: text(in.Note),
		Route: named(in.Route), RejectReason: named(in.RejectReason), TopicID: text(in.TopicID), MergeIntoID: text(in.MergeIntoID), Units: units(in.Dispatches), DryRun: in.DryRun,
	})
	errs, err := userErrors(err)
	p := &TriageProblemPayload{Problem: row(in.ProblemID, errs), UserErrors: errs}
	if in.DryRun {
		p.Preview = previews(made)
	}
	return p, err
}

func (m mutation) SupplementProblem(ctx context.Context, in SupplementProblemInput) (*SupplementProblemPayload, error) {
	id, err := m.Problem.Supplement(ctx, actor(ctx), problem.SupplementInput{
		ID: in.ID, ProblemID: in.ProblemID, Note: in.Note, Photos: problemPhotos(in.Photos),
	})
	errs, err := userErrors(err)
	return &SupplementProblemPayload{Problem: row(id, errs), Receipt: received(in.ID, errs), UserErrors: errs}, err
}

func (m mutation) WithdrawProblem(ctx context.Context, in WithdrawProblemInput) (*WithdrawProblemPayload, error) {
	errs, err := userErrors(m.Problem.Withdraw(ctx, actor(ctx), in.ProblemID, in.ExpectedVersion, in.Reason))
	return &WithdrawProblemPayload{Problem: row(in.ProblemID, errs), UserErrors: errs}, err
}

func (m mutation) ReviewReply(ctx context.Context, in ReviewReplyInput) (*ReviewReplyPayload, error) {
	errs, err := userErrors(m.Problem.ReviewReply(ctx, actor(ctx), problem.ReviewInput{
		ProblemID: in.ProblemID, ExpectedVersion: in.ExpectedVersion, Decision: reviewAction[in.Decision], Note: text(in.Note),
	}))
	return &ReviewReplyPayload{Problem: row(in.ProblemID, errs), UserErrors: errs}, err
}

func (m mutation) EvaluateProblem(ctx context.Context, in EvaluateProblemInput) (*EvaluateProblemPayload, error) {
	errs, err := userErrors(m.Problem.Evaluate(ctx, actor(ctx), problem.EvaluateInput{
		ProblemID: in.ProblemID, Solved: in.Solved, Grade: problem.Grade(in.Grade), Comment: text(in.Comment),
	}))
	return &EvaluateProblemPayload{Problem: row(in.ProblemID, errs), UserErrors: errs}, err
}

func (m mutation) IssueEvaluationLink(ctx context.Context, in IssueEvaluationLinkInput) (*IssueEvaluationLinkPayload, error) {
	link, err := m.Problem.IssueLink(ctx, actor(ctx), in.ProblemID)
	errs, err := userErrors(err)
	p := &IssueEvaluationLinkPayload{Problem: row(in.ProblemID, errs), UserErrors: errs}
	if p.Problem != nil {
		p.Link = &EvaluationLink{URL: m.PublicURL + "/e/" + link.Token, ExpiresAt: link.ExpiresAt}
	}
	return p, err
}

func (m mutation) RecordCallback(ctx context.Context, in RecordCallbackInput) (*RecordCallbackPayload, error) {
	errs, err := userErrors(m.Problem.RecordCallback(ctx, actor(ctx), problem.CallbackInput{
		ID: in.ID, ProblemID: in.ProblemID, SampleID: text(in.SampleID), How: string(in.How), Reached: in.Reached, Solved: in.Solved,
		Grade: problem.Grade(named(in.Grade)), SpokeWith: text(in.SpokeWith), Note: in.Note,
	}))
	return &RecordCallbackPayload{Callback: row(in.ID, errs), Problem: row(in.ProblemID, errs), UserErrors: errs}, err
}

func (m mutation) ReopenProblem(ctx context.Context, in ReopenProblemInput) (*ReopenProblemPayload, error) {
	errs, err := userErrors(m.Problem.Reopen(ctx, actor(ctx), in.ProblemID, in.ExpectedVersion, in.Reason))
	return &ReopenProblemPayload{Problem: row(in.ProblemID, errs), UserErrors: errs}, err
}

func (m mutation) SplitProblem(ctx context.Context, in SplitProblemInput) (*SplitProblemPayload, error) {
	items := make([]problem.Item, len(in.Items))
	for i, item := range in.Items {
		items[i] = problem.Item{Title: item.Title, OrganizationID: text(item.OrganizationID)}
	}
	id, err := m.Problem.Split(ctx, actor(ctx), problem.SplitInput{ID: in.ID, ProblemID: in.ProblemID, Items: items})
	errs, err := userErrors(err)
	return &SplitProblemPayload{Problem: row(id, errs), UserErrors: errs}, err
}

func (m mutation) SetConfidential(ctx context.Context, in SetConfidentialInput) (*SetConfidentialPayload, error) {
	errs, err := userErrors(m.Problem.SetConfidential(ctx, actor(ctx), problem.ConfidentialInput{
		ProblemID: in.ProblemID, ExpectedVersion: in.ExpectedVersion, Confidential: in.Confidential, Reason: in.Reason,
	}))
	return &SetConfidentialPayload{Problem: row(in.ProblemID, errs), UserErrors: errs}, err
}

func units(in []*DispatchInput) (out []problem.Unit) {
	for _, d := range in {
		out = append(out, problem.Unit{OrganizationID: d.OrganizationID, Line: string(d.Line), Role: problem.Role(d.Role)})
	}
	return out
}

func previews(in []problem.Preview) []*DispatchPreview {
	out := make([]*DispatchPreview, 0, len(in))
	for _, p := range in {
		out = append(out, &DispatchPreview{
			OrganizationID: p.OrganizationID, OrganizationName: p.OrganizationName, Line: DispatchLine(p.Line), Role: DispatchRole(p.Role),
			SignDueAt: p.SignDueAt, ContactDueAt: p.ContactDueAt, ProgressDueAt: p.ProgressDueAt, DueAt: p.DueAt, DueReason: p.DueReason,
		})
	}
	return out
}

func problemPhotos(in []*PhotoInput) (out []problem.Photo) {
	for _, p := range in {
		out = append(out, problem.Photo{SHA256: p.Sha256, Bytes: p.Bytes, TakenAt: p.TakenAt})
	}
	return out
}

func (m mutation) Instruct(ctx context.Context, in InstructInput) (*InstructPayload, error) {
	id, err := m.Problem.Instruct(ctx, actor(ctx), problem.InstructInput{ID: in.ID, ProblemID: in.ProblemID, Text: in.Text})
	errs, err := userErrors(err)
	return &InstructPayload{Problem: row(id, errs), UserErrors: errs}, err
}

func (m mutation) FormTaskForce(ctx context.Context, in FormTaskForceInput) (*FormTaskForcePayload, error) {
	id, err := m.Problem.FormTaskForce(ctx, actor(ctx), problem.FormTaskForceInput{
		TaskForce: problem.TaskForce{
			ID: in.ID, Name: in.Name, LeadID: in.LeadOrganizationID, MemberIDs: in.MemberIds, MeetingRule: text(in.MeetingRule),
		},
		ProblemID: in.ProblemID, ExpectedVersion: in.ExpectedVersion,
	})
	errs, err := userErrors(err)
	return &FormTaskForcePayload{TaskForce: row(in.ID, errs), Problem: row(id, errs), UserErrors: errs}, err
}
