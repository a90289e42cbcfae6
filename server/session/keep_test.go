package session

import (
	"fmt"
	"testing"
	"time"

	"lianqi/server/access"
)

// What is kept was true when it was kept: not while nobody tells of changes, not when something changed while it was loaded.
func TestMemoryKeepsWhatIsTrue(t *testing.T) {
	t.Parallel()
	now, cadre := time.Now(), access.Actor{Role: access.LinkCadre}
	m := &memory{sessions: map[string]holder{}}
	known := func(cookie string) bool {
		_, is, _ := m.find(cookie, now)
		return is
	}
	load := func(cookie string, meanwhile func()) bool {
		_, _, since := m.find(cookie, now)
		meanwhile()
		m.keep(cookie, cadre, now, since)
		return known(cookie)
	}
	nothing := func() {}
	if load("deaf", nothing) {
		t.Error("kept while nobody tells of changes")
	}
	m.forget(true)
	if !load("a", nothing) {
		t.Error("not kept although nothing changed")
	}
	if load("b", func() { m.forget(true) }) || known("a") {
		t.Error("kept although something changed")
	}
	if load("c", m.forgetOwn) {
		t.Error("kept although this server changed something")
	}
	load("d", nothing)
	if m.forgetOwn(); known("d") {
		t.Error("known although this server changed something")
	}
	for i := range mostRemembered + 10 {
		load(fmt.Sprint(i), nothing)
	}
	if n := len(m.sessions); n > mostRemembered || !known(fmt.Sprint(mostRemembered+9)) {
		t.Errorf("%d sessions are kept", n)
	}
}
