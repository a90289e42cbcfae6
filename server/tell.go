package main

import (
	"context"
	"time"

	"lianqi/server/notice"
)

// tellEvery is how long what has fallen due may wait to be said.
const tellEvery = 15 * time.Second

// tell says what was held until now, again and again until ctx is done.
func (p *Program) tell(ctx context.Context, notices *notice.Store) {
	for {
		if err := notices.Digest(ctx); err != nil && ctx.Err() == nil {
			p.Log.Error("digests were not written", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(tellEvery):
		}
	}
}
