package graph

import (
	"context"

	"lianqi/server/held"
	"lianqi/server/plan"
)

func (m mutation) RuleOnHeldRecord(ctx context.Context, in RuleOnHeldRecordInput) (*RuleOnHeldRecordPayload, error) {
	errs, err := userErrors(m.Held.Rule(ctx, actor(ctx), held.RulingInput{ID: in.HeldRecordID, Approve: in.Approve, Note: text(in.Note)}))
	return &RuleOnHeldRecordPayload{HeldRecord: row(in.HeldRecordID, errs), UserErrors: errs}, err
}

// heldInstead is the record that was kept for review instead of what the payload is about.
func heldInstead(id string, errs []*UserError) *plan.Row {
	if id == "" || len(errs) == 0 || errs[0].Code != ErrorCodeWaitingForReview {
		return nil
	}
	return &plan.Row{ID: id}
}
