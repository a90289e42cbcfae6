package photo_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/db/dbtest"
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
	folder := t.TempDir()
	return newDeskOn(t, folder, photo.Disk(filepath.Join(folder, "kept")))
}

func newDeskOn(t *testing.T, folder string, blobs photo.Blobs) *desk {
	t.Helper()
	d := &desk{T: t, pool: dbtest.New(t), folder: folder}
	d.exec(`insert into division (code, name, level) values ('430502', '双清区', 'COUNTY')`)
	d.exec(`insert into person (id, account, name) values ('` + cadre + `', 'cadre01', '联企干部·演示01'), ('` + colleague + `', 'cadre02', '联企干部·演示02')`)
	d.exec(`insert into enterprise (id, name, division_code) values ('` + enterprise + `', '演示企业', '430502')`)
	d.exec(`insert into visit (id, enterprise_id, person_id, division_code, check_in_result, captured_at, received_at, photos_expected, content_hash)
values ('` + visit + `', '` + enterprise + `', '` + cadre + `', '430502', 'NO_FIX', now(), now(), 9, '')`)
	d.store = photo.New(d.pool, blobs, filepath.Join(d.folder, "partial"),
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
