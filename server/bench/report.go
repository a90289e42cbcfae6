package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
)

// median is the run in the middle of repetitions, value by value.
func median(runs []run) run {
	m := runs[0]
	middle := func(of func(run) float64) float64 {
		values := make([]float64, len(runs))
		for i, r := range runs {
			values[i] = of(r)
		}
		slices.Sort(values)
		return (values[(len(values)-1)/2] + values[len(values)/2]) / 2
	}
	m.perSecond = middle(func(r run) float64 { return r.perSecond })
	m.p50 = middle(func(r run) float64 { return r.p50 })
	m.p99 = middle(func(r run) float64 { return r.p99 })
	m.serverCPU = middle(func(r run) float64 { return r.serverCPU })
	m.databaseCPU = middle(func(r run) float64 { return r.databaseCPU })
	m.bytes = middle(func(r run) float64 { return r.bytes })
	m.memory = middle(func(r run) float64 { return r.memory })
	m.allocations = middle(func(r run) float64 { return r.allocations })
	m.failed = 0
	for _, r := range runs {
		m.failed += r.failed
	}
	return m
}

type cellOf struct {
	op, system  string
	connections int
}

// table is the medians of all runs.
type table map[cellOf]run

func newTable(runs []run) table {
	by := map[cellOf][]run{}
	for _, r := range runs {
		k := cellOf{r.op, r.system, r.connections}
		by[k] = append(by[k], r)
	}
	t := table{}
	for k, all := range by {
		t[k] = median(all)
	}
	return t
}

// ratio of two systems' median requests per second. Each repetition has all systems close together, so that what else the machine did
// weighs on all.
func (t table) ratio(op, of, to string, connections int) string {
	a, b := t[cellOf{op, of, connections}], t[cellOf{op, to, connections}]
	if a.perSecond == 0 || b.perSecond == 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f", a.perSecond/b.perSecond)
}

// details are all medians as a Markdown table.
func (t table) details(w io.Writer, systems []string) {
	fmt.Fprintln(w, "| op | connections | system | req/s | p50 ms | p99 ms | server CPU ms | PostgreSQL CPU ms | allocations | KB | RSS MB | errors |")
	fmt.Fprintln(w, "|---|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
	keys := []cellOf{}
	for k := range t {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b cellOf) int {
		return cmp.Or(cmp.Compare(a.op, b.op), cmp.Compare(a.connections, b.connections),
			cmp.Compare(slices.Index(systems, a.system), slices.Index(systems, b.system)))
	})
	for _, k := range keys {
		r := t[k]
		allocs := "–"
		if r.allocations > 0 {
			allocs = fmt.Sprintf("%.0f", r.allocations)
		}
		fmt.Fprintf(w, "| %s | %d | %s | %.0f | %.2f | %.2f | %.2f | %.2f | %s | %.1f | %.0f | %d |\n",
			k.op, k.connections, k.system, r.perSecond, r.p50, r.p99, r.serverCPU, r.databaseCPU, allocs, r.bytes/1000, r.memory, r.failed)
	}
}

// summary is one line for each operation: ours beside the limit and beside the peer.
func (t table) summary(w io.Writer, ops []*op, connections []int, grown table) {
	at := func(of, to string, name string) (out string) {
		for i, c := range connections {
			if i > 0 {
				out += " / "
			}
			out += t.ratio(name, of, to, c)
		}
		return out
	}
	fmt.Fprintf(w, "| operation | ours / limit at %s connections | ours / PostGraphile | CPU ms: server + PostgreSQL | limit's | PostGraphile's | allocations | KB | PostgreSQL CPU, 40,000 → 400,000 |\n", list(connections))
	fmt.Fprintln(w, "|---|---|---|---|---|---|--:|--:|--:|")
	for _, o := range ops {
		c := connections[len(connections)/2]
		ours, limit, peer := t[cellOf{o.name, "ours", c}], t[cellOf{o.name, "limit", c}], t[cellOf{o.name, "PostGraphile", c}]
		growth := "–"
		if small, ok := grown[cellOf{o.name, "ours", c}]; ok && small.databaseCPU > 0 {
			growth = fmt.Sprintf("%.2f → %.2f", small.databaseCPU, ours.databaseCPU)
		}
		both := func(r run) string { return fmt.Sprintf("%.2f + %.2f", r.serverCPU, r.databaseCPU) }
		fmt.Fprintf(w, "| **%s** %s | %s | %s | %s | %s | %s | %.0f | %.1f | %s |\n", o.name, o.about, at("ours", "limit", o.name), at("ours", "PostGraphile", o.name),
			both(ours), both(limit), both(peer), ours.allocations, ours.bytes/1000, growth)
	}
}

func list(numbers []int) (out string) {
	for i, n := range numbers {
		if i > 0 {
			out += " / "
		}
		out += fmt.Sprint(n)
	}
	return out
}
