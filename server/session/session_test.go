package session_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/db/dbtest"
	"lianqi/server/fault"
	"lianqi/server/session"
)

var monday = time.Date(2026, 3, 2, 9, 0, 0, 0, time.FixedZone("", 8*3600))

const (
	office = "0195d000-0000-7000-8000-000000000001"
	cadre  = "0195d000-0000-7000-8000-000000000002"
)

// people is a database of a city with two counties, its office (who is also a leader of one county), a cadre, and somebody
// disabled; all have the demo password.
func people(t *testing.T) *pgxpool.Pool {
	t.Helper()
	pool := dbtest.New(t)
	_, err := pool.Exec(context.Background(), `
insert into division (code, name, level, parent_code) values
  ('430000', '湖南省', 'PROVINCE', null), ('430500', '邵阳市', 'CITY', '430000'), ('430502', '双清区', 'COUNTY', '430500'),
  ('430503', '大祥区', 'COUNTY', '430500'), ('430600', '岳阳市', 'CITY', '430000'), ('430602', '岳阳楼区', 'COUNTY', '430600');
insert into person (id, account, name, password_hash, disabled_at) values
  ('`+office+`', 'office-city', '市联企办·演示01', '`+session.DemoPasswordHash+`', null),
  ('`+cadre+`', 'cadre01', '联企干部·演示01', '`+session.DemoPasswordHash+`', null),
  ('0195d000-0000-7000-8000-000000000003', 'gone', '离岗·演示01', '`+session.DemoPasswordHash+`', now());
insert into person_role (id, person_id, role, division_code, position) values
  ('0195d000-0000-7000-8000-00000000000a', '`+office+`', 'LEADER', '430502', 2),
  ('0195d000-0000-7000-8000-00000000000b', '`+office+`', 'OFFICE', '430500', 1),
  ('0195d000-0000-7000-8000-00000000000c', '`+cadre+`', 'LINK_CADRE', '430502', 1),
  ('0195d000-0000-7000-8000-00000000000d', '0195d000-0000-7000-8000-000000000003', 'LINK_CADRE', '430502', 1);`)
	if err != nil {
		t.Fatal(err)
	}
	return pool
}

func signIn(s *session.Store, account, password, role string, now time.Time) (string, error) {
	cookie, _, err := s.SignIn(context.Background(), session.Credentials{Account: account, Password: password, Role: role}, "test", "192.0.2.1", now)
	return cookie, err
}

func TestSignInGivesTheActor(t *testing.T) {
	t.Parallel()
	pool := people(t)
	s := session.New(pool)
	for _, c := range []struct {
		role  string
		want  access.Role
		level string
		areas []string
	}{
		{"", access.Office, "CITY", []string{"430500", "430502", "430503"}},
		{"LEADER", access.Leader, "COUNTY", []string{"430502"}},
		{"0195d000-0000-7000-8000-00000000000a", access.Leader, "COUNTY", []string{"430502"}},
	} {
		cookie, err := signIn(s, " Office-City ", session.DemoPassword, c.role, monday)
		if err != nil {
			t.Fatal(err)
		}
		a, err := s.Load(t.Context(), cookie, monday)
		slices.Sort(a.Areas)
		if err != nil || a.Role != c.want || a.PersonID != office || a.SessionID == "" || a.Level != c.level || !slices.Equal(a.Areas, c.areas) {
			t.Errorf("role %q: %+v, %v", c.role, a, err)
		}
	}
}

func TestSignInRefuses(t *testing.T) {
	t.Parallel()
	s := session.New(people(t))
	for _, c := range []struct{ account, password, role string }{
		{"cadre01", "lianqi-Demo", ""},
		{"cadre01", "", ""},
		{"nobody", session.DemoPassword, ""},
		{"gone", session.DemoPassword, ""},
		{"cadre01", session.DemoPassword, "OFFICE"},
		{"cadre01", session.DemoPassword, "0195d000-0000-7000-8000-00000000000b"}, // somebody else's role
		{"cadre01\x00", session.DemoPassword, ""},
		{strings.Repeat("a", 5000), session.DemoPassword, ""},
		{"cadre01", strings.Repeat("a", 5000), ""},
	} {
		if cookie, err := signIn(s, c.account, c.password, c.role, monday); !fault.Is(err, fault.Unauthenticated) || cookie != "" {
			t.Errorf("%.20q %.20q %q: %v", c.account, c.password, c.role, err)
		}
	}
}

func TestSessionEnds(t *testing.T) {
	t.Parallel()
	pool := people(t)
	s := session.New(pool)
	begin := func() string {
		cookie, err := signIn(s, "cadre01", session.DemoPassword, "", monday)
		if err != nil {
			t.Fatal(err)
		}
		return cookie
	}
	live := func(cookie string, after time.Duration) bool {
		_, err := s.Load(t.Context(), cookie, monday.Add(after))
		if err != nil && !fault.Is(err, fault.Unauthenticated) {
			t.Fatal(err)
		}
		return err == nil
	}

	idle := begin()
	if !live(idle, 11*time.Hour) || !live(idle, 22*time.Hour) || live(idle, 35*time.Hour) {
		t.Error("a session does not live 12 hours after its last request")
	}
	busy := begin()
	for h := time.Duration(0); h < 7*24; h += 11 {
		if !live(busy, h*time.Hour) {
			t.Fatalf("ended after %d hours", h)
		}
	}
	if live(busy, session.Lifetime) {
		t.Error("a session lives longer than 7 days")
	}

	left := begin()
	if err := s.End(t.Context(), left, monday); err != nil || live(left, 0) {
		t.Error("a session lives on after sign-out:", err)
	}

	cut, kept := begin(), begin()
	mine, _ := s.Load(t.Context(), cut, monday)
	other, err := signIn(s, "office-city", session.DemoPassword, "", monday)
	if err != nil {
		t.Fatal(err)
	}
	theirs, _ := s.Load(t.Context(), other, monday)
	for _, id := range []string{theirs.SessionID, "0195d000-0000-7000-8000-0000000000ff", "x", ""} {
		if err := s.EndOwn(t.Context(), mine, id, monday); !fault.Is(err, fault.NotFound) {
			t.Errorf("ending %q: %v", id, err)
		}
	}
	for range 2 {
		if err := s.EndOwn(t.Context(), mine, mine.SessionID, monday); err != nil {
			t.Error(err)
		}
	}
	if live(cut, 0) || !live(kept, 0) || !live(other, 0) {
		t.Error("the wrong session ended")
	}

	if _, err := pool.Exec(t.Context(), "update person set disabled_at = now() where account = 'cadre01'"); err != nil {
		t.Fatal(err)
	}
	if live(kept, 0) {
		t.Error("a disabled person is still signed in")
	}
}

func TestLastSeenIsKeptToTheMinute(t *testing.T) {
	t.Parallel()
	pool := people(t)
	s := session.New(pool)
	cookie, err := signIn(s, "cadre01", session.DemoPassword, "", monday)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ at, want time.Duration }{{30 * time.Second, 0}, {61 * time.Second, 61 * time.Second}, {90 * time.Second, 61 * time.Second}} {
		if _, err := s.Load(t.Context(), cookie, monday.Add(c.at)); err != nil {
			t.Fatal(err)
		}
		var seen time.Time
		if err := pool.QueryRow(t.Context(), "select last_seen_at from session").Scan(&seen); err != nil || !seen.Equal(monday.Add(c.want)) {
			t.Errorf("after %v: seen %v, %v", c.at, seen.Sub(monday), err)
		}
	}
}

func TestOnlyAHashIsStored(t *testing.T) {
	t.Parallel()
	pool := people(t)
	cookie, err := signIn(session.New(pool), "cadre01", session.DemoPassword, "", monday)
	if err != nil {
		t.Fatal(err)
	}
	var row string
	if err := pool.QueryRow(t.Context(), "select session::text from session").Scan(&row); err != nil {
		t.Fatal(err)
	}
	if len(cookie) != 43 || strings.Contains(row, cookie) || strings.Contains(row, fmt.Sprintf("%x", cookie)) {
		t.Errorf("cookie %q is in %s", cookie, row)
	}
}

func TestGuessingIsSlowedDown(t *testing.T) {
	t.Parallel()
	s := session.New(people(t))
	now := monday
	wait := func(password string) time.Duration {
		_, err := signIn(s, "cadre01", password, "", now)
		var t *session.Throttled
		if errors.As(err, &t) && fault.Is(err, fault.TooMany) {
			return t.After
		}
		return 0
	}
	for i := range 10 {
		if wait("wrong") != 0 {
			t.Fatalf("delayed at guess %d", i)
		}
		now = now.Add(time.Millisecond)
	}
	var last time.Duration
	for range 6 {
		w := wait(session.DemoPassword)
		if w <= last {
			t.Fatalf("the delay grew from %v to %v", last, w)
		}
		last, now = w, now.Add(w)
		if wait("wrong") != 0 {
			t.Fatal("still delayed after the wait")
		}
		now = now.Add(time.Millisecond)
	}
	if _, err := signIn(s, "office-city", session.DemoPassword, "", now); err != nil {
		t.Error("another account is delayed too:", err)
	}
	now = now.Add(time.Hour)
	if _, err := signIn(s, "cadre01", session.DemoPassword, "", now); err != nil {
		t.Error("still delayed after an hour:", err)
	}
}

// On a bad network a phone may break off before it has its answer, again and again; it has guessed nothing.
func TestSignInsThatAreBrokenOffAreNoGuesses(t *testing.T) {
	t.Parallel()
	pool := people(t)
	s := session.New(pool)
	noted := func() (n int) {
		if err := pool.QueryRow(context.Background(), "select count(*) from sign_in_failure").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	slow, err := pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = slow.Rollback(context.Background()) }()
	if _, err := slow.Exec(t.Context(), "lock table session in access exclusive mode"); err != nil { // so that no answer comes
		t.Fatal(err)
	}
	ctx, breakOff := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		_, _, err := s.SignIn(ctx, session.Credentials{Account: "cadre01", Password: session.DemoPassword}, "", "203.0.113.5", monday)
		ended <- err
	}()
	for noted() == 0 && len(ended) == 0 {
		time.Sleep(time.Millisecond) // until it has begun
	}
	breakOff()
	if err := <-ended; err == nil {
		t.Error("it was not broken off")
	}
	if n := noted(); n != 0 {
		t.Errorf("%d guesses are noted", n)
	}
}

func TestGuessingManyAccountsFromOneAddress(t *testing.T) {
	t.Parallel()
	pool := people(t)
	if _, err := pool.Exec(t.Context(), `insert into sign_in_failure (account, address, at)
select 'a' || i, '192.0.2.1', $1::timestamptz from generate_series(1, 100) i`, monday.Add(-100*time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	s := session.New(pool)
	if _, err := signIn(s, "cadre01", session.DemoPassword, "", monday); !fault.Is(err, fault.TooMany) {
		t.Error("not delayed:", err)
	}
	if _, _, err := s.SignIn(t.Context(), session.Credentials{Account: "cadre01", Password: session.DemoPassword}, "", "192.0.2.2", monday); err != nil {
		t.Error("another address is delayed too:", err)
	}
}

// A whole office signs in at nine, behind one address: a try that began a moment later may be noted first.
func TestSignInsOfOneAddressAtTheSameTime(t *testing.T) {
	t.Parallel()
	pool := people(t)
	if _, err := pool.Exec(t.Context(), `insert into sign_in_failure (account, address, at) values ('cadre01', '192.0.2.1', $1), ('cadre02', '192.0.2.1', $1)`,
		monday.Add(time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	if _, err := signIn(session.New(pool), "cadre01", session.DemoPassword, "", monday); err != nil {
		t.Error(err)
	}
}

func TestGuessesAtTheSameTimeCount(t *testing.T) {
	t.Parallel()
	s := session.New(people(t))
	var wg sync.WaitGroup
	var mu sync.Mutex
	compared := 0
	for i := range 60 {
		wg.Go(func() {
			_, err := signIn(s, "cadre01", "wrong", "", monday.Add(time.Duration(i)*time.Microsecond))
			mu.Lock()
			defer mu.Unlock()
			if fault.Is(err, fault.Unauthenticated) {
				compared++
			}
		})
	}
	wg.Wait()
	if compared > 35 { // 10, and what 20 connections may ask at the same instant
		t.Errorf("%d of 60 guesses were compared", compared)
	}
}

func TestDemoPasswords(t *testing.T) {
	t.Parallel()
	if ok, err := argon2id.ComparePasswordAndHash(session.DemoPassword, session.DemoPasswordHash); !ok || err != nil {
		t.Fatal("the demo hash is not that of the demo password", err)
	}
	pool := people(t)
	s := session.New(pool)
	if valid, err := s.DemoPasswordsValid(t.Context()); !valid || err != nil {
		t.Error("not found", err)
	}
	hash, err := session.HashPassword("something else")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pool.Exec(t.Context(), "update person set password_hash = $1 where disabled_at is null", hash); err != nil {
		t.Fatal(err)
	}
	if valid, err := s.DemoPasswordsValid(t.Context()); valid || err != nil {
		t.Error("found where only a disabled person has one", err)
	}
	if _, err := signIn(s, "cadre01", "something else", "", monday); err != nil {
		t.Error(err)
	}
}

func TestSweep(t *testing.T) {
	t.Parallel()
	pool := people(t)
	s := session.New(pool)
	if _, err := signIn(s, "cadre01", session.DemoPassword, "", monday); err != nil {
		t.Fatal(err)
	}
	if _, err := signIn(s, "cadre01", "wrong", "", monday); err == nil {
		t.Fatal("signed in")
	}
	for _, c := range []struct {
		after              time.Duration
		sessions, failures int
	}{{time.Hour, 1, 1}, {25 * time.Hour, 1, 0}, {38 * 24 * time.Hour, 0, 0}} {
		if err := s.Sweep(t.Context(), monday.Add(c.after)); err != nil {
			t.Fatal(err)
		}
		var sessions, failures int
		err := pool.QueryRow(t.Context(), "select (select count(*) from session), (select count(*) from sign_in_failure)").Scan(&sessions, &failures)
		if err != nil || sessions != c.sessions || failures != c.failures {
			t.Errorf("after %v: %d sessions, %d failures, %v", c.after, sessions, failures, err)
		}
	}
}
