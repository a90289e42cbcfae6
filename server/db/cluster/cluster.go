// Package cluster runs a private PostgreSQL with PostGIS from the programs that the system has installed: its own files
// in one folder, reachable through a Unix socket in that folder and nowhere else.
//
// The server dies with the process that started it, even when that is killed; a later process adopts one that still
// runs. Errors are Chinese and say what to do.
package cluster

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

const (
	owner      = "lianqi"         // the superuser, and the name of the product's database
	startLimit = 60 * time.Second // crash recovery of a large database takes its time
	stopLimit  = 20 * time.Second // after that open connections are cut off
)

// Config says where the cluster lives and how it runs.
type Config struct {
	Dir      string            // made when missing; holds data/, the socket, the log and a lock
	Bin      string            // folder of PostgreSQL's programs; empty: the newest installed
	Settings map[string]string // postgresql.conf names and values, over the defaults
	Outlive  bool              // the server goes on when this process ends; somebody else stops it
}

// settings suit real data on one machine: durable, quiet, on the socket only. Listening stays off whatever Config says.
var settings = map[string]string{
	"shared_buffers":          "256MB",
	"max_connections":         "100",
	"random_page_cost":        "1.1",
	"jit":                     "off",
	"timezone":                "UTC",
	"log_timezone":            "UTC",
	"log_min_messages":        "warning",
	"unix_socket_permissions": "0700",
}

// Cluster is a running server.
type Cluster struct {
	socket    string        // folder of its socket
	temporary string        // the same when it was made for this run alone, else empty
	process   *os.Process   // nil when adopted
	done      chan struct{} // closed when process has ended
	ended     error         // why, once done is closed
}

// Start returns the cluster in cfg.Dir, running and with an empty or known database "lianqi": made when the folder is
// new, started when it stands still, adopted when another process has it. Several processes may call it at once.
func Start(ctx context.Context, cfg Config) (*Cluster, error) {
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	install, err := Find("/", cfg.Bin)
	if err != nil {
		return nil, err
	}
	f, err := openFolder(cfg.Dir, install.Major)
	if err != nil {
		return nil, err
	}
	unlock, err := lock(ctx, f.path("lock"))
	if err != nil {
		return nil, err
	}
	defer unlock()

	c, err := f.adopt(ctx)
	if err != nil || c != nil {
		return c, err
	}
	if err := f.init(install); err != nil {
		return nil, err
	}
	if c, err = f.launch(install, cfg); err != nil {
		return nil, err
	}
	if err := c.ready(ctx, f); err != nil {
		_ = c.Stop()
		return nil, err
	}
	return c, nil
}

// URL is the connection string of a database in the cluster; empty means the product's own.
func (c *Cluster) URL(database string) string {
	if database == "" {
		database = owner
	}
	query := url.Values{"host": {c.socket}, "user": {owner}}
	return "postgres:///" + database + "?" + query.Encode()
}

// Process is the id of the server's first process, whose children serve the connections; 0 when the cluster was adopted.
func (c *Cluster) Process() int {
	if c.process == nil {
		return 0
	}
	return c.process.Pid
}

// Done is closed when the server that this process started has ended, asked or not. An adopted cluster never says so.
func (c *Cluster) Done() <-chan struct{} { return c.done }

// Stop ends the server that this process started: open transactions are rolled back, the data is written down. An
// adopted cluster is left to its owner.
func (c *Cluster) Stop() error {
	if c.process == nil {
		return nil
	}
	_ = c.process.Signal(syscall.SIGINT) // fails only when it has ended, which the next line sees
	select {
	case <-c.done:
	case <-time.After(stopLimit):
		_ = c.process.Signal(syscall.SIGQUIT)
		<-c.done
	}
	return errors.Join(c.ended, os.RemoveAll(c.temporary))
}

// launch starts postgres without waiting for it to accept connections.
func (f *folder) launch(install Install, cfg Config) (*Cluster, error) {
	socket, err := f.socket()
	if err != nil {
		return nil, err
	}
	all := maps.Clone(settings)
	maps.Copy(all, cfg.Settings)
	all["listen_addresses"] = ""
	all["unix_socket_directories"] = socket
	args := []string{"-D", f.data()}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		args = append(args, "-c", name+"="+all[name])
	}
	log, err := os.Create(f.log())
	if err != nil {
		return nil, err
	}
	defer log.Close()
	cmd := f.command(install, "postgres", args...)
	cmd.Stdout, cmd.Stderr = log, log
	// A session of its own: Ctrl-C in the terminal must not reach postgres before the program has drained.
	cmd.SysProcAttr.Setsid = true
	if !cfg.Outlive {
		cmd.SysProcAttr.Pdeathsig = syscall.SIGINT
	}
	c := &Cluster{socket: socket, done: make(chan struct{})}
	if socket != f.dir {
		c.temporary = socket
	}
	started := make(chan error)
	go func() {
		// The death signal is tied to the thread that starts the child, not to the process: keep the thread until then.
		runtime.LockOSThread()
		err := cmd.Start()
		started <- err
		if err == nil {
			c.ended = cmd.Wait()
			close(c.done)
		}
	}()
	if err := <-started; err != nil {
		return nil, fmt.Errorf("无法启动 PostgreSQL（%s）：%w", cmd.Path, err)
	}
	c.process = cmd.Process
	return c, nil
}

// ready waits until the server answers and makes the product's database when it is missing.
func (c *Cluster) ready(ctx context.Context, f *folder) error {
	for {
		err := c.ensureDatabase(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-c.done:
			return fmt.Errorf("PostgreSQL 启动后随即退出（%w），日志 %s 的末尾：\n%s", c.ended, f.log(), tail(f.log()))
		case <-ctx.Done():
			return fmt.Errorf("PostgreSQL 未能在 %s 内就绪：%w，日志见 %s", startLimit, err, f.log())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func (c *Cluster) ensureDatabase(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, c.URL("postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, "create database "+owner)
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.Code == "42P04" { // it exists
		return nil
	}
	return err
}

// tail is the end of a log file, for an error message.
func tail(path string) string {
	b, _ := os.ReadFile(path)
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	return strings.Join(lines[max(0, len(lines)-8):], "\n")
}

// command prepares one of PostgreSQL's programs to run as the user that owns the files.
func (f *folder) command(install Install, program string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(install.Bin, program), args...)
	cmd.Dir = f.dir
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "TZ=UTC")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: f.user}
	return cmd
}
