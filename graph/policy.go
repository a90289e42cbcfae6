package graph

import (
	"context"

	"lianqi/server/policy"
)

func (m mutation) PublishPolicy(ctx context.Context, in PublishPolicyInput) (*PublishPolicyPayload, error) {
	id, err := m.Policy.Publish(ctx, actor(ctx), policy.PublishInput{ID: in.ID, DivisionCode: text(in.DivisionCode), Content: policyContent(in.Content)})
	errs, err := userErrors(err)
	return &PublishPolicyPayload{Policy: row(id, errs), UserErrors: errs}, err
}

func (m mutation) ChangePolicy(ctx context.Context, in ChangePolicyInput) (*ChangePolicyPayload, error) {
	id, err := m.Policy.Change(ctx, actor(ctx), policy.ChangeInput{PolicyID: in.PolicyID, ExpectedVersion: in.ExpectedVersion, Content: policyContent(in.Content)})
	errs, err := userErrors(err)
	return &ChangePolicyPayload{Policy: row(id, errs), UserErrors: errs}, err
}

func (m mutation) WithdrawPolicy(ctx context.Context, in WithdrawPolicyInput) (*WithdrawPolicyPayload, error) {
	id, err := m.Policy.Withdraw(ctx, actor(ctx), policy.WithdrawInput{PolicyID: in.PolicyID, ExpectedVersion: in.ExpectedVersion, Reason: in.Reason})
	errs, err := userErrors(err)
	return &WithdrawPolicyPayload{Policy: row(id, errs), UserErrors: errs}, err
}

func policyContent(in PolicyContentInput) policy.Content {
	c := policy.Content{
		Title: in.Title, Issuer: in.Issuer, DocumentNumber: text(in.DocumentNumber), IssuedOn: in.IssuedOn.Day(), ValidTo: day(in.ValidTo),
		Amount: text(in.Amount), ApplyMode: string(in.ApplyMode), Phone: text(in.Phone), URL: text(in.URL),
	}
	for _, s := range in.Sectors {
		c.Sectors = append(c.Sectors, string(s))
	}
	for _, k := range in.Clauses {
		c.Clauses = append(c.Clauses, policy.Clause{Heading: k.Heading, Text: k.Text, URL: text(k.URL)})
	}
	return c
}
