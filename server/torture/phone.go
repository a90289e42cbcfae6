package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// phone is a cadre's phone: it keeps what its author captures and sends it as pwa/src/offline does, until the server names the record and
// every photo of it.
type phone struct {
	account, person string
	firms           []firm
	duty            duty
	link            *link
	client          *client
	box             outbox
	truth           *truth
	documents       documents
	textFirst       bool          // sends the record before its photos, and again after them
	skew            time.Duration // how far its clock is off
	defect          string        // a bug of bugs.go that this phone has

	woken chan bool // something new to send; true: also what waits for its next try
	mu    sync.Mutex
	kill  context.CancelFunc // ends the app; nil while it does not run
}

// firm is an enterprise that the cadre answers for.
type firm struct {
	ID       string
	Location *struct{ Lon, Lat float64 }
}

// join signs an account in on a new phone and learns whom its cadre visits.
func join(ctx context.Context, dir, account string, backends []string, t *truth, d documents) (*phone, error) {
	p := &phone{account: account, truth: t, documents: d, woken: make(chan bool, 1)}
	var err error
	if p.box, err = openOutbox(dir); err != nil {
		return nil, err
	}
	if p.link, err = newLink(backends); err != nil {
		return nil, err
	}
	p.client = newClient(p.link.url)
	if err := p.signIn(ctx); err != nil {
		return nil, err
	}
	var data struct {
		Viewer struct {
			ID          string
			Enterprises struct{ Nodes []firm }
		}
	}
	err = p.client.ask(ctx, "{ viewer { id enterprises(first: 50) { nodes { id location { lon lat } } } } }", nil, &data)
	p.person, p.firms = data.Viewer.ID, data.Viewer.Enterprises.Nodes
	return p, err
}

// signIn tries until somebody is signed in.
func (p *phone) signIn(ctx context.Context) error {
	for {
		err := p.client.signIn(ctx, p.account)
		if err == nil || ctx.Err() != nil {
			return err
		}
		wait := time.Second
		if t := (*trouble)(nil); errors.As(err, &t) {
			wait = max(wait, t.retryAfter)
		}
		sleep(ctx, wait)
	}
}

// name tells the phone from the others.
func (p *phone) name() string { return filepath.Base(p.box.dir) }

// run keeps the app running until ctx is done; whenever it is killed it starts anew from what is on the phone.
func (p *phone) run(ctx context.Context) {
	for ctx.Err() == nil {
		life, kill := context.WithCancel(ctx)
		p.mu.Lock()
		p.kill = kill
		p.mu.Unlock()
		p.sender(life)
		kill()
		sleep(ctx, time.Duration(rand.IntN(1000))*time.Millisecond)
	}
}

// die ends the app in the middle of whatever it does.
func (p *phone) die() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.kill != nil {
		p.kill()
	}
}

// wake has the sender look again; hurry does not wait out a backoff of the phone's own, as when the network comes back.
func (p *phone) wake(hurry bool) {
	select {
	case p.woken <- hurry:
	default:
	}
}

// author captures visits, and problems that are found on them, and what else its person has to record, until ctx is done; every is the time
// between two records.
func (p *phone) author(ctx context.Context, every time.Duration) {
	pause := func() { sleep(ctx, every/2+time.Duration(rand.Int64N(int64(every)))) }
	for pause(); ctx.Err() == nil; pause() {
		if visits := strings.HasPrefix(p.account, "cadre"); !visits || rand.IntN(4) == 0 {
			if p.record() || !visits {
				continue
			}
		}
		f := p.firms[rand.IntN(len(p.firms))]
		visit := p.capture("CheckIn", p.checkIn(f), "", rand.IntN(2))
		for range rand.IntN(3) {
			pause()
			if ctx.Err() == nil {
				p.capture("ReportProblem", map[string]any{
					"enterpriseId": f.ID, "visitId": visit, "title": "断网时记下的用工缺口", "description": marked, "category": "LABOUR", "capturedAt": p.clock(),
				}, visit, rand.IntN(4))
			}
		}
	}
}

// clock is the time by the phone's clock.
func (p *phone) clock() string {
	return time.Now().Add(p.skew).UTC().Truncate(time.Millisecond).Format(time.RFC3339Nano)
}

func (p *phone) checkIn(f firm) map[string]any {
	in := map[string]any{"enterpriseId": f.ID, "capturedAt": p.clock(), "note": marked}
	if f.Location != nil {
		in["position"] = map[string]any{"lon": near(f.Location.Lon), "lat": near(f.Location.Lat), "accuracy": 15 + rand.IntN(60), "crs": "WGS84"}
	}
	return in
}

// capture saves a record with some photos on the phone and returns its id. From then on it must not be lost.
func (p *phone) capture(kind string, input map[string]any, dependsOn string, photos int) string {
	it := item{ID: newID(), Kind: kind, DependsOn: dependsOn, SavedAt: time.Now(), Input: input}
	for name, text := range input {
		if text == marked {
			input[name] = mark(it.ID)
		}
	}
	input["id"] = it.ID
	var pictures [][]byte
	for range photos {
		shot, bytes := shoot()
		it.Photos, pictures = append(it.Photos, shot), append(pictures, bytes)
	}
	if photos > 1 && rand.IntN(8) == 0 { // the same picture in two places
		it.Photos[1], pictures[1] = it.Photos[0], pictures[0]
	}
	p.truth.captures(it, p)
	if err := p.box.save(it, pictures); err != nil {
		p.truth.takesBack(it)
		p.truth.complain("", "%s cannot save: %v", p.name(), err)
		return ""
	}
	p.wake(false)
	return it.ID
}

// mark finds a record by its text, whatever id it was given.
func mark(id string) string { return "〔" + id + "〕断网时记下，联网后发送。" }

func near(degrees float64) float64 {
	return float64(int(degrees*1e7)+rand.IntN(4000)-2000) / 1e7
}

// deliver sends one record and returns the server's answer, whose receipt names the record and every photo by its hash.
func (p *phone) deliver(ctx context.Context, it *item) (json.RawMessage, error) {
	var sent []photo
	var pictures [][]byte
	for _, f := range it.Photos {
		b, err := p.box.picture(f.SHA256)
		switch {
		case err == nil:
			sent, pictures = append(sent, f), append(pictures, b)
		case p.defect != skipsPhoto:
			return nil, &trouble{code: "INTERNAL", words: err.Error()}
		}
	}
	if p.textFirst {
		if err := p.freeze(it, sent); err != nil {
			return nil, err
		}
		if _, err := p.post(ctx, it); err != nil {
			return nil, err
		}
	}
	for i, f := range sent {
		if err := p.upload(ctx, f.SHA256, pictures[i]); err != nil {
			return nil, err
		}
	}
	if err := p.freeze(it, sent); err != nil {
		return nil, err
	}
	got, err := p.post(ctx, it)
	if err != nil {
		return nil, err
	}
	for _, f := range sent {
		if !slices.Contains(got.receipt.Photos, f.SHA256) {
			return nil, &trouble{code: "INTERNAL", words: fmt.Sprintf("the server has %d of %d photos", len(got.receipt.Photos), len(sent))}
		}
	}
	return got.record, nil
}

// freeze fixes what is sent, the same bytes on every try.
func (p *phone) freeze(it *item, photos []photo) error {
	if it.Frozen != nil {
		return nil
	}
	list := []map[string]any{}
	for _, f := range photos {
		list = append(list, map[string]any{"sha256": f.SHA256, "bytes": f.Bytes, "takenAt": it.SavedAt.UTC().Format(time.RFC3339)})
	}
	if !bare[it.Kind] {
		it.Input["photos"] = list
	}
	var err error
	if it.Frozen, err = json.Marshal(it.Input); err != nil {
		return err
	}
	return p.box.note(*it)
}

// post sends the record itself and returns the answer, whose receipt is the record's own.
func (p *phone) post(ctx context.Context, it *item) (payload, error) {
	p.truth.sends(it.ID, it.Frozen)
	got, err := p.client.act(ctx, p.documents[it.Kind], it.Frozen)
	if err != nil {
		return got, err
	}
	if got.receipt.ID != it.ID {
		return got, &trouble{code: "NOT_OURS", words: "the receipt of another record"}
	}
	p.truth.answers(it.ID, got.record)
	return got, nil
}
