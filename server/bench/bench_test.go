package main

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"lianqi/graph"
	"lianqi/server/db/dbtest"
	"lianqi/server/session"
	"lianqi/server/verb"
)

// A small province loads, and each operation has the same content from our server as from the statement by hand: what is timed is one thing.
func TestSystemsSayTheSame(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t)
	taken, err := pool.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	conn := taken.Hijack() // its settings stay with it
	defer conn.Close(context.WithoutCancel(t.Context()))
	if err := load(t.Context(), conn, .002); err != nil {
		t.Fatal(err)
	}
	var ops []*op
	for _, name := range append(reads, writes...) {
		o, err := readOp(t.Context(), conn, name)
		if err != nil {
			t.Fatal(err)
		}
		o.asked = o.asked[:min(len(o.asked), 20)]
		ops = append(ops, o)
	}
	cookies, err := signIn(t.Context(), conn, ops)
	if err != nil {
		t.Fatal(err)
	}
	nouns, err := graph.Nouns(graph.Schema())
	if err != nil {
		t.Fatal(err)
	}
	edge := &session.Edge{Sessions: session.New(pool)}
	answer := graph.Handler(graph.Executable(nouns, pool, &graph.Resolver{Verbs: verb.New(pool, time.Now), Session: edge.Sessions, Now: time.Now}))
	ours := httptest.NewServer(edge.Authenticate(answer))
	defer ours.Close()
	byHand, err := limitHandler(pool)
	if err != nil {
		t.Fatal(err)
	}
	least := httptest.NewServer(byHand)
	defer least.Close()
	systems := []*system{
		{name: "ours", address: ours.Listener.Addr().String(), ask: askOurs(cookies)},
		{name: "limit", address: least.Listener.Addr().String(), ask: askLimit},
	}
	for _, o := range ops {
		if err := verify(systems, o); err != nil {
			t.Error(err)
		}
	}
	// A comparison that cannot fail would let two unlike things be timed.
	systems[1].ask = func(o *op, q question) []byte {
		body, _ := json.Marshal(ops[1].asked[0].anew())
		return request("/"+o.name, "", body)
	}
	if err := verify(systems, ops[1]); err == nil || !strings.Contains(err.Error(), "answers differ") {
		t.Errorf("answers about different problems: %v", err)
	}
}
