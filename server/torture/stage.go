package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/db/cluster"
	"lianqi/server/mutant"
)

// stage is what the phones send to: a PostgreSQL of its own with the demo data, and two real `lianqi serve` on it that share a data folder,
// as two machines behind a balancer would.
type stage struct {
	dir     string           // all files of a run; postgres may enter it
	root    string           // the module's
	program string           // the lianqi under test
	cluster *cluster.Cluster // nil while it is killed
	url     string           // of the database, however often it is started
	servers []*server
	pool    *pgxpool.Pool // the harness's own look at the database
}

// durable is how PostgreSQL runs: as in production, but what it has not written down yet it keeps to itself for seconds, so that killing it
// shows whether somebody was told of something too early.
var durable = map[string]string{"wal_writer_delay": "10s", "wal_writer_flush_after": "1GB", "max_wal_size": "2GB"}

// newStage builds lianqi, planted says with the faults of bugs.go in it, and starts a database. seed fills it; nil loads the demo data.
func newStage(ctx context.Context, planted bool, seed func(ctx context.Context, url string) error) (_ *stage, err error) {
	s := &stage{}
	if s.root, err = moduleRoot(); err != nil {
		return nil, err
	}
	if s.dir, err = os.MkdirTemp("", "lianqi-torture-"); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			s.close()
		}
	}()
	if err := os.Chmod(s.dir, 0o755); err != nil {
		return nil, err
	}
	if s.program, err = s.build(ctx, planted); err != nil {
		return nil, err
	}
	if err := s.startDatabase(ctx); err != nil {
		return nil, err
	}
	s.url = s.cluster.URL("")
	if seed == nil {
		seed = s.demo
	}
	if err := seed(ctx, s.url); err != nil {
		return nil, fmt.Errorf("load the demo data: %w", err)
	}
	s.pool, err = pgxpool.New(ctx, s.url)
	return s, err
}

func moduleRoot() (string, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}").Output()
	return strings.TrimSpace(string(out)), err
}

func (s *stage) build(ctx context.Context, planted bool) (string, error) {
	program := filepath.Join(s.dir, "lianqi")
	args := []string{"build", "-o", program}
	if planted {
		overlay, err := mutant.Overlay(s.root, s.dir, edits()...)
		if err != nil {
			return "", err
		}
		args = append(args, "-overlay", overlay)
	}
	cmd := exec.CommandContext(ctx, "go", append(args, "./server")...)
	cmd.Dir = s.root
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build lianqi: %w\n%s", err, out)
	}
	return program, nil
}

// demo loads the demo data as `lianqi seed` does.
func (s *stage) demo(ctx context.Context, url string) error {
	cmd := exec.CommandContext(ctx, s.program, "seed")
	cmd.Env = append(os.Environ(), "DATABASE_URL="+url+"&synchronous_commit=off", "DATA_DIR="+s.data())
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	return nil
}

// data is the folder that the servers share.
func (s *stage) data() string { return filepath.Join(s.dir, "data") }

func (s *stage) startDatabase(ctx context.Context) (err error) {
	s.cluster, err = cluster.Start(ctx, cluster.Config{
		Dir: filepath.Join(s.dir, "postgres"), Bin: os.Getenv("PG_BIN"), Settings: durable,
	})
	return err
}

// killDatabase kills PostgreSQL without a word and starts it again, which replays what it had written down.
func (s *stage) killDatabase(ctx context.Context) error {
	b, err := os.ReadFile(filepath.Join(s.dir, "postgres", "data", "postmaster.pid"))
	if err != nil {
		return err
	}
	line, _, _ := strings.Cut(string(b), "\n")
	pid, err := strconv.Atoi(line)
	if err != nil {
		return err
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		return err
	}
	<-s.cluster.Done()
	limit := time.Now().Add(time.Minute)
	for err = s.startDatabase(ctx); err != nil; err = s.startDatabase(ctx) { // the killed one's children may live a moment longer
		if ctx.Err() != nil || time.Now().After(limit) {
			return err
		}
		time.Sleep(200 * time.Millisecond)
	}
	return nil
}

// serve starts the two servers, with a bug of bugs.go when one is named, and returns once both answer. stop ends them.
func (s *stage) serve(ctx context.Context, bug string) (stop func(), err error) {
	s.servers = nil
	ctx, cancel := context.WithCancel(ctx)
	stop = func() {
		cancel()
		for _, v := range s.servers {
			v.wait()
		}
	}
	for i := range 2 {
		v, err := newServer(s, i, bug)
		if err != nil {
			stop()
			return nil, err
		}
		s.servers = append(s.servers, v)
		go v.supervise(ctx)
	}
	for _, v := range s.servers {
		if err := v.answers(ctx); err != nil {
			stop()
			return nil, err
		}
	}
	return stop, nil
}

// lianqi runs a command of the program on the database, such as `clock +2h`.
func (s *stage) lianqi(ctx context.Context, args ...string) error {
	cmd := exec.CommandContext(ctx, s.program, args...)
	cmd.Env = append(os.Environ(), "DATABASE_URL="+s.url, "DATA_DIR="+s.data())
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("lianqi %s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return nil
}

// close stops the database and removes the run's files.
func (s *stage) close() {
	if s.pool != nil {
		s.pool.Close()
	}
	var err error
	if s.cluster != nil {
		err = s.cluster.Stop()
	}
	if err = errors.Join(err, os.RemoveAll(s.dir)); err != nil {
		fmt.Fprintln(os.Stderr, "clear away:", err)
	}
}
