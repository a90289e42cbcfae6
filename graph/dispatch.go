package graph

import (
	"context"

	"lianqi/server/problem"
)

func (m mutation) SignDispatch(ctx context.Context, in SignDispatchInput) (*SignDispatchPayload, error) {
	id, err := m.Problem.Sign(ctx, actor(ctx), in.DispatchID)
	errs, err := userErrors(err)
	return &SignDispatchPayload{Dispatch: row(in.DispatchID, errs), Problem: row(id, errs), UserErrors: errs}, err
}

func (m mutation) ReportProgress(ctx context.Context, in ReportProgressInput) (*ReportProgressPayload, error) {
	id, err := m.Problem.ReportProgress(ctx, actor(ctx), problem.ProgressInput{
		ID: in.ID, DispatchID: in.DispatchID, Note: in.Note, Photos: problemPhotos(in.Photos),
	})
	errs, err := userErrors(err)
	return &ReportProgressPayload{Problem: row(id, errs), Receipt: received(in.ID, errs), UserErrors: errs}, err
}

func (m mutation) RecordContact(ctx context.Context, in RecordContactInput) (*RecordContactPayload, error) {
	id, err := m.Problem.RecordContact(ctx, actor(ctx), problem.ContactInput{ID: in.ID, DispatchID: in.DispatchID, How: string(in.How), Note: in.Note})
	errs, err := userErrors(err)
	return &RecordContactPayload{Dispatch: row(in.DispatchID, errs), Problem: row(id, errs), UserErrors: errs}, err
}

func (m mutation) ReplyDispatch(ctx context.Context, in ReplyDispatchInput) (*ReplyDispatchPayload, error) {
	id, err := m.Problem.Reply(ctx, actor(ctx), problem.ReplyInput{
		ID: in.ID, DispatchID: in.DispatchID, Solved: in.Solved, Note: in.Note, Photos: problemPhotos(in.Photos),
		OverrideCoUnits: in.OverrideCoUnits, OverrideItems: in.OverrideSubItems,
	})
	errs, err := userErrors(err)
	return &ReplyDispatchPayload{Dispatch: row(in.DispatchID, errs), Problem: row(id, errs), Receipt: received(in.ID, errs), UserErrors: errs}, err
}

func (m mutation) RequestReturn(ctx context.Context, in RequestReturnInput) (*RequestReturnPayload, error) {
	id, err := m.Problem.RequestReturn(ctx, actor(ctx), problem.ReturnInput{
		ID: in.ID, DispatchID: in.DispatchID, ReasonCode: string(in.ReasonCode), Note: in.Note, Photos: problemPhotos(in.Photos),
	})
	errs, err := userErrors(err)
	return &RequestReturnPayload{Dispatch: row(in.DispatchID, errs), Problem: row(id, errs), UserErrors: errs}, err
}

func (m mutation) RuleOnReturn(ctx context.Context, in RuleOnReturnInput) (*RuleOnReturnPayload, error) {
	id, err := m.Problem.RuleOnReturn(ctx, actor(ctx), problem.Ruling{
		RequestID: in.ReturnRequestID, Approve: in.Approve, Note: in.Note,
	}, units(in.RedispatchTo))
	errs, err := userErrors(err)
	return &RuleOnReturnPayload{Problem: row(id, errs), UserErrors: errs}, err
}

func (m mutation) RequestExtension(ctx context.Context, in RequestExtensionInput) (*RequestExtensionPayload, error) {
	id, err := m.Problem.RequestExtension(ctx, actor(ctx), problem.ExtensionInput{
		ID: in.ID, DispatchID: in.DispatchID, NewDueOn: in.NewDueOn.Day(), Reason: in.Reason,
	})
	errs, err := userErrors(err)
	return &RequestExtensionPayload{Dispatch: row(in.DispatchID, errs), Problem: row(id, errs), UserErrors: errs}, err
}

func (m mutation) RuleOnExtension(ctx context.Context, in RuleOnExtensionInput) (*RuleOnExtensionPayload, error) {
	id, dispatchID, err := m.Problem.RuleOnExtension(ctx, actor(ctx), problem.Ruling{
		RequestID: in.ExtensionRequestID, Approve: in.Approve, Note: in.Note,
	})
	errs, err := userErrors(err)
	return &RuleOnExtensionPayload{Dispatch: row(dispatchID, errs), Problem: row(id, errs), UserErrors: errs}, err
}

func (m mutation) GrantExtension(ctx context.Context, in GrantExtensionInput) (*GrantExtensionPayload, error) {
	id, err := m.Problem.GrantExtension(ctx, actor(ctx), problem.ExtensionInput{
		ID: in.ID, DispatchID: in.DispatchID, NewDueOn: in.NewDueOn.Day(), Reason: in.Reason,
	})
	errs, err := userErrors(err)
	return &GrantExtensionPayload{Dispatch: row(in.DispatchID, errs), Problem: row(id, errs), UserErrors: errs}, err
}

func (m mutation) FinishSubItem(ctx context.Context, in FinishSubItemInput) (*FinishSubItemPayload, error) {
	id, err := m.Problem.FinishItem(ctx, actor(ctx), problem.FinishInput{ID: in.ID, SubItemID: in.SubItemID, Note: in.Note})
	errs, err := userErrors(err)
	return &FinishSubItemPayload{Problem: row(id, errs), UserErrors: errs}, err
}

func (m mutation) RequestLongTerm(ctx context.Context, in RequestLongTermInput) (*RequestLongTermPayload, error) {
	id, err := m.Problem.RequestLongTerm(ctx, actor(ctx), problem.LongTermInput{
		ID: in.ID, DispatchID: in.DispatchID, Reason: in.Reason, Plan: in.Plan, Until: in.Until.Day(),
	})
	errs, err := userErrors(err)
	return &RequestLongTermPayload{Problem: row(id, errs), UserErrors: errs}, err
}

func (m mutation) RuleOnLongTerm(ctx context.Context, in RuleOnLongTermInput) (*RuleOnLongTermPayload, error) {
	id, err := m.Problem.RuleOnLongTerm(ctx, actor(ctx), problem.Ruling{
		RequestID: in.LongTermRequestID, Approve: in.Approve, Note: in.Note,
	})
	errs, err := userErrors(err)
	return &RuleOnLongTermPayload{Problem: row(id, errs), UserErrors: errs}, err
}

func (m mutation) ResumeHandling(ctx context.Context, in ResumeHandlingInput) (*ResumeHandlingPayload, error) {
	id, err := m.Problem.Resume(ctx, actor(ctx), in.DispatchID, in.Note)
	errs, err := userErrors(err)
	return &ResumeHandlingPayload{Problem: row(id, errs), UserErrors: errs}, err
}
