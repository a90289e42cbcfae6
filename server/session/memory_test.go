package session_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"lianqi/server/access"
	"lianqi/server/fault"
	"lianqi/server/session"
)

// While it hears the database, a store remembers sessions for a moment and no longer than nothing changes.
func TestSessionsAreRememberedWhileNothingChanges(t *testing.T) {
	t.Parallel()
	pool := people(t)
	s := session.New(pool)
	cookie, err := signIn(s, "cadre01", session.DemoPassword, "", monday)
	if err != nil {
		t.Fatal(err)
	}
	do := func(sql string) {
		if _, err := pool.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	// until asks at one and the same time, at which nothing remembered grows old.
	until := func(what string, is func(a access.Actor, err error) bool) {
		t.Helper()
		for range 500 {
			if is(s.Load(t.Context(), cookie, monday)) {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
		t.Errorf("%s: it never was so", what)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s.Follow(ctx, func(err error) { t.Log(err) })

	do("alter table person_role disable trigger session_changed") // what is not told can only be remembered
	until("remembered", func(a access.Actor, _ error) bool {
		do("update person_role set role = case role when 'LINK_CADRE' then 'RESIDENT_CADRE' else 'LINK_CADRE' end where person_id = '" + cadre + "'")
		b, err := s.Load(t.Context(), cookie, monday)
		return err == nil && a.Role == b.Role
	})
	before, _ := s.Load(t.Context(), cookie, monday)
	if a, err := s.Load(t.Context(), cookie, monday.Add(6*time.Second)); err != nil || a.Role == before.Role {
		t.Errorf("six seconds later it still is %s: %v", a.Role, err)
	}
	do("alter table person_role enable trigger session_changed")
	do("update person_role set role = 'SUPERVISOR' where person_id = '" + cadre + "'")
	until("another role", func(a access.Actor, _ error) bool { return a.Role == access.Supervisor })
	do("insert into division (code, name, level, parent_code) values ('430502001', '某街道', 'TOWN', '430502')")
	until("another division", func(a access.Actor, _ error) bool { return slices.Contains(a.Areas, "430502001") })
	do("update person set disabled_at = now() where id = '" + cadre + "'")
	until("disabled", func(_ access.Actor, err error) bool { return fault.Is(err, fault.Unauthenticated) })
	do("update person set disabled_at = null where id = '" + cadre + "'")
	until("enabled", func(_ access.Actor, err error) bool { return err == nil })
	do("alter table person_role disable trigger session_changed")
	do("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query = 'listen session'")
	until("deaf", func(access.Actor, error) bool {
		for _, role := range []string{"LINK_CADRE", "RESIDENT_CADRE", "LINK_CADRE"} {
			do("update person_role set role = '" + role + "' where person_id = '" + cadre + "'")
			if a, err := s.Load(t.Context(), cookie, monday); err != nil || string(a.Role) != role {
				return false
			}
		}
		return true
	})
	if err := s.End(t.Context(), cookie, monday); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Load(t.Context(), cookie, monday); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("signed out here: %v", err)
	}
}
