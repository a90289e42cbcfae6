package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

// run is what one system did with one operation during a while.
type run struct {
	op, system    string
	connections   int
	perSecond     float64
	p50, p99      float64 // ms
	serverCPU     float64 // ms a request
	databaseCPU   float64 // ms a request, of all of PostgreSQL
	bytes         float64 // a request
	memory        float64 // MB resident after it
	allocations   float64 // a request; 0 when the server does not tell
	failed        int
	firstMistake  error
	requestsTaken int
}

// measure asks one system by a number of connections, each of which waits for its answer before it asks again, through all questions in
// turn. What is prepared, compiled or read into memory at the first use is so before the clock runs.
func measure(s *system, o *op, connections int, warm, during time.Duration, database int) (run, error) {
	r := run{op: o.name, system: s.name, connections: connections}
	clients := make([]*connection, connections)
	for i := range clients {
		var err error
		if clients[i], err = connect(s.address); err != nil {
			return r, err
		}
		defer clients[i].conn.Close()
	}
	loop(s, o, clients, warm)
	serverBefore, databaseBefore := cpu(s.pid()), cpu(database)
	allocsBefore, tells := s.allocations()
	start := time.Now()
	took, bytes, errs := loop(s, o, clients, during)
	elapsed := time.Since(start)
	if len(took) == 0 {
		return r, fmt.Errorf("%s answered nothing to %s: %w", s.name, o.name, errors.Join(errs...))
	}
	n := float64(len(took))
	r.serverCPU, r.databaseCPU = (cpu(s.pid())-serverBefore)/n, (cpu(database)-databaseBefore)/n
	if allocsAfter, _ := s.allocations(); tells {
		r.allocations = (allocsAfter - allocsBefore) / n
	}
	slices.Sort(took)
	r.perSecond, r.bytes, r.memory = n/elapsed.Seconds(), float64(bytes)/n, resident(s.pid())
	r.p50, r.p99 = took[len(took)/2].Seconds()*1000, took[len(took)*99/100].Seconds()*1000
	if r.failed = len(errs); r.failed > 0 {
		r.firstMistake = errs[0]
	}
	return r, nil
}

// loop returns how long each answer took and how many bytes came. A client stops at its first mistake.
func loop(s *system, o *op, clients []*connection, during time.Duration) (took []time.Duration, bytes int, errs []error) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	fixed := make([][]byte, len(o.asked))
	if !o.mutates() {
		for i, q := range o.asked {
			fixed[i] = s.ask(o, q)
		}
	}
	end := time.Now().Add(during)
	for c, client := range clients {
		wg.Go(func() {
			var mine []time.Duration
			var got int
			var mistake error
			for i := c * len(o.asked) / len(clients); time.Now().Before(end); i++ {
				ask := fixed[i%len(fixed)]
				if ask == nil {
					ask = s.ask(o, o.asked[i%len(o.asked)])
				}
				start := time.Now()
				if mistake = client.do(ask); mistake != nil {
					break
				}
				mine, got = append(mine, time.Since(start)), got+len(client.body)
			}
			mu.Lock()
			defer mu.Unlock()
			took, bytes = append(took, mine...), bytes+got
			if mistake != nil {
				errs = append(errs, mistake)
			}
		})
	}
	wg.Wait()
	return took, bytes, errs
}

// verify asks every question of every system and compares what the answers say. For pages it finds each system's own cursors first.
func verify(systems []*system, o *op) error {
	clients := map[*system]*connection{}
	for _, s := range systems {
		c, err := connect(s.address)
		if err != nil {
			return err
		}
		defer c.conn.Close()
		clients[s] = c
		if err := turn(s, c, o); err != nil {
			return fmt.Errorf("%s of %s: %w", o.name, s.name, err)
		}
	}
	for _, q := range o.asked {
		var first any
		for i, s := range systems {
			if err := clients[s].do(s.ask(o, q)); err != nil {
				return fmt.Errorf("%s of %s: %w", o.name, s.name, err)
			}
			got, err := content(clients[s].body, o.name == "a" || o.name == "e")
			if err == nil && i > 0 {
				err = same(first, got, o.mutates())
			}
			if err != nil {
				return fmt.Errorf("%s of %s and %s, asked %v: %w", o.name, systems[0].name, s.name, q, err)
			}
			if i == 0 {
				first = got
			}
		}
	}
	return nil
}

// turn reads the first page of each question, and has a system's questions go on after it.
func turn(s *system, c *connection, o *op) error {
	if s.name == "limit" || !o.ours.pages() {
		return nil
	}
	after := make(map[string]any, len(o.asked))
	for _, q := range o.asked {
		if err := c.do(s.ask(o, q)); err != nil {
			return err
		}
		var page struct {
			Data struct {
				Problems struct{ PageInfo struct{ EndCursor string } }
			}
		}
		if err := json.Unmarshal(c.body, &page); err != nil {
			return err
		}
		after[fmt.Sprint(q)] = page.Data.Problems.PageInfo.EndCursor
	}
	first := s.ask
	s.ask = func(asked *op, q question) []byte {
		if asked.name == o.name {
			cursor := after[fmt.Sprint(q)]
			q = q.anew()
			q["after"] = cursor
		}
		return first(asked, q)
	}
	return nil
}
