package photo_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"lianqi/server/access"
	"lianqi/server/fault"
	"lianqi/server/photo"
)

func TestH01APhotoGoesUpInPieces(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	sent := withExif(asJPEG(t, scene(2000, 1200)), 6)
	sha, length := hashOf(sent), len(sent)
	if length < 600_000 {
		t.Fatal("the sample is too small for pieces:", length)
	}
	if err := d.announce(photo.Input{SHA256: sha, Bytes: length}); err != nil {
		t.Fatal(err)
	}
	if got := d.ask("HEAD", "/uploads/"+sha, cadre, nil); got.StatusCode != 404 {
		t.Error("before the first byte:", got.Status)
	}
	if got := d.patch(sha, 0, length, sent[:300_000]); got.StatusCode != 204 || got.offset() != 300_000 {
		t.Error("first piece:", got.Status, got.message())
	}
	for _, wrong := range []int{0, 299_999, 300_001, length} {
		if got := d.patch(sha, wrong, length, sent[:10]); got.StatusCode != 409 || got.offset() != 300_000 {
			t.Errorf("from %d: %s, %d", wrong, got.Status, got.offset())
		}
	}
	if got := d.ask("HEAD", "/uploads/"+sha, cadre, nil); got.StatusCode != 200 || got.offset() != 300_000 || got.Header.Get("Upload-Length") != "" {
		t.Error("half way:", got.Status, got.Header)
	}
	if got := d.ask("HEAD", "/uploads/"+sha, colleague, nil); got.StatusCode != 404 {
		t.Error("somebody else learns of it:", got.Status)
	}
	if got := d.patch(sha, 300_000, length, sent[300_000:]); got.StatusCode != 204 || got.offset() != length {
		t.Error("last piece:", got.Status, got.message())
	}
	for range 2 {
		if got := d.ask("HEAD", "/uploads/"+sha, cadre, nil); got.StatusCode != 200 || got.offset() != length || got.Header.Get("Upload-Length") != strconv.Itoa(length) {
			t.Error("done:", got.Status, got.Header)
		}
		if got := d.patch(sha, 300_000, length, sent[300_000:]); got.StatusCode != 409 || got.offset() != length {
			t.Error("the last piece again:", got.Status, got.offset())
		}
	}
	if got := d.one("select concat_ws(' ', width, height, received_at is not null) from photo"); got != "1200 2000 t" {
		t.Error("the photo is", got)
	}
	got := d.one("select concat_ws(' ', exif_at at time zone 'UTC', round(st_x(exif_point)::numeric, 4), round(st_y(exif_point)::numeric, 4)) from upload")
	if got != "2026-03-02 01:30:00 111.4671 27.2393" {
		t.Error("EXIF says", got)
	}
	left, _ := filepath.Glob(filepath.Join(d.folder, "partial", "*", "*"))
	if len(left) != 0 {
		t.Error("left behind:", left)
	}
}

func TestRefusedRequests(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	sent := asJPEG(t, scene(20, 20))
	path, n := "/uploads/"+hashOf(sent), strconv.Itoa(len(sent))
	const kind = "application/offset+octet-stream"
	for _, c := range []struct {
		name, method, path, person string
		body                       []byte
		headers                    []string
		status                     int
	}{
		{"nobody", "HEAD", path, "", nil, nil, 401},
		{"nobody sends", "PATCH", path, "", sent, []string{"Content-Type", kind, "Upload-Offset", "0", "Upload-Length", n}, 401},
		{"an application", "HEAD", path, "app", nil, nil, 403},
		{"GET", "GET", path, cadre, nil, nil, 405},
		{"upper case", "HEAD", "/uploads/" + strings.ToUpper(path[9:]), cadre, nil, nil, 400},
		{"short hash", "PATCH", "/uploads/abc", cadre, sent, []string{"Content-Type", kind, "Upload-Offset", "0", "Upload-Length", n}, 400},
		{"a path", "PATCH", "/uploads/..%2f..%2fx", cadre, sent, []string{"Content-Type", kind, "Upload-Offset", "0", "Upload-Length", n}, 400},
		{"other type", "PATCH", path, cadre, sent, []string{"Content-Type", "image/jpeg", "Upload-Offset", "0", "Upload-Length", n}, 415},
		{"no offset", "PATCH", path, cadre, sent, []string{"Content-Type", kind, "Upload-Length", n}, 400},
		{"no length", "PATCH", path, cadre, sent, []string{"Content-Type", kind, "Upload-Offset", "0"}, 400},
		{"negative offset", "PATCH", path, cadre, sent, []string{"Content-Type", kind, "Upload-Offset", "-1", "Upload-Length", n}, 400},
		{"0 bytes", "PATCH", path, cadre, nil, []string{"Content-Type", kind, "Upload-Offset", "0", "Upload-Length", "0"}, 400},
		{"11 MB", "PATCH", path, cadre, sent, []string{"Content-Type", kind, "Upload-Offset", "0", "Upload-Length", "11000000"}, 413},
		{"number too big", "PATCH", path, cadre, sent, []string{"Content-Type", kind, "Upload-Offset", "0", "Upload-Length", "99999999999999999999"}, 400},
		{"chunk too big", "PATCH", path, cadre, make([]byte, 1<<20+1), []string{"Content-Type", kind, "Upload-Offset", "0", "Upload-Length", "9000000"}, 413},
		{"longer than said", "PATCH", path, cadre, sent, []string{"Content-Type", kind, "Upload-Offset", "0", "Upload-Length", "10"}, 400},
		{"other bytes", "PATCH", path, cadre, make([]byte, len(sent)), []string{"Content-Type", kind, "Upload-Offset", "0", "Upload-Length", n}, 460},
	} {
		got := d.ask(c.method, c.path, c.person, bytes.NewReader(c.body), c.headers...)
		if got.StatusCode != c.status || c.method == "PATCH" && got.message() == "" {
			t.Errorf("%s: %s %s", c.name, got.Status, got.body)
		}
	}
	if got := d.send(sent); got.StatusCode != 204 {
		t.Error("after all that:", got.Status, got.message())
	}
}

func TestDailyLimitAndUnfinishedPhotos(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for i := range 50 {
		if got := d.patch(hashOf([]byte{byte(i)}), 0, 100, []byte("x")); got.StatusCode != 204 {
			t.Fatal(got.Status)
		}
	}
	if got := d.patch(hashOf([]byte("one more")), 0, 100, []byte("x")); got.StatusCode != 429 {
		t.Error("a 51st unfinished photo:", got.Status)
	}
	d.sweep(6 * 24 * time.Hour)
	if got := d.patch(hashOf([]byte("one more")), 0, 100, []byte("x")); got.StatusCode != 429 {
		t.Error("swept too early:", got.Status)
	}
	d.sweep(8 * 24 * time.Hour)
	d.exec(`insert into upload (sha256, person_id, bytes, width, height) select lpad(to_hex(i), 64, '0'), '` + cadre + `', 1, 1, 1 from generate_series(1, 499) i`)
	last, more := asPNG(t, scene(9, 9)), asPNG(t, scene(8, 8))
	if got := d.send(last); got.StatusCode != 204 {
		t.Error("the 500th:", got.Status, got.message())
	}
	if got := d.send(more); got.StatusCode != 429 {
		t.Error("the 501st:", got.Status)
	}
	d.exec("update upload set stored_at = now() - interval '25 hours'")
	if got := d.send(more); got.StatusCode != 204 {
		t.Error("a day later:", got.Status)
	}
}

func TestTwoRequestsForOnePhoto(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	sent := asJPEG(t, scene(40, 40))
	body, phone := io.Pipe() // nothing comes out of it yet
	first := make(chan reply)
	go func() {
		first <- d.ask("PATCH", "/uploads/"+hashOf(sent), cadre, body, "Content-Type", "application/offset+octet-stream",
			"Upload-Offset", "0", "Upload-Length", strconv.Itoa(len(sent)))
	}()
	var second reply
	for second.Response == nil || second.StatusCode == 204 {
		time.Sleep(50 * time.Millisecond) // until the first has begun
		second = d.patch(hashOf(sent), 0, len(sent), nil)
	}
	if second.StatusCode != http.StatusLocked {
		t.Error("while another sends it:", second.Status)
	}
	_, _ = phone.Write(sent)
	_ = phone.Close()
	if got := <-first; got.StatusCode != 204 {
		t.Error("the first:", got.Status, got.message())
	}

	// Many at once: each byte is taken once, whatever the order.
	other := asJPEG(t, scene(41, 41))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for held := 0; held < len(other); {
				got := d.patch(hashOf(other), held, len(other), other[held:min(len(other), held+500)])
				switch got.StatusCode {
				case 204, 409:
					held = got.offset()
				case 423:
					held = max(0, d.ask("HEAD", "/uploads/"+hashOf(other), cadre, nil).offset())
				default:
					t.Error(got.Status, got.message())
					return
				}
			}
		})
	}
	wg.Wait()
	if n := d.one("select count(*)::text from upload where sha256 = $1", hashOf(other)); n != "1" {
		t.Error(n, "uploads")
	}
}

func TestAnnounce(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	sent := asPNG(t, scene(30, 20))
	if got := d.send(sent); got.StatusCode != 204 {
		t.Fatal(got.Status, got.message())
	}
	good := photo.Input{SHA256: hashOf(sent), Bytes: len(sent)}
	for name, c := range map[string]struct {
		photos []photo.Input
		field  string
	}{
		"ten":         {make([]photo.Input, 10), "photos"},
		"short hash":  {[]photo.Input{good, {SHA256: "abc", Bytes: 1}}, "photos.1.sha256"},
		"upper case":  {[]photo.Input{{SHA256: strings.ToUpper(good.SHA256), Bytes: 1}}, "photos.0.sha256"},
		"no bytes":    {[]photo.Input{{SHA256: good.SHA256}}, "photos.0.bytes"},
		"11 MB":       {[]photo.Input{{SHA256: good.SHA256, Bytes: 10<<20 + 1}}, "photos.0.bytes"},
		"minus bytes": {[]photo.Input{{SHA256: good.SHA256, Bytes: -1}}, "photos.0.bytes"},
	} {
		err := d.announce(c.photos...)
		if f := fault.As(err); f == nil || f.Code != fault.Invalid || strings.Join(f.Field, ".") != c.field {
			t.Errorf("%s: %v", name, err)
		}
	}
	taken := time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)
	if err := d.announce(good, good, photo.Input{SHA256: hashOf([]byte("later")), Bytes: 5, TakenAt: &taken}); err != nil {
		t.Fatal(err)
	}
	got := d.one(`select string_agg(concat_ws(',', position, received_at is not null, width, taken_at is not null), ' ' order by position) from photo`)
	if got != "1,t,30,f 2,t,30,f 3,f,t" {
		t.Error(got)
	}
}

func TestBytesAreTheirSenders(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	sent := asPNG(t, scene(30, 20))
	if err := d.store.Receive(t.Context(), colleague, hashOf(sent), sent, time.Now()); err != nil {
		t.Fatal(err)
	}
	if got := d.ask("HEAD", "/uploads/"+hashOf(sent), cadre, nil); got.StatusCode != 404 {
		t.Error("another's photo is known:", got.Status)
	}
	if err := d.announce(photo.Input{SHA256: hashOf(sent), Bytes: len(sent)}); err != nil {
		t.Fatal(err)
	}
	if got := d.one("select (received_at is null)::text from photo"); got != "true" {
		t.Error("another's photo counts as received")
	}
}

func TestAnnouncingWhileTheBytesArrive(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	sent := asPNG(t, scene(30, 20))
	tx, err := d.pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := photo.Announce(t.Context(), tx, photo.Of{VisitID: visit}, cadre, []photo.Input{{SHA256: hashOf(sent), Bytes: len(sent)}}); err != nil {
		t.Fatal(err)
	}
	received := make(chan error, 1)
	go func() { received <- d.store.Receive(t.Context(), cadre, hashOf(sent), sent, time.Now()) }()
	for d.one(`select count(*)::text from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`) == "0" && len(received) == 0 {
		time.Sleep(10 * time.Millisecond)
	}
	if err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := <-received; err != nil {
		t.Fatal(err)
	}
	if got := d.one("select (received_at is not null)::text from photo"); got != "true" {
		t.Error("the photo waits for ever")
	}
}

// Two servers on one folder: bytes that one has taken the other does not take again, and neither counts what the other adds twice. Two hosts, each with
// a folder of its own: whoever finishes first has sent the photo, for both.
func TestTwoServersForOnePhoto(t *testing.T) {
	t.Parallel()
	t.Run("one folder", func(t *testing.T) { sendByTwoServers(t, "partial") })
	t.Run("two hosts", func(t *testing.T) { sendByTwoServers(t, "elsewhere") })
}

func sendByTwoServers(t *testing.T, folder string) {
	t.Parallel()
	d := newDesk(t)
	other := photo.New(d.pool, photo.Disk(filepath.Join(d.folder, "kept")), filepath.Join(d.folder, folder), nil)
	second := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.SetPathValue("sha256", strings.TrimPrefix(r.URL.Path, "/uploads/"))
		other.ServeUpload(w, r.WithContext(access.With(r.Context(), access.Actor{Role: access.LinkCadre, PersonID: cadre})))
	}))
	defer second.Close()
	sent := asPNG(t, scene(60, 60))
	servers := []string{d.srv.URL, second.URL}
	var wg sync.WaitGroup
	var bad atomic.Int32
	for n := range 8 {
		wg.Go(func() {
			for held := 0; held < len(sent); {
				req, _ := http.NewRequestWithContext(t.Context(), http.MethodPatch, servers[n%2]+"/uploads/"+hashOf(sent), bytes.NewReader(sent[held:min(len(sent), held+700)]))
				for name, value := range map[string]string{
					"X-Person": cadre, "Content-Type": "application/offset+octet-stream",
					"Upload-Offset": strconv.Itoa(held), "Upload-Length": strconv.Itoa(len(sent)),
				} {
					req.Header.Set(name, value)
				}
				resp, err := http.DefaultClient.Do(req)
				if err != nil {
					t.Error(err)
					return
				}
				_ = resp.Body.Close()
				switch resp.StatusCode {
				case 204, 409:
					held = reply{resp, nil}.offset()
				case 423:
				default:
					bad.Add(1)
					t.Error(resp.Status)
					return
				}
			}
		})
	}
	wg.Wait()
	for _, url := range servers {
		req, _ := http.NewRequestWithContext(t.Context(), http.MethodHead, url+"/uploads/"+hashOf(sent), nil)
		req.Header.Set("X-Person", cadre)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if whole := resp.Header.Get("Upload-Length"); whole != strconv.Itoa(len(sent)) {
			t.Errorf("%s says that %q bytes are all", url, whole)
		}
	}
	if n := d.one("select count(*)::text from upload where sha256 = $1", hashOf(sent)); n != "1" || bad.Load() > 0 {
		t.Error(n, "uploads")
	}
}
