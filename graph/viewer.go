package graph

import (
	"context"
	"time"

	"lianqi/server/notice"
)

func (m mutation) ReadNotices(ctx context.Context, in ReadNoticesInput) (*ReadNoticesPayload, error) {
	errs, err := userErrors(m.Notice.Read(ctx, actor(ctx), in.UpToID))
	return &ReadNoticesPayload{Viewer: row(actor(ctx).PersonID, errs), UserErrors: errs}, err
}

func (m mutation) SetNoticePreference(ctx context.Context, in SetNoticePreferenceInput) (*SetNoticePreferencePayload, error) {
	errs, err := userErrors(m.Notice.SetPreference(ctx, actor(ctx), notice.Preference(in)))
	return &SetNoticePreferencePayload{Viewer: row(actor(ctx).PersonID, errs), UserErrors: errs}, err
}

func (m mutation) EndSession(ctx context.Context, in EndSessionInput) (*EndSessionPayload, error) {
	errs, err := userErrors(m.Session.EndOwn(ctx, actor(ctx), in.SessionID, time.Now()))
	return &EndSessionPayload{Ended: len(errs) == 0, UserErrors: errs}, err
}
