// Command bench measures the server beside PostGraphile and beside the least that can be done, on the same rows of a whole province.
//
//	make bench                     everything, about 15 minutes; the first time 5 more to load 400,000 enterprises
//	make bench BENCH_SCALE=0.1     with 40,000 enterprises
//	make bench BENCH_ARGS='-ops a,d -connections 16'
//
// province/ makes the data. op/ has the operations: each the same question to three systems, whose answers are compared before they are
// timed. The systems run as processes of their own (system.go) on one private PostgreSQL, and are asked in turn (measure.go).
// What is loaded stays in BENCH_DIR for the next run; each run works on a copy, which it drops.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/db/cluster"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var err error
	if len(os.Args) == 3 && os.Args[1] == "limit" {
		err = limit(ctx, os.Args[2])
	} else {
		err = bench(ctx)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// plan is what a run does.
type plan struct {
	binary      string
	scale       float64
	ops         []string
	connections []int
	repetitions int
	warm, each  time.Duration
	peer        bool
	questions   int
}

func bench(ctx context.Context) error {
	var p plan
	var ops, connections string
	flag.StringVar(&p.binary, "lianqi", "./lianqi", "the server's program")
	flag.Float64Var(&p.scale, "scale", 1, "1 for 400,000 enterprises, 0.1 for 40,000")
	flag.StringVar(&ops, "ops", strings.Join(append(reads, writes...), ","), "which operations")
	flag.StringVar(&connections, "connections", "1,16,64", "how many at a time")
	flag.IntVar(&p.repetitions, "repetitions", 3, "how often each is measured")
	flag.DurationVar(&p.each, "each", 1500*time.Millisecond, "how long each is measured")
	flag.DurationVar(&p.warm, "warm", 500*time.Millisecond, "how long each is warmed up before")
	flag.BoolVar(&p.peer, "peer", true, "measure PostGraphile, too")
	flag.IntVar(&p.questions, "questions", 200, "how many different ones of each operation")
	growth := flag.Bool("growth", true, "compare with a tenth of the rows")
	flag.Parse()
	p.ops = strings.Split(ops, ",")
	for _, c := range strings.Split(connections, ",") {
		n, err := strconv.Atoi(c)
		if err != nil || n < 1 || n > 256 {
			return fmt.Errorf("connections: %s", c)
		}
		p.connections = append(p.connections, n)
	}
	dir, err := folder()
	if err != nil {
		return err
	}
	c, err := cluster.Start(ctx, cluster.Config{Dir: dir + "/postgres", Bin: os.Getenv("PG_BIN"), Settings: settings})
	if err != nil {
		return err
	}
	defer c.Stop()
	if c.Process() == 0 {
		return fmt.Errorf("another measurement runs in %s", dir)
	}
	full, err := p.on(ctx, c, dir)
	if err != nil {
		return err
	}
	var small *results
	if *growth && p.scale == 1 {
		tenth := p
		tenth.scale, tenth.peer, tenth.repetitions = .1, false, 2
		tenth.connections = []int{p.connections[len(p.connections)/2]}
		if small, err = tenth.on(ctx, c, dir); err != nil {
			return err
		}
	}
	var out bytes.Buffer
	full.print(&out, p, small)
	_, _ = io.Copy(os.Stdout, bytes.NewReader(out.Bytes()))
	return os.WriteFile(filepath.Join(dir, "result.md"), out.Bytes(), 0o644)
}

// results are those of one province.
type results struct {
	ops     []*op
	systems []*system
	table   table
}

// on measures on a copy of the province.
func (p plan) on(ctx context.Context, c *cluster.Cluster, dir string) (*results, error) {
	loaded, err := province(ctx, c, p.scale)
	if err != nil {
		return nil, err
	}
	admin, err := pgx.Connect(ctx, c.URL("postgres"))
	if err != nil {
		return nil, err
	}
	defer admin.Close(context.Background())
	const copied = "bench_run"
	drop := func() { _, _ = admin.Exec(context.Background(), "drop database if exists "+copied+" with (force)") }
	drop()
	defer drop()
	if _, err := admin.Exec(ctx, "create database "+copied+" template "+loaded+" strategy file_copy"); err != nil {
		return nil, fmt.Errorf("copy the province: %w", err)
	}
	conn, err := pgx.Connect(ctx, c.URL(copied))
	if err != nil {
		return nil, err
	}
	defer conn.Close(context.Background())
	r := &results{}
	for _, name := range p.ops {
		o, err := readOp(ctx, conn, name)
		if err != nil {
			return nil, err
		}
		o.asked = o.asked[:min(len(o.asked), p.questions)]
		r.ops = append(r.ops, o)
	}
	ours, err := startOurs(ctx, p.binary, filepath.Join(dir, "data"), c.URL(copied), conn, r.ops)
	if err != nil {
		return nil, err
	}
	defer ours.stop()
	least, err := startLimit(ctx, c.URL(copied))
	if err != nil {
		return nil, err
	}
	defer least.stop()
	r.systems = []*system{ours, least}
	if p.peer {
		peer, err := startPeer(ctx, filepath.Join(dir, "peer"), c.URL(copied), conn)
		if err != nil {
			return nil, err
		}
		defer peer.stop()
		r.systems = append(r.systems, peer)
	}
	if _, err := conn.Exec(ctx, "vacuum analyze"); err != nil {
		return nil, err
	}
	runs, err := p.measureAll(ctx, r, c.Process())
	r.table = newTable(runs)
	return r, err
}

// measureAll interleaves the systems, the order turned round each time.
func (p plan) measureAll(ctx context.Context, r *results, database int) (runs []run, err error) {
	for _, o := range r.ops {
		if err := verify(r.systems, o); err != nil {
			return nil, err
		}
		for _, connections := range p.connections {
			for n := range p.repetitions {
				for i := range r.systems {
					if n%2 == 1 {
						i = len(r.systems) - 1 - i
					}
					if err := ctx.Err(); err != nil {
						return nil, err
					}
					one, err := measure(r.systems[i], o, connections, p.warm, p.each, database)
					if err != nil {
						return nil, err
					}
					if one.failed > 0 {
						fmt.Fprintf(os.Stderr, "%s of %s at %d: %v\n", o.name, one.system, connections, one.firstMistake)
					}
					runs = append(runs, one)
				}
			}
			fmt.Fprintf(os.Stderr, "%s at %d: ours / limit %s\n", o.name, connections, newTable(runs).ratio(o.name, "ours", "limit", connections))
		}
	}
	return runs, nil
}

func (r *results) print(w io.Writer, p plan, small *results) {
	var grown table
	if small != nil {
		grown = small.table
	}
	names := []string{}
	fmt.Fprintf(w, "%s, %d CPUs; %.0f enterprises; medians of %d runs of %s, interleaved; CPU of a request.\n\n",
		machine(), runtime.NumCPU(), 400_000*p.scale, p.repetitions, p.each)
	r.table.summary(w, r.ops, p.connections, grown)
	fmt.Fprintf(w, "\nMemory after the start:")
	for i, s := range r.systems {
		names = append(names, s.name)
		fmt.Fprintf(w, "%s %s %.0f MB", map[bool]string{true: "", false: ","}[i == 0], s.name, s.started)
	}
	fmt.Fprint(w, ".\n\n")
	r.table.details(w, names)
}

// machine is what the CPU calls itself.
func machine() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	_, after, _ := strings.Cut(string(text), "model name\t: ")
	name, _, _ := strings.Cut(after, "\n")
	return name
}
