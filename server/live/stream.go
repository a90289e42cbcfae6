package live

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"lianqi/server/access"
	"lianqi/server/fault"
)

const (
	beat     = 20 * time.Second // between signs of life, so that nothing on the way closes a quiet stream
	patience = 10 * time.Second // for a reader to take an event
)

// stream is one browser that listens.
type stream struct {
	hub   *Hub
	actor access.Actor
	woken chan struct{} // holds at most one wish to look
	once  sync.Once
	ended chan struct{}
}

// cut ends the stream; the browser may come back as whoever it is then.
func (s *stream) cut() { s.once.Do(func() { close(s.ended) }) }

func (s *stream) wake() {
	select {
	case s.woken <- struct{}{}:
	default:
	}
}

// ServeHTTP streams to the reader's browser: event "notices", of which data is a News and the id is where the stream stands. It begins with the
// notices since Last-Event-ID (or ?after=, for a browser that begins anew), or with none and the unread count. It ends when the session
// ends, when the reader's role changes, when an event is not taken within 10 s and when the server stops; `retry` spreads those who come
// back over some seconds.
//
// 401 for nobody, 403 for an application, 429 when the person has too many streams.
func (h *Hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	actor, err := access.Need(r.Context())
	if err != nil {
		fault.Respond(w, r, err)
		return
	}
	s, err := h.join(r.Context(), actor)
	if err != nil {
		fault.Respond(w, r, err)
		return
	}
	defer h.leave(s)
	after := r.Header.Get("Last-Event-ID")
	if after == "" {
		after = r.URL.Query().Get("after")
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no") // a proxy must not wait for more
	if err := s.send(r.Context(), w, after); err != nil && r.Context().Err() == nil {
		slog.DebugContext(r.Context(), "live: a stream ended", "error", err)
	}
}

// send writes events until the stream ends; the error says why when something failed.
func (s *stream) send(ctx context.Context, w http.ResponseWriter, after string) error {
	out := http.NewResponseController(w)
	write := func(format string, args ...any) error {
		if err := out.SetWriteDeadline(time.Now().Add(patience)); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, format, args...); err != nil {
			return err
		}
		return out.Flush()
	}
	if err := write("retry: %d\n\n", 2_000+rand.IntN(8_000)); err != nil {
		return err
	}
	beats := time.NewTicker(beat)
	defer beats.Stop()
	s.wake()
	for unread := -1; ; {
		select {
		case <-ctx.Done():
			return nil
		case <-s.ended:
			return nil
		case <-s.hub.closing:
			return nil
		case <-beats.C:
			if err := write(":\n\n"); err != nil {
				return err
			}
			continue
		case <-s.woken:
		}
		news, at, err := s.hub.since(ctx, s.actor, after)
		if err != nil {
			return err
		}
		after = at
		if len(news.Notices) == 0 && news.UnreadCount == unread && !news.More && news.Digest == nil {
			continue
		}
		unread = news.UnreadCount
		data, err := json.Marshal(news)
		if err != nil {
			return err
		}
		if err := write("event: notices\nid: %s\ndata: %s\n\n", at, data); err != nil {
			return err
		}
	}
}
