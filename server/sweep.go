package main

import (
	"context"
	"errors"
	"time"

	"lianqi/server/notice"
	"lianqi/server/photo"
	"lianqi/server/session"
)

// sweep clears away sessions, failed sign-ins, half-sent and unwanted photos and digests that have run out, and says which pictures are missing, now and
// each hour, until ctx is done. Each hour, but not at once, it also reminds the authors of records whose photos have not come: phones that waited for
// a server that was down are heard first.
func (p *Program) sweep(ctx context.Context, sessions *session.Store, photos *photo.Store, notices *notice.Store) {
	for {
		now := time.Now()
		swept, err := photos.Sweep(ctx, now)
		if err := errors.Join(sessions.Sweep(ctx, now), err, notices.Sweep(ctx)); err != nil && ctx.Err() == nil {
			p.Log.Error("sweep failed", "error", err)
		}
		if swept.Orphans > 0 {
			p.Log.Info("photos that no record announced were forgotten", "photos", swept.Orphans)
		}
		if swept.Missing > 0 {
			p.Log.Error("pictures are missing that were kept: restore them from the backup", "photos", swept.Missing)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Hour):
		}
		if err := notices.RemindOfPhotos(ctx); err != nil && ctx.Err() == nil {
			p.Log.Error("nobody was reminded of missing photos", "error", err)
		}
	}
}
