package outbound

import (
	"cmp"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/db"
	"lianqi/server/db/dbtest/county"
	"lianqi/server/enterprise"
	"lianqi/server/fault"
	"lianqi/server/held"
	"lianqi/server/notice"
	"lianqi/server/once"
	"lianqi/server/problem"
)

const secret = "a-secret-of-the-customer"

var ctx = context.Background()

// receiver is a system or a robot that takes messages.
type receiver struct {
	*httptest.Server
	mu   sync.Mutex
	got  []received
	says func(n int) (status int, body string) // of the n-th request; 200 {"errcode":0} when nil
}

type received struct {
	header http.Header
	query  map[string][]string
	body   string
}

func newReceiver(t *testing.T) *receiver {
	r := &receiver{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, _ := io.ReadAll(req.Body)
		r.mu.Lock()
		r.got = append(r.got, received{req.Header, req.URL.Query(), string(body)})
		n, says := len(r.got), r.says
		r.mu.Unlock()
		status, answer := 200, `{"errcode":0,"errmsg":"ok"}`
		if says != nil {
			status, answer = says(n)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, answer)
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) all() []received {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.got)
}

// world is a county with a queue that may send to this machine.
type world struct {
	*county.County
	t *testing.T
	q *Queue
}

func newWorld(t *testing.T) *world {
	t.Parallel()
	c := county.New(t)
	return &world{c, t, NewQueue(c.Pool, c.Clock, "https://lqt.example", true)}
}

// channel makes a receiver of a unit or an area known, and returns its id.
func (w *world) channel(kind, url, organization, division string) string {
	id := once.New()
	w.Exec(`insert into outbound_channel (id, kind, name, url, secret, organization_id, division_code, changed_at)
		values ($1, $2, '测试', $3, $4, nullif($5, '')::uuid, nullif($6, ''), now())`, id, kind, url, secret, organization, division)
	return id
}

// queue writes n messages down that are due.
func (w *world) queue(channel string, n int) {
	w.Exec(`insert into outbound_message (id, channel_id, payload, gathered, due_at, next_at)
		select gen_random_uuid(), $1, jsonb_build_object('kind', 'REPORTED', 'at', now(), 'number', '430502-2026-' || n, 'text', '消息' || n), false, $3, now()
		  from generate_series(1, $2) n`, channel, n, w.Now)
}

func (w *world) send() {
	w.t.Helper()
	if err := w.q.Send(ctx); err != nil {
		w.t.Fatal(err)
	}
}

// report has somebody report a problem, told and written down as in real use.
func (w *world) report(account string, confidential bool) {
	w.t.Helper()
	store := problem.New(w.Pool, w.Clock, problem.Neighbours{Enterprise: enterprise.Sees, Late: held.Keeper{}, Tell: func(ctx context.Context, tx pgx.Tx, eventID string) error {
		if err := notice.Tell(ctx, tx, eventID); err != nil {
			return err
		}
		return Enqueue(ctx, tx, eventID)
	}})
	_, err := store.Report(ctx, w.Actor(account), problem.ReportInput{
		ID: once.New(), EnterpriseID: county.ID("firm"), Title: "夜班公交停运13912345678", Description: "晚上九点以后没有公交。", Category: "TRANSPORT",
		CapturedAt: w.Now.Add(-time.Minute), Confidential: confidential,
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// The office's system gets one signed message of an event, without the phone in its title, and of a secret only the number.
func TestWebhookOfAnArea(t *testing.T) {
	w := newWorld(t)
	r := newReceiver(t)
	w.channel("WEBHOOK", r.URL, "", "430502")
	w.channel("WEBHOOK", r.URL+"/elsewhere", "", "430503")
	w.report("contact", false)
	w.report("cadre", true)
	w.send()
	w.send()
	got := r.all()
	if len(got) != 2 {
		t.Fatalf("%d messages", len(got))
	}
	slices.SortFunc(got, func(a, b received) int { // they go out beside each other
		return cmp.Compare(strings.Index(a.body, "00002"), strings.Index(b.body, "00002"))
	})
	for i, want := range []string{"430502-2026-00001《夜班公交停运（电话略）》已上报，等待研判。", "430502-2026-00002有新的进展，请登录查看。"} {
		var m Message
		if err := json.Unmarshal([]byte(got[i].body), &m); err != nil {
			t.Fatal(err)
		}
		if m.Text != want || m.Kind != "REPORTED" || !strings.HasPrefix(m.URL, "https://lqt.example/problems/") || m.ID != got[i].header.Get("Lianqi-Id") {
			t.Errorf("%+v", m)
		}
		if s := got[i].header.Get("Lianqi-Signature"); s != sign(secret, got[i].header.Get("Lianqi-Timestamp"), []byte(got[i].body)) {
			t.Errorf("signed %s", s)
		}
	}
}

// At night nothing goes but what is urgent; in the morning what asks nobody to act is one message.
func TestNight(t *testing.T) {
	w := newWorld(t)
	r := newReceiver(t)
	w.channel("WEBHOOK", r.URL, "", "430502")
	w.Now = w.Now.Add(12 * time.Hour) // 22:00
	w.report("contact", false)
	w.Exec("update outbound_message set gathered = true")
	w.report("contact", false)
	w.Exec("update outbound_message set gathered = true")
	w.report("contact", false)
	w.send()
	if got := r.all(); len(got) != 0 {
		t.Errorf("at night: %v", got)
	}
	w.Now = w.Now.Add(10 * time.Hour)
	w.send()
	w.send()
	got := r.all()
	if len(got) != 2 || !strings.Contains(got[0].body+got[1].body, "有 2 条新消息，涉及 2 个问题") || !strings.Contains(got[0].body+got[1].body, "00003《") {
		t.Errorf("in the morning: %v", got)
	}
}

// A robot gets 20 of 25 messages, from however many servers, and the rest when the minute is over.
func TestRobotsLimit(t *testing.T) {
	w := newWorld(t)
	r := newReceiver(t)
	id := w.channel("DINGTALK", r.URL+"/robot/send?access_token=x", "", "430502")
	w.queue(id, 25)
	var servers sync.WaitGroup
	for range 3 {
		servers.Go(func() {
			if err := NewQueue(w.Pool, w.Clock, "https://lqt.example", true).Send(ctx); err != nil {
				t.Error(err)
			}
		})
	}
	servers.Wait()
	w.send()
	if got := r.all(); len(got) != 20 {
		t.Fatalf("%d in the first minute", len(got))
	}
	w.Exec("update outbound_channel set recent = array(select at - interval '50 s' from unnest(recent) at)")
	w.send()
	if got := r.all(); len(got) != 20 {
		t.Fatalf("%d after 50 s", len(got))
	}
	w.Exec("update outbound_channel set recent = array(select at - interval '15 s' from unnest(recent) at)")
	w.send()
	got := r.all()
	seen := map[string]bool{}
	for _, m := range got {
		seen[m.body] = true
		if m.query["access_token"][0] != "x" || m.query["sign"][0] != dingSign(secret, m.query["timestamp"][0]) {
			t.Errorf("%v", m.query)
		}
	}
	if len(got) != 25 || len(seen) != 25 {
		t.Errorf("%d messages, %d different", len(got), len(seen))
	}
}

// A receiver that is down is tried later and later with the same id, and does not keep others from theirs; what it refuses is not tried again.
func TestTryAgain(t *testing.T) {
	w := newWorld(t)
	down, up := newReceiver(t), newReceiver(t)
	down.says = func(n int) (int, string) {
		return map[int]int{1: 503, 2: 302, 3: 429, 4: 200, 5: 422}[n], ""
	}
	broken, fine := w.channel("WEBHOOK", down.URL, "", "430502"), w.channel("WECOM", up.URL, "", "430502")
	w.queue(broken, 1)
	w.queue(fine, 2)
	w.send()
	if a, b := len(down.all()), len(up.all()); a != 1 || b != 2 {
		t.Errorf("%d and %d", a, b)
	}
	w.send()
	if n := len(down.all()); n != 1 {
		t.Errorf("tried again at once: %d", n)
	}
	later := func() {
		w.Exec("update outbound_message set next_at = now() where done_at is null")
		w.Exec("update outbound_channel set rest_until = now()")
		w.send()
	}
	for range 4 {
		later()
	}
	got := down.all()
	if len(got) != 4 || got[0].header.Get("Lianqi-Id") != got[3].header.Get("Lianqi-Id") || got[0].body != got[3].body {
		t.Errorf("%d tries", len(got))
	}
	w.queue(broken, 1)
	later()
	later()
	if n, why := len(down.all()), w.Text("select failure from outbound_message where failure is not null"); n != 5 || !strings.Contains(why, "422") {
		t.Errorf("refused: %d tries, %s", n, why)
	}
}

// A sender that is killed between the receiver and the database leaves the message to another, which sends it again under the same id.
func TestKilledSender(t *testing.T) {
	if address := os.Getenv("OUTBOUND_TEST_DATABASE"); address != "" {
		pool, err := db.Open(ctx, address)
		if err != nil {
			t.Fatal(err)
		}
		_ = NewQueue(pool, func() time.Time { return county.Monday.AddDate(0, 0, 1) }, "https://lqt.example", true).Send(ctx)
		return
	}
	w := newWorld(t)
	r := newReceiver(t)
	taken, hold := make(chan struct{}), make(chan struct{})
	var once sync.Once
	r.says = func(n int) (int, string) {
		if n == 2 {
			once.Do(func() { close(taken) })
			<-hold
		}
		return 200, ""
	}
	defer close(hold)
	w.queue(w.channel("WEBHOOK", r.URL, "", "430502"), 3)
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestKilledSender$")
	child.Env = append(os.Environ(), "OUTBOUND_TEST_DATABASE="+w.Pool.Config().ConnString())
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-taken:
	case <-time.After(20 * time.Second):
		t.Fatal("the child sends nothing")
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait()
	w.send()
	if n := len(r.all()); n != 3 {
		t.Fatalf("%d before the lease ends", n)
	}
	w.Exec("update outbound_message set next_at = now() where done_at is null")
	w.send()
	w.send()
	ids := map[string]int{}
	for _, m := range r.all() {
		ids[m.header.Get("Lianqi-Id")]++
	}
	second := r.all()[1].header.Get("Lianqi-Id")
	if len(ids) != 3 || ids[second] != 2 || len(r.all()) != 4 {
		t.Errorf("sent %v, the second is %s", ids, second)
	}
}

// No message goes to this machine or its link unless the configuration says so, whatever the name.
func TestNoInnerHosts(t *testing.T) {
	w := newWorld(t)
	r := newReceiver(t)
	_, port, _ := strings.Cut(strings.TrimPrefix(r.URL, "http://"), ":")
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "169.254.169.254", "2130706433"} {
		ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
		err := webhook{newClient(false), "http://" + host + ":" + port, secret, time.Now}.Send(ctx, Message{})
		cancel()
		if err == nil {
			t.Errorf("%s was reached", host)
		}
	}
	if n := len(r.all()); n != 0 {
		t.Errorf("%d requests arrived", n)
	}
	store := New(w.Pool, w.Clock)
	for _, c := range []struct {
		account, kind, url, secret, field string
		code                              fault.Code
	}{
		{"admin", "WEBHOOK", "http://127.0.0.1/x", secret, "url", fault.Invalid},
		{"admin", "WEBHOOK", "https://localhost/x", secret, "url", fault.Invalid},
		{"admin", "WEBHOOK", "https://a:b@hook.example/x", secret, "url", fault.Invalid},
		{"admin", "WEBHOOK", "file:///etc/passwd", secret, "url", fault.Invalid},
		{"admin", "WECOM", "http://hook.example/x", "", "url", fault.Invalid},
		{"admin", "WEBHOOK", "https://hook.example/x", "short", "secret", fault.Invalid},
		{"admin", "WEBHOOK", "", secret, "secret", fault.Invalid},
		{"office", "WEBHOOK", "https://hook.example/x", secret, "", fault.Forbidden},
		{"admin", "WEBHOOK", "https://hook.example/x", secret, "", ""},
	} {
		_, err := store.Save(ctx, w.Actor(c.account), SaveInput{ID: once.New(), Kind: c.kind, Name: "区联企办", DivisionCode: "430502", URL: c.url, Secret: c.secret, Enabled: true})
		f := fault.As(err)
		if c.code == "" && err != nil || c.code != "" && (f == nil || f.Code != c.code || strings.Join(f.Field, ".") != c.field) {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if n := w.Text("select count(*) from outbound_channel"); n != "1" {
		t.Errorf("%s channels were made", n)
	}
}

// A channel that is saved again keeps the address and the secret that are not sent.
func TestSaveKeepsSecrets(t *testing.T) {
	w := newWorld(t)
	store := New(w.Pool, w.Clock)
	in := SaveInput{ID: once.New(), Kind: "WEBHOOK", Name: "园区管委会", OrganizationID: w.Actor("handler-committee").OrganizationID, URL: "https://hook.example/x", Secret: secret, Enabled: true}
	for range 2 {
		if _, err := store.Save(ctx, w.Actor("admin"), in); err != nil {
			t.Fatal(err)
		}
		in.URL, in.Secret, in.Enabled = "", "", false
	}
	if got := w.Text("select url || ' ' || secret || ' ' || enabled from outbound_channel"); got != "https://hook.example/x "+secret+" false" {
		t.Error(got)
	}
}
