package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"time"
)

// phone is a cadre's phone: it keeps what its author captures and sends it as pwa/src/offline does, until the server names the record and
// every photo of it.
type phone struct {
	account, person string
	firms           []firm
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

// author captures visits, and problems that are found on them, until ctx is done; every is the time between two records.
func (p *phone) author(ctx context.Context, every time.Duration) {
	pause := func() { sleep(ctx, every/2+time.Duration(rand.Int64N(int64(every)))) }
	for pause(); ctx.Err() == nil; pause() {
		f := p.firms[rand.IntN(len(p.firms))]
		visit := p.capture("CheckIn", f, "", rand.IntN(2))
		for range rand.IntN(3) {
			pause()
			if ctx.Err() == nil {
				p.capture("ReportProblem", f, visit, rand.IntN(4))
			}
		}
	}
}

// capture saves a record with some photos on the phone and returns its id. From then on it must not be lost.
func (p *phone) capture(kind string, f firm, visit string, photos int) string {
	at := time.Now().Add(p.skew).UTC().Truncate(time.Millisecond)
	it := item{ID: newID(), Kind: kind, DependsOn: visit, SavedAt: time.Now()}
	it.Input = map[string]any{"id": it.ID, "enterpriseId": f.ID, "capturedAt": at.Format(time.RFC3339Nano)}
	if kind == "CheckIn" {
		it.Input["note"] = mark(it.ID)
		if f.Location != nil {
			it.Input["position"] = map[string]any{"lon": near(f.Location.Lon), "lat": near(f.Location.Lat), "accuracy": 15 + rand.IntN(60), "crs": "WGS84"}
		}
	} else {
		it.Input["title"], it.Input["description"], it.Input["category"] = "断网时记下的用工缺口", mark(it.ID), "LABOUR"
		it.Input["visitId"] = visit
	}
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
		p.truth.complain("%s cannot save: %v", p.name(), err)
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

// deliver sends one record and returns the server's receipt, which names every photo as received.
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
		if _, _, err := p.post(ctx, it); err != nil {
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
	receipt, received, err := p.post(ctx, it)
	if err == nil && received < len(sent) {
		err = &trouble{code: "INTERNAL", words: fmt.Sprintf("the server has %d of %d photos", received, len(sent))}
	}
	return receipt, err
}

// freeze fixes what is sent, the same bytes on every try.
func (p *phone) freeze(it *item, photos []photo) error {
	if it.Frozen != nil {
		return nil
	}
	list := []map[string]any{}
	for _, f := range photos {
		list = append(list, map[string]any{"sha256": f.SHA256, "bytes": f.Bytes, "takenAt": it.Input["capturedAt"]})
	}
	it.Input["photos"] = list
	var err error
	if it.Frozen, err = json.Marshal(it.Input); err != nil {
		return err
	}
	return p.box.note(*it)
}

// post sends the record itself and returns the answer, and how many of its photos the server has.
func (p *phone) post(ctx context.Context, it *item) (json.RawMessage, int, error) {
	p.truth.sends(it.ID, it.Frozen)
	record, err := p.client.act(ctx, p.documents[it.Kind], it.Frozen)
	if t := (*trouble)(nil); errors.As(err, &t) && t.code == waits {
		record, err = held(it.ID), nil
	}
	if err != nil {
		return nil, 0, err
	}
	p.truth.answers(it.ID, record)
	var got struct {
		ID             string
		PhotosReceived int
	}
	if err := json.Unmarshal(record, &got); err != nil || got.ID != it.ID {
		return nil, 0, &trouble{code: "NOT_OURS", words: "the receipt of another record"}
	}
	return record, got.PhotosReceived, nil
}

// held is the receipt of a record that is kept for review. It does not count photos: whether they are there, check sees.
func held(id string) json.RawMessage {
	return fmt.Appendf(nil, `{"id":%q,"photosReceived":9,"waits":true}`, id)
}
