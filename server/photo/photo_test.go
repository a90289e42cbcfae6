package photo_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/db/dbtest"
	"lianqi/server/fault"
	"lianqi/server/photo"
)

const (
	cadre      = "0195d000-0000-7000-8000-000000000001"
	colleague  = "0195d000-0000-7000-8000-000000000002"
	enterprise = "0195d000-0000-7000-8000-0000000000e1"
	visit      = "0195d000-0000-7000-8000-0000000000f1"
)

// desk is a server of /uploads and /photos for whoever the header X-Person names; who sees a photo is its own cadre.
type desk struct {
	*testing.T
	pool   *pgxpool.Pool
	srv    *httptest.Server
	store  *photo.Store
	folder string
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{T: t, pool: dbtest.New(t), folder: t.TempDir()}
	d.exec(`insert into division (code, name, level) values ('430502', '双清区', 'COUNTY')`)
	d.exec(`insert into person (id, account, name) values ('` + cadre + `', 'cadre01', '联企干部·演示01'), ('` + colleague + `', 'cadre02', '联企干部·演示02')`)
	d.exec(`insert into enterprise (id, name, division_code) values ('` + enterprise + `', '演示企业', '430502')`)
	d.exec(`insert into visit (id, enterprise_id, person_id, division_code, check_in_result, captured_at, received_at, photos_expected, content_hash)
values ('` + visit + `', '` + enterprise + `', '` + cadre + `', '430502', 'NO_FIX', now(), now(), 9, '')`)
	d.store = photo.New(d.pool, photo.Disk(filepath.Join(d.folder, "kept")), filepath.Join(d.folder, "partial"),
		func(role string) string {
			if role == string(access.Nobody) {
				return "false"
			}
			return "f.person_id = @actor.id"
		})
	mux := http.NewServeMux()
	mux.HandleFunc("/uploads/{sha256}", d.store.ServeUpload)
	mux.HandleFunc("GET /photos/{id}", d.store.ServePhoto)
	d.srv = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var a access.Actor
		switch id := r.Header.Get("X-Person"); id {
		case "":
		case "app":
			a = access.Actor{Role: access.ThirdPartyApp, ClientID: "x"}
		default:
			a = access.Actor{Role: access.LinkCadre, PersonID: id}
		}
		mux.ServeHTTP(w, r.WithContext(access.With(r.Context(), a)))
	}))
	t.Cleanup(d.srv.Close)
	return d
}

func (d *desk) exec(sql string, args ...any) {
	d.Helper()
	if _, err := d.pool.Exec(context.Background(), sql, args...); err != nil {
		d.Fatal(err)
	}
}

func (d *desk) announce(photos ...photo.Input) error {
	return db.InTx(d.Context(), d.pool, func(tx pgx.Tx) error {
		return photo.Announce(d.Context(), tx, photo.Of{VisitID: visit}, cadre, photos)
	})
}

// reply is an answer with its body read.
type reply struct {
	*http.Response
	body []byte
}

func (r reply) offset() int {
	n, err := strconv.Atoi(r.Header.Get("Upload-Offset"))
	if err != nil {
		return -1
	}
	return n
}

// fault is the message of a refusal; empty when it is none.
func (r reply) message() string {
	var said struct{ Code, Message string }
	_ = json.Unmarshal(r.body, &said)
	return said.Message
}

func (d *desk) ask(method, path, person string, body io.Reader, headers ...string) reply {
	d.Helper()
	req, err := http.NewRequestWithContext(d.Context(), method, d.srv.URL+path, body)
	if err != nil {
		d.Fatal(err)
	}
	req.Header.Set("X-Person", person)
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := d.srv.Client().Do(req)
	if err != nil {
		d.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		d.Fatal(err)
	}
	return reply{resp, b}
}

func (d *desk) patch(sha string, from, length int, chunk []byte) reply {
	d.Helper()
	return d.ask("PATCH", "/uploads/"+sha, cadre, bytes.NewReader(chunk), "Content-Type", "application/offset+octet-stream",
		"Upload-Offset", strconv.Itoa(from), "Upload-Length", strconv.Itoa(length))
}

// send uploads the whole of a photo in pieces of 256 KiB and returns the last answer.
func (d *desk) send(sent []byte) (last reply) {
	d.Helper()
	for from := 0; from < len(sent); from += 256 << 10 {
		last = d.patch(hashOf(sent), from, len(sent), sent[from:min(len(sent), from+256<<10)])
		if last.StatusCode != http.StatusNoContent {
			return last
		}
	}
	return last
}

func (d *desk) one(sql string, args ...any) (out string) {
	d.Helper()
	if err := d.pool.QueryRow(d.Context(), sql, args...).Scan(&out); err != nil {
		d.Fatal(err)
	}
	return out
}

func TestAPhotoGoesUpInPieces(t *testing.T) {
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

func TestPicturesAreServedToWhoMaySeeThem(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	sent := withExif(asJPEG(t, scene(3000, 1000)), 1)
	if err := d.announce(photo.Input{SHA256: hashOf(sent), Bytes: len(sent)}, photo.Input{SHA256: hashOf([]byte("later")), Bytes: 5}); err != nil {
		t.Fatal(err)
	}
	id := d.one("select id::text from photo where position = 1")
	if got := d.ask("GET", "/photos/"+id, cadre, nil); got.StatusCode != 404 {
		t.Error("before it arrived:", got.Status)
	}
	if got := d.send(sent); got.StatusCode != 204 {
		t.Fatal(got.Status, got.message())
	}
	for query, width := range map[string]int{"": 2048, "?size=thumb": 480} {
		got := d.ask("GET", "/photos/"+id+query, cadre, nil)
		if got.StatusCode != 200 {
			t.Fatal(query, got.Status, got.message())
		}
		m, err := jpeg.Decode(bytes.NewReader(got.body))
		if err != nil || m.Bounds().Dx() != width || m.Bounds().Dy() != (width+1)/3 {
			t.Error(query, m.Bounds(), err)
		}
		if bytes.Contains(got.body, []byte("Exif")) || bytes.Contains(got.body, []byte("2026:03")) {
			t.Error(query, "still has its metadata")
		}
		for name, want := range map[string]string{
			"Content-Type": "image/jpeg", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'",
			"Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "private, max-age=3600",
		} {
			if got.Header.Get(name) != want {
				t.Errorf("%s: %q", name, got.Header.Get(name))
			}
		}
		if again := d.ask("GET", "/photos/"+id+query, cadre, nil, "If-None-Match", got.Header.Get("ETag")); again.StatusCode != 304 {
			t.Error(query, "again:", again.Status)
		}
	}
	later := d.one("select id::text from photo where position = 2")
	for name, got := range map[string]reply{
		"a colleague":      d.ask("GET", "/photos/"+id, colleague, nil),
		"nobody":           d.ask("GET", "/photos/"+id, "", nil),
		"not arrived":      d.ask("GET", "/photos/"+later, cadre, nil),
		"unknown":          d.ask("GET", "/photos/0195d000-0000-7000-8000-0000000000ff", cadre, nil),
		"no id":            d.ask("GET", "/photos/x", cadre, nil),
		"a path":           d.ask("GET", "/photos/..%2f..%2fetc%2fpasswd", cadre, nil),
		"another size":     d.ask("GET", "/photos/"+id+"?size=original", cadre, nil),
		"another's thumb":  d.ask("GET", "/photos/"+id+"?size=thumb", colleague, nil),
		"If-None-Match: *": d.ask("GET", "/photos/"+id, colleague, nil, "If-None-Match", "*"),
	} {
		if got.StatusCode != 404 || got.Header.Get("Cache-Control") != "no-store" || got.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %s %v", name, got.Status, got.Header)
		}
	}
}

func TestOrientations(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	corner := func(m image.Image, x, y int) string {
		r, g, b, _ := m.At(m.Bounds().Dx()*x/6, m.Bounds().Dy()*y/6).RGBA()
		switch {
		case r > 0xc000 && g < 0x5000 && b < 0x5000:
			return "red"
		case g > 0xc000 && r < 0x5000 && b < 0x5000:
			return "green"
		case b > 0xc000 && r < 0x5000 && g < 0x5000:
			return "blue"
		}
		return "noise"
	}
	var inputs []photo.Input
	var all [][]byte
	for o := uint16(1); o <= 8; o++ {
		sent := withExif(asJPEG(t, scene(120, 90)), o)
		all = append(all, sent)
		inputs = append(inputs, photo.Input{SHA256: hashOf(sent), Bytes: len(sent)})
	}
	if err := d.announce(inputs...); err != nil {
		t.Fatal(err)
	}
	// Top left, top right, bottom left, bottom right as people see them, by EXIF's definition of each value.
	for i, want := range []string{
		"red green blue noise", "green red noise blue", "noise blue green red", "blue noise red green",
		"red blue green noise", "blue red noise green", "noise green blue red", "green noise red blue",
	} {
		if got := d.send(all[i]); got.StatusCode != 204 {
			t.Fatal(got.Status, got.message())
		}
		id := d.one("select id::text from photo where position = $1", i+1)
		m, err := jpeg.Decode(bytes.NewReader(d.ask("GET", "/photos/"+id, cadre, nil).body))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join([]string{corner(m, 1, 1), corner(m, 5, 1), corner(m, 1, 5), corner(m, 5, 5)}, " "); got != want {
			t.Errorf("orientation %d: %s, not %s", i+1, got, want)
		}
		if tall := m.Bounds().Dy() > m.Bounds().Dx(); tall != (i >= 4) {
			t.Errorf("orientation %d: %v", i+1, m.Bounds())
		}
	}
}

func TestWhatIsNoPhoto(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	whole := asJPEG(t, scene(200, 100))
	huge := bytes.Clone(whole)
	at := bytes.Index(huge, []byte{0xff, 0xc0})
	copy(huge[at+5:], []byte{0xff, 0xdc, 0xff, 0xdc}) // 65,500 × 65,500
	type bad struct {
		name   string
		sent   []byte
		status int
		words  string
	}
	cases := []bad{
		{"PNG 30,000²", hugePNG(30_000, 30_000), 413, "30000×30000"},
		{"JPEG 65,500²", huge, 413, "65500×65500"},
		{"24.01 Mpx", hugePNG(6000, 4002), 413, "2400 万像素"},
		{"0 px", hugePNG(0, 10), 400, "损坏"},
		{"PNG without pixels", hugePNG(10, 10), 400, "损坏"},
		{"HEIC", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), 400, "HEIC"},
		{"AVIF", []byte("\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1avif"), 400, "AVIF"},
		{"PDF named .jpg", []byte("%PDF-1.7\n1 0 obj"), 400, "PDF"},
		{"GIF", asGIF(t, scene(10, 10)), 400, "GIF"},
		{"GIF that is JavaScript", []byte("GIF89a=1;alert(1)//"), 400, "GIF"},
		{"HTML", []byte("<!DOCTYPE html><script>alert(1)</script>"), 400, "网页"},
		{"SVG", []byte(`<?xml version="1.0"?><svg onload="alert(1)"/>`), 400, "SVG"},
		{"ZIP", []byte("PK\x03\x04rest"), 400, "压缩包"},
		{"text", []byte("hello"), 400, "不是照片"},
		{"one byte", []byte{0xff}, 400, "不是照片"},
		{"noise", bytes.Repeat([]byte{0x00, 0x13}, 999), 400, "不是照片"},
	}
	for tenth := 1; tenth < 10; tenth++ {
		cases = append(cases, bad{fmt.Sprintf("JPEG cut at %d0 %%", tenth), whole[:len(whole)*tenth/10], 400, "损坏"})
	}
	for _, c := range cases {
		got := d.send(c.sent)
		if got.StatusCode != c.status || !strings.Contains(got.message(), c.words) {
			t.Errorf("%s: %s %s", c.name, got.Status, got.body)
		}
		if again := d.ask("HEAD", "/uploads/"+hashOf(c.sent), cadre, nil); again.StatusCode != 404 {
			t.Errorf("%s is still here: %s", c.name, again.Status)
		}
	}
	if n := d.one("select count(*)::text from upload"); n != "0" {
		t.Error(n, "uploads were kept")
	}
}

func TestOddPicturesArePhotos(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	gray16 := image.NewGray16(image.Rect(0, 0, 20, 10))
	exif := withExif(asJPEG(t, scene(20, 20)), 1)
	trailer := append(bytes.Clone(exif), "<script>alert(1)</script>PK\x03\x04"...)
	for name, sent := range map[string][]byte{
		"WebP": aWebP(t), "PNG": asPNG(t, scene(50, 20)), "16 bit": asPNG(t, gray16), "transparent": asPNG(t, image.NewNRGBA(image.Rect(0, 0, 9, 9))),
		"1 × 3000": asPNG(t, image.NewGray(image.Rect(0, 0, 1, 3000))), "polyglot": trailer,
		"orientation 99":       withExif(asJPEG(t, scene(20, 20)), 99),
		"EXIF cut off":         append(bytes.Clone(exif[:40]), exif[200:]...),
		"EXIF points anywhere": bytes.Replace(exif, []byte{0x69, 0x87, 4, 0, 1, 0, 0, 0, 50}, []byte{0x69, 0x87, 4, 0, 1, 0, 0, 0, 255}, 1),
	} {
		got := d.send(sent)
		if name == "EXIF cut off" { // the segment's length now eats the picture
			if got.StatusCode != 400 && got.StatusCode != 204 {
				t.Errorf("%s: %s", name, got.Status)
			}
			continue
		}
		if got.StatusCode != 204 {
			t.Errorf("%s: %s %s", name, got.Status, got.body)
		}
	}
	kept, _ := filepath.Glob(filepath.Join(d.folder, "kept", "*", "*"))
	for _, path := range kept {
		b, err := os.ReadFile(path)
		if _, bad := jpeg.Decode(bytes.NewReader(b)); err != nil || bad != nil || bytes.Contains(b, []byte("script")) {
			t.Error(path, err, bad)
		}
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
	if err := d.store.Sweep(time.Now().Add(6 * 24 * time.Hour)); err != nil {
		t.Error(err)
	}
	if got := d.patch(hashOf([]byte("one more")), 0, 100, []byte("x")); got.StatusCode != 429 {
		t.Error("swept too early:", got.Status)
	}
	if err := d.store.Sweep(time.Now().Add(8 * 24 * time.Hour)); err != nil {
		t.Error(err)
	}
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
