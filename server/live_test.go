package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"lianqi/server/live"
)

// listener is a browser's stream of news.
type listener struct {
	t      *testing.T
	cancel context.CancelFunc
	events chan event // closed when the stream has ended
}

type event struct {
	name, id string
	live.News
}

// listen opens a stream; after is the Last-Event-ID of one before.
func (c *caller) listen(after string) *listener {
	c.t.Helper()
	ctx, cancel := context.WithCancel(c.t.Context())
	c.t.Cleanup(cancel)
	req, _ := http.NewRequestWithContext(ctx, http.MethodGet, c.URL+"/live", nil)
	req.Header.Set("Accept", "text/event-stream")
	if after != "" {
		req.Header.Set("Last-Event-ID", after)
	}
	resp, err := (&http.Client{Jar: c.http.Jar}).Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	if got := resp.Header.Get("Content-Type"); resp.StatusCode != http.StatusOK || got != "text/event-stream" {
		c.t.Fatalf("%s listens: %d %s", c.name, resp.StatusCode, got)
	}
	l := &listener{c.t, cancel, make(chan event, 100)}
	go l.read(resp.Body)
	return l
}

func (l *listener) read(body io.ReadCloser) {
	defer body.Close()
	defer close(l.events)
	var e event
	lines := bufio.NewScanner(body)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		field, value, _ := strings.Cut(lines.Text(), ": ")
		switch field {
		case "event":
			e.name = value
		case "id":
			e.id = value
		case "data":
			if err := json.Unmarshal([]byte(value), &e.News); err != nil {
				l.t.Error(err)
			}
		case "":
			if e.name != "" {
				l.events <- e
			}
			e = event{}
		}
	}
}

// next is the next event, which must come within a second or so.
func (l *listener) next() event {
	l.t.Helper()
	select {
	case e, open := <-l.events:
		if !open {
			l.t.Fatal("the stream has ended")
		}
		return e
	case <-time.After(3 * time.Second):
		l.t.Fatal("no event")
	}
	return event{}
}

// silent fails when another event comes in a while.
func (l *listener) silent() {
	l.t.Helper()
	select {
	case e, open := <-l.events:
		l.t.Errorf("heard %+v, open %v", e, open)
	case <-time.After(300 * time.Millisecond):
	}
}

// over fails unless the stream ends now, without another event.
func (l *listener) over() {
	l.t.Helper()
	select {
	case e, open := <-l.events:
		if open {
			l.t.Errorf("heard %+v", e)
		}
	case <-time.After(3 * time.Second):
		l.t.Error("the stream goes on")
	}
}

// report has the enterprise report a problem, of which the county's office is told.
func (c *caller) report(title string) (id string) {
	c.t.Helper()
	var v struct {
		Viewer struct{ Enterprise struct{ ID string } }
	}
	c.get(`{ viewer { enterprise { id } } }`, nil, &v)
	id = newID()
	c.get(`mutation ($input: ReportProblemInput!) { reportProblem(input: $input) { userErrors { message } } }`, map[string]any{"input": map[string]any{
		"id": id, "enterpriseId": v.Viewer.Enterprise.ID, "title": title, "description": "夜班下班后没有公交车。", "category": "TRANSPORT",
		"capturedAt": now(), "photos": []any{}, "confidential": false, "resolvedOnSite": false,
	}}, &struct{}{})
	return id
}

func titles(e event) (out []string) {
	for _, n := range e.Notices {
		_, after, _ := strings.Cut(n.Text, "《")
		title, _, _ := strings.Cut(after, "》")
		out = append(out, title)
	}
	return out
}

// What is written through one server is heard at another at once; a stream that was cut goes on where it was, at any server.
func TestLiveAcrossServersAndCuts(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	g := f.again()
	firm, office := f.as("enterprise01"), f.as("office-county")
	there := office.at(g).listen("")
	first := there.next()
	if len(first.Notices) != 0 || first.id == "" || first.More {
		t.Fatalf("it begins with %+v", first)
	}
	begun := time.Now()
	problem := firm.report("夜班公交停运一")
	heard := there.next()
	if took := time.Since(begun); took > 2*time.Second {
		t.Errorf("heard after %s", took)
	}
	if n := heard.Notices; len(n) != 1 || n[0].Kind != "REPORTED" || !n[0].Actionable || n[0].ProblemID == nil || *n[0].ProblemID != problem ||
		heard.UnreadCount != first.UnreadCount+1 {
		t.Fatalf("%+v after %+v", heard, first)
	}
	there.cancel()
	firm.report("夜班公交停运二")
	firm.report("夜班公交停运三")
	back := office.listen(heard.id)
	missed := back.next()
	if got := strings.Join(titles(missed), " "); got != "夜班公交停运二 夜班公交停运三" {
		t.Errorf("came back to %s", got)
	}
	back.silent()
	if got := titles(office.listen(missed.id).next()); len(got) != 0 {
		t.Errorf("again %v", got)
	}
	for _, wrong := range []string{"x", "1:2", "9:1:", "1:9999999999:", "1:2:3;drop table notice", strings.Repeat("1", 5000)} {
		l := office.at(g).listen(wrong)
		if got := l.next(); len(got.Notices) != 0 {
			t.Errorf("after %.20s: %v", wrong, titles(got))
		}
		l.cancel()
	}
}

// Two transactions that commit in another order than they began are both heard, once.
func TestLiveHearsLateCommits(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	office := f.as("office-county")
	l := office.listen("")
	l.next()
	write := func(late bool) func() {
		tx, err := f.pool.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		_, err = tx.Exec(t.Context(), `insert into notice (id, person_id, problem_id, event_id, kind, text, actionable, at)
			select gen_random_uuid(), n.id, t.problem_id, t.id, t.kind, '《' || $1::boolean || '》', false, now() from person n, problem_event t
			 where n.account = 'office-county' and not exists (select from notice i where i.event_id = t.id and i.person_id = n.id) limit 1 offset $1::int`, late)
		if err != nil {
			t.Fatal(err)
		}
		return func() {
			if err := tx.Commit(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	early, late := write(false), write(true)
	late()
	if got := titles(l.next()); len(got) != 1 || got[0] != "true" {
		t.Errorf("first %v", got)
	}
	early()
	if got := titles(l.next()); len(got) != 1 || got[0] != "false" {
		t.Errorf("then %v", got)
	}
	l.silent()
}

// Reading on one device counts down on the others.
func TestLiveHearsReading(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	f.as("enterprise01").report("夜班公交停运")
	office := f.as("office-county")
	l := office.listen("")
	if l.next().UnreadCount == 0 {
		t.Fatal("nothing to read")
	}
	office.readAll()
	if got := l.next(); got.UnreadCount != 0 || len(got.Notices) != 0 {
		t.Errorf("%+v", got)
	}
}

func (c *caller) readAll() {
	c.t.Helper()
	var v struct {
		Viewer struct {
			Notices struct{ Nodes []struct{ ID string } }
		}
	}
	c.get(`{ viewer { notices(first: 1) { nodes { id } } } }`, nil, &v)
	c.get(`mutation ($input: ReadNoticesInput!) { readNotices(input: $input) { userErrors { message } } }`,
		map[string]any{"input": map[string]any{"upToId": v.Viewer.Notices.Nodes[0].ID}}, &struct{}{})
}

// A stream ends with its session and no other, with a change of the role, and when the person is disabled.
func TestLiveEndsWithTheSession(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	g := f.again()
	office, phone := f.as("office-county"), f.as("office-county")
	desk, pocket := office.at(g).listen(""), phone.listen("")
	desk.next()
	pocket.next()
	req, _ := http.NewRequest(http.MethodDelete, f.URL+"/session", nil)
	resp, err := office.http.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	desk.over()
	f.as("enterprise01").report("夜班公交停运")
	if got := titles(pocket.next()); len(got) != 1 {
		t.Errorf("the other session hears %v", got)
	}
	if got := office.status("/live"); got != http.StatusUnauthorized {
		t.Errorf("signed out: %d", got)
	}
	for _, change := range []string{
		`update person_role set division_code = '430503' where person_id = (select id from person where account = 'office-county') and role = 'OFFICE'`,
		`update person set disabled_at = now() where account = 'office-county'`,
	} {
		l := phone.listen("")
		l.next()
		if _, err := f.pool.Exec(t.Context(), change); err != nil {
			t.Fatal(err)
		}
		l.over()
	}
}

// A person cannot open streams without end, and those who leave give their place back.
func TestLiveBounds(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	office := f.as("office-county")
	var all []*listener
	for range 8 {
		all = append(all, office.listen(""))
	}
	if got := office.status("/live"); got != http.StatusTooManyRequests {
		t.Errorf("the ninth stream: %d", got)
	}
	all[0].cancel()
	for range all[0].events { // until it has ended
	}
	for n := 0; ; n++ {
		req, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, f.URL+"/live", nil)
		resp, err := (&http.Client{Jar: office.http.Jar}).Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			break
		}
		if n == 50 {
			t.Fatal("the place is not given back")
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// A server that stops does not wait for streams, and leaves nothing running.
func TestLiveEndsWithTheServer(t *testing.T) {
	f := openFront(t)
	before := runtime.NumGoroutine()
	var all []*listener
	for _, account := range []string{"office-county", "cadre01", "enterprise01"} {
		l := f.as(account).listen("")
		l.next()
		all = append(all, l)
	}
	begun := time.Now()
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(begun); took > 3*time.Second {
		t.Errorf("stopping took %s", took)
	}
	for _, l := range all {
		l.over()
	}
	for n := 0; runtime.NumGoroutine() > before; n++ {
		if n == 100 {
			t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
			break
		}
		http.DefaultTransport.(*http.Transport).CloseIdleConnections()
		time.Sleep(20 * time.Millisecond)
	}
}
