package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// server is one `lianqi serve` that is started again half a second after it ended, as a service manager does.
type server struct {
	address string // host:port, the same after each start
	cmd     func() *exec.Cmd
	log     *os.File
	ended   chan struct{}

	mu      sync.Mutex
	process *os.Process // nil between two runs
}

func newServer(s *stage, n int, bug string) (*server, error) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	address := free.Addr().(*net.TCPAddr)
	free.Close()
	log, err := os.OpenFile(filepath.Join(s.dir, fmt.Sprintf("server%d.log", n+1)), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, err
	}
	return &server{address: address.String(), log: log, ended: make(chan struct{}), cmd: func() *exec.Cmd {
		cmd := exec.Command(s.program, "serve")
		cmd.Env = append(os.Environ(), "DATABASE_URL="+s.url, "DATA_DIR="+s.data(), "HOST=127.0.0.1",
			"PORT="+strconv.Itoa(address.Port), plantedBug+"="+bug, "PUBLIC_URL=", "LOG_LEVEL=WARN")
		cmd.Stdout, cmd.Stderr = log, log
		cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
		return cmd
	}}, nil
}

// supervise runs the server until ctx is done.
func (v *server) supervise(ctx context.Context) {
	runtime.LockOSThread() // the death signal is tied to the thread that starts the child
	defer runtime.UnlockOSThread()
	defer close(v.ended)
	defer v.log.Close()
	for ctx.Err() == nil {
		cmd := v.cmd()
		if err := cmd.Start(); err != nil {
			fmt.Fprintln(os.Stderr, "start a server:", err)
			return
		}
		v.set(cmd.Process)
		stop := context.AfterFunc(ctx, func() {
			_ = cmd.Process.Signal(syscall.SIGCONT)
			_ = cmd.Process.Kill()
		})
		_ = cmd.Wait()
		stop()
		v.set(nil)
		select {
		case <-ctx.Done():
		case <-time.After(500 * time.Millisecond):
		}
	}
}

func (v *server) wait() { <-v.ended }

func (v *server) set(p *os.Process) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.process = p
}

// signal sends a signal to the process, if there is one just now.
func (v *server) signal(sig syscall.Signal) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.process != nil {
		_ = v.process.Signal(sig)
	}
}

// fill makes the server's disk look full: a file may not grow beyond that many bytes; 0 makes room again. A limit of the process needs no
// right of root, and breaks a write in its middle as a full disk does.
func (v *server) fill(bytes uint64) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.process == nil {
		return
	}
	limit := unix.Rlimit{Cur: bytes, Max: unix.RLIM_INFINITY}
	if bytes == 0 {
		limit.Cur = unix.RLIM_INFINITY
	}
	_ = unix.Prlimit(v.process.Pid, unix.RLIMIT_FSIZE, &limit, nil)
}

// answers returns when the server and its database answer, or an error after two minutes.
func (v *server) answers(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	for {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+v.address+"/healthz", nil)
		if err != nil {
			return err
		}
		if a, err := http.DefaultClient.Do(r); err == nil {
			a.Body.Close()
			if a.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the server at %s does not answer; see %s", v.address, v.log.Name())
		case <-time.After(50 * time.Millisecond):
		}
	}
}
