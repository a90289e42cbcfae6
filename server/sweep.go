package main

import (
	"context"
	"errors"
	"time"

	"lianqi/server/notice"
	"lianqi/server/photo"
	"lianqi/server/session"
)

// sweep clears away sessions, failed sign-ins, half-sent photos and digests that have run out, now and each hour, until ctx is done.
func (p *Program) sweep(ctx context.Context, sessions *session.Store, photos *photo.Store, notices *notice.Store) {
	for {
		now := time.Now()
		if err := errors.Join(sessions.Sweep(ctx, now), photos.Sweep(now), notices.Sweep(ctx)); err != nil && ctx.Err() == nil {
			p.Log.Error("sweep failed", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Hour):
		}
	}
}
