package graph

import (
	"context"

	"lianqi/server/reception"
)

func (m mutation) SaveReceptionEvent(ctx context.Context, in SaveReceptionEventInput) (*SaveReceptionEventPayload, error) {
	id, err := m.Reception.Save(ctx, actor(ctx), reception.Input{
		ID: in.ID, Kind: string(in.Kind), Title: in.Title, DivisionCode: text(in.DivisionCode), StartsAt: in.StartsAt, Place: in.Place, Host: in.Host,
	})
	errs, err := userErrors(err)
	return &SaveReceptionEventPayload{ReceptionEvent: row(id, errs), UserErrors: errs}, err
}

func (m mutation) SettleReceptionEvent(ctx context.Context, in SettleReceptionEventInput) (*SettleReceptionEventPayload, error) {
	id, err := m.Reception.Settle(ctx, actor(ctx), reception.SettleInput{
		EventID: in.ReceptionEventID, Outcome: reception.Outcome(in.Outcome), MoveTo: in.StartsAt, Note: text(in.Note),
	})
	errs, err := userErrors(err)
	return &SettleReceptionEventPayload{ReceptionEvent: row(id, errs), UserErrors: errs}, err
}

func (m mutation) SignUpForReception(ctx context.Context, in SignUpForReceptionInput) (*SignUpForReceptionPayload, error) {
	id, err := m.Reception.SignUp(ctx, actor(ctx), reception.SignUpInput{ID: in.ID, EventID: in.ReceptionEventID, Question: in.Question})
	errs, err := userErrors(err)
	return &SignUpForReceptionPayload{SignUp: row(id, errs), UserErrors: errs}, err
}

func (m mutation) WithdrawFromReception(ctx context.Context, in WithdrawFromReceptionInput) (*WithdrawFromReceptionPayload, error) {
	id, err := m.Reception.Withdraw(ctx, actor(ctx), in.SignUpID)
	errs, err := userErrors(err)
	return &WithdrawFromReceptionPayload{SignUp: row(id, errs), UserErrors: errs}, err
}
