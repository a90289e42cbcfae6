package photo

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/fault"
	"lianqi/server/plan"
)

// ServePhoto answers GET /photos/{id} and, at most 480 px, /photos/{id}?size=thumb: always a JPEG that this server made.
// 404 unless the reader may see the photo and its bytes are here.
func (s *Store) ServePhoto(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	id, err := uuid.Parse(r.PathValue("id"))
	size := r.URL.Query().Get("size")
	if err != nil || size != full && size != thumb {
		fault.Respond(w, r, fault.Missing("张照片"))
		return
	}
	a := access.From(r.Context())
	args := []any{id}
	var personID, sha256 string
	err = s.pool.QueryRow(r.Context(), `-- name: PhotoFind
select f.person_id::text, f.sha256 from photo f where f.id = $1 and f.received_at is not null and `+
		plan.See(s.sees, plan.Actor{Role: a.RoleName(), Values: a.Values()}, &args), args...).Scan(&personID, &sha256)
	if errors.Is(err, pgx.ErrNoRows) {
		fault.Respond(w, r, fault.Missing("张照片"))
		return
	}
	if err != nil {
		fault.Respond(w, r, fmt.Errorf("find the photo: %w", err))
		return
	}
	picture, err := s.blobs.Open(r.Context(), blobName(personID, sha256, size))
	if err != nil {
		fault.Respond(w, r, fmt.Errorf("open the picture of photo %s: %w", id, err))
		return
	}
	defer picture.Close()
	h.Set("Content-Type", "image/jpeg")
	h.Set("Cache-Control", "private, max-age=3600")
	h.Set("Vary", "Cookie")
	h.Set("ETag", `"`+sha256[:32]+size+`"`)
	r.Header.Del("Range") // pictures are small, and the answer to a bad range would lose the headers above
	http.ServeContent(w, r, "", time.Time{}, picture)
}
