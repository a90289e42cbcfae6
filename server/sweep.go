package main

import (
	"context"
	"time"

	"lianqi/server/session"
)

// sweep clears away sessions and failed sign-ins that have run out, now and each hour, until ctx is done.
func (p *Program) sweep(ctx context.Context, sessions *session.Store) {
	for {
		if err := sessions.Sweep(ctx, time.Now()); err != nil && ctx.Err() == nil {
			p.Log.Error("sweep failed", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Hour):
		}
	}
}
