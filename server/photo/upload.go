package photo

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"syscall"
	"time"

	"lianqi/server/access"
	"lianqi/server/fault"
)

const (
	maxChunk   = 1 << 20          // bytes of one PATCH
	chunkTime  = 60 * time.Second // for its body to arrive
	finishTime = 30 * time.Second // for the last one's pictures to be made
	chunkType  = "application/offset+octet-stream"

	statusChecksumMismatch = 460 // of tus
)

// ServeUpload answers HEAD and PATCH /uploads/{sha256}, shaped as tus 1.0: the phone asks how many bytes are here and goes
// on from there.
//
// HEAD is 200 with Upload-Offset (and, when the photo is here whole, Upload-Length), or 404. PATCH takes Upload-Offset,
// Upload-Length and at most 1 MiB of application/offset+octet-stream; it is 204 with the new Upload-Offset, 409 with the
// right one, 423 while another request, also of another server on the same folder, sends the same photo, 460 when the bytes are not those of the hash (they are
// forgotten, begin again), 400 or 413 when they are no picture that we take (also forgotten), 429 beyond 500 a day, 507 when there is no space.
func (s *Store) ServeUpload(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	a, err := access.Need(r.Context())
	if err == nil && a.PersonID == "" {
		err = fault.New(fault.Forbidden, "应用不能上传照片。")
	}
	sha := r.PathValue("sha256")
	if err == nil && !shaShape.MatchString(sha) {
		err = fault.New(fault.Invalid, "地址中应为 64 位小写十六进制的 SHA-256。")
	}
	if err != nil {
		fault.Respond(w, r, err)
		return
	}
	switch r.Method {
	case http.MethodHead:
		s.head(w, r, a.PersonID, sha)
	case http.MethodPatch:
		s.patch(w, r, a.PersonID, sha)
	default:
		w.Header().Set("Allow", "HEAD, PATCH")
		fault.RespondStatus(w, http.StatusMethodNotAllowed, fault.New(fault.Invalid, "这里只接受 HEAD 和 PATCH。"))
	}
}

func (s *Store) head(w http.ResponseWriter, r *http.Request, personID, sha string) {
	held, whole, err := s.held(r.Context(), personID, sha)
	switch {
	case err != nil:
		fault.Respond(w, r, err)
	case held == 0:
		fault.Respond(w, r, fault.Missing("张照片"))
	default:
		offset(w, held)
		if whole {
			w.Header().Set("Upload-Length", strconv.Itoa(held))
		}
		w.WriteHeader(http.StatusOK)
	}
}

// held is how many bytes of a photo are here, and whether they are all of it.
func (s *Store) held(ctx context.Context, personID, sha string) (n int, whole bool, err error) {
	if n, err = s.arrived(ctx, personID, sha); err != nil || n > 0 {
		return n, err == nil, err
	}
	n, err = s.partials.size(personID, sha)
	return n, false, err
}

func (s *Store) patch(w http.ResponseWriter, r *http.Request, personID, sha string) {
	if r.Header.Get("Content-Type") != chunkType {
		fault.RespondStatus(w, http.StatusUnsupportedMediaType, fault.New(fault.Invalid, "只接受 %s。", chunkType))
		return
	}
	from, errFrom := strconv.Atoi(r.Header.Get("Upload-Offset"))
	length, errLength := strconv.Atoi(r.Header.Get("Upload-Length"))
	switch {
	case errFrom != nil || errLength != nil || from < 0 || length < 0:
		fault.Respond(w, r, fault.New(fault.Invalid, "缺少 Upload-Offset 或 Upload-Length。"))
		return
	case length == 0:
		fault.Respond(w, r, fault.New(fault.Invalid, "照片是空的（0 字节），请重新拍摄。"))
		return
	case length > maxBytes:
		fault.Respond(w, r, fault.New(fault.TooLarge, "照片太大，最多 10 MiB。"))
		return
	}
	release, ok := s.partials.take(personID, sha)
	if !ok {
		fault.RespondStatus(w, http.StatusLocked, errBusy)
		return
	}
	defer release()
	held, err := s.add(w, r, upload{personID, sha, from, length})
	var elsewhere *wrongOffset
	switch {
	case errors.Is(err, errBusy):
		fault.RespondStatus(w, http.StatusLocked, errBusy)
	case errors.Is(err, syscall.ENOSPC):
		slog.ErrorContext(r.Context(), "no space for photos", "error", err)
		w.Header().Set("Retry-After", "60")
		fault.RespondStatus(w, http.StatusInsufficientStorage, fault.New(fault.TooMany, "服务器存照片的空间满了，照片还在手机上，稍后会自动重试。"))
	case errors.As(err, &elsewhere):
		offset(w, elsewhere.held)
		fault.RespondStatus(w, http.StatusConflict, fault.New(fault.Conflict, "应从第 %d 字节继续。", elsewhere.held))
	case errors.Is(err, errMismatch):
		fault.RespondStatus(w, statusChecksumMismatch, errMismatch)
	case err != nil:
		fault.Respond(w, r, err)
	default:
		offset(w, held)
		w.WriteHeader(http.StatusNoContent)
	}
}

func offset(w http.ResponseWriter, held int) { w.Header().Set("Upload-Offset", strconv.Itoa(held)) }

// wrongOffset says that the bytes were not those that come next.
type wrongOffset struct{ held int }

func (e *wrongOffset) Error() string { return fmt.Sprintf("continue at %d", e.held) }

var (
	errMismatch = fault.New(fault.Invalid, "照片在传输中损坏，请重新上传。")
	errBusy     = fault.New(fault.TooMany, "这张照片正在上传，请稍候。")
)

// upload is what a PATCH says.
type upload struct {
	personID, sha256 string
	from, length     int
}

// add takes a request's bytes and returns how many are here then.
func (s *Store) add(w http.ResponseWriter, r *http.Request, u upload) (int, error) {
	ctx, now := r.Context(), time.Now()
	held, whole, err := s.held(ctx, u.personID, u.sha256)
	switch {
	case err != nil:
		return 0, err
	case u.from != held:
		return 0, &wrongOffset{held}
	case whole: // the last answer was lost
		return held, nil
	}
	if held == 0 {
		if err := s.allowance(ctx, u.personID, now); err != nil {
			return 0, err
		}
	}
	chunk, errBody := readChunk(w, r)
	if fault.As(errBody) != nil {
		return 0, errBody
	}
	release, err := s.partials.lock(u.personID, u.sha256)
	if err != nil {
		return 0, err
	}
	defer release()
	switch held, _, err = s.held(ctx, u.personID, u.sha256); { // another server may have added to it meanwhile
	case err != nil:
		return 0, err
	case u.from != held:
		return 0, &wrongOffset{held}
	case held+len(chunk) > u.length:
		return 0, fault.New(fault.Invalid, "内容比 Upload-Length 所说的长。")
	case held+len(chunk) < u.length:
		if len(chunk) > 0 { // also of a request that broke off
			err = s.partials.append(u.personID, u.sha256, chunk)
		}
		if errBody != nil && err == nil {
			err = fault.New(fault.Invalid, "请求没有收完整。")
		}
		return held + len(chunk), err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), finishTime) // the sender need not wait
	defer cancel()
	return held + len(chunk), s.finish(ctx, u, chunk, now)
}

// finish joins the last bytes to those before. What can never become a photo is forgotten.
func (s *Store) finish(ctx context.Context, u upload, last []byte, now time.Time) error {
	sent, err := s.partials.read(u.personID, u.sha256)
	if err != nil {
		return err
	}
	sent = append(sent, last...)
	if sum := sha256.Sum256(sent); hex.EncodeToString(sum[:]) != u.sha256 {
		err = errMismatch
	} else {
		err = s.Receive(ctx, u.personID, u.sha256, sent, now)
	}
	if err == nil || fault.Is(err, fault.Invalid) || fault.Is(err, fault.TooLarge) {
		err = errors.Join(err, s.partials.remove(u.personID, u.sha256))
	}
	return err
}

// readChunk returns the body, or TOO_LARGE; when it breaks off, what came of it and another error.
func readChunk(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(chunkTime)) // not every writer can
	b, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxChunk))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return nil, fault.New(fault.TooLarge, "一次最多传 1 MiB，请分段上传。")
	}
	return b, err
}
