package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sync"

	"lianqi/server/once"
)

// truth is what really happened, as nobody but the harness can know it.
type truth struct {
	mu       sync.Mutex
	said     map[string]*said  // by the record's id: all that phones said is saved
	sendable map[string]bool   // person and hash of photos whose last bytes were sent: the server may hold them, before it cannot
	spoilt   map[string]*phone // photos that the server put together wrong, by person and hash
	partial  map[string]*phone // records that somebody saw as complete before they were
	changed  map[string]*phone // records whose id was answered in two ways
	silent   map[string]*phone // records whose id was answered once, and not again
	lines    findings
}

// said is a record that a phone said is saved.
type said struct {
	item
	phone  *phone
	sent   json.RawMessage // its input as it was first sent
	answer string          // what the server said of it first; "" while it said nothing
}

func newTruth() *truth {
	return &truth{
		said: map[string]*said{}, sendable: map[string]bool{},
		spoilt: map[string]*phone{}, partial: map[string]*phone{}, changed: map[string]*phone{},
		silent: map[string]*phone{}, lines: findings{},
	}
}

func newID() string { return once.New() }

// captures notes a record just before it is saved, so that no reader can meet one that is not known.
func (t *truth) captures(it item, p *phone) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.said[it.ID] = &said{item: it, phone: p}
}

func (t *truth) takesBack(it item) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.said, it.ID)
}

func (t *truth) mayHold(person, sha256 string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.sendable[person+sha256] = true
}

// garbled notes that the server put a photo together that is not the one that was sent. TCP does not change bytes, so it was the server.
func (t *truth) garbled(p *phone, sha256, words string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.spoilt[p.person+sha256] = p
	t.lines.add("badhash", "%s: photo %.8s was put together wrong %s", p.name(), sha256, words)
}

// sends notes the exact input of a record.
func (t *truth) sends(id string, input json.RawMessage) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.said[id].sent = input
}

// answers notes what the server said of an id: of the record, or of that to which it was added. What may change later is left aside; all else
// must stay for ever.
func (t *truth) answers(id string, record json.RawMessage) {
	t.mu.Lock()
	defer t.mu.Unlock()
	s, now := t.said[id], lasting(record)
	if s.answer == "" {
		s.answer = now
	}
	if s.answer != now {
		t.changes(s, now)
	}
}

// refuses notes that an id was refused that had been answered before.
func (t *truth) refuses(id string, why error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.changes(t.said[id], why.Error())
}

func (t *truth) changes(s *said, now string) {
	t.changed[s.ID] = s.phone
	t.lines.add("twice", "%s: %s %s was answered as %s, now as %s", s.phone.name(), s.Kind, s.ID, s.answer, now)
}

// keepsSilent notes that an id that had been answered before never was again; why is what came of the last try.
func (t *truth) keepsSilent(id string, why error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := t.said[id]
	t.silent[id] = s.phone
	t.lines.add("silent", "%s: %s %s was not answered again: %v", s.phone.name(), s.Kind, id, why)
}

// sees judges what a reader saw of a record: how many photos it announces, and how many are here.
func (t *truth) sees(id string, expected, received int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := t.said[id]
	if s == nil || received < expected || t.partial[id] != nil {
		return
	}
	for _, f := range s.Photos {
		if !t.sendable[s.phone.person+f.SHA256] {
			t.partial[id] = s.phone
			t.lines.add("partial", "%s: %s was shown with %d of %d photos before %.8s was sent", s.phone.name(), id, received, expected, f.SHA256)
			return
		}
	}
}

// complain keeps a line for whoever looks for the cause of what a counter counts; or of what else did not go as it should, under "".
func (t *truth) complain(counter, format string, args ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lines.add(counter, format, args...)
}

// phoneOf is the phone that a record was captured on; nil for one of another trial.
func (t *truth) phoneOf(id string) *phone {
	t.mu.Lock()
	defer t.mu.Unlock()
	if s := t.said[id]; s != nil {
		return s.phone
	}
	return nil
}

// all is every record that a phone said is saved.
func (t *truth) all() (all []*said) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, s := range t.said {
		all = append(all, s)
	}
	return all
}

// documents are the application's own mutations, by name.
type documents map[string]string

// readDocuments takes them from where the application has them.
func readDocuments(root string) (documents, error) {
	d := documents{}
	for name, file := range map[string]string{
		"CheckIn": "visit/visit.graphql", "ReportProblem": "problem/problem.graphql", "SupplementProblem": "problem/problem.graphql",
		"ReportProgress": "problem/problem.graphql", "ReplyDispatch": "problem/problem.graphql", "WriteResidentLog": "resident/resident.graphql",
	} {
		b, err := os.ReadFile(filepath.Join(root, "pwa/src/features", file))
		if err != nil {
			return nil, err
		}
		if d[name] = string(regexp.MustCompile(`(?ms)^mutation ` + name + `\b.*?^}`).Find(b)); d[name] == "" {
			return nil, fmt.Errorf("%s has no mutation %s", file, name)
		}
	}
	return d, nil
}
