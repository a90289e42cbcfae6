package main

import (
	"context"
	"time"
)

// tellEvery is how long what has fallen due may wait to be said or sent.
const tellEvery = 5 * time.Second

// every calls say now and again and again until ctx is done; trouble is logged, and the next time is another chance.
func (p *Program) every(ctx context.Context, pause time.Duration, what string, say func(context.Context) error) {
	for {
		if err := say(ctx); err != nil && ctx.Err() == nil {
			p.Log.Error(what, "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
	}
}
