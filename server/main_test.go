package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"lianqi/server/db/dbtest"
)

// program is the real lianqi, built once for the tests of this package.
var program string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "lianqi")
	if err != nil {
		panic(err)
	}
	program = filepath.Join(dir, "lianqi")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		panic(string(out))
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

func TestServeRunsItsOwnDatabase(t *testing.T) {
	t.Parallel()
	data := scratch(t)
	pidFile := filepath.Join(data, "postgres", "data", "postmaster.pid")

	first := serving(t, "DATA_DIR="+data)
	healthy(t, first.url)
	if code := first.end(t, syscall.SIGINT); code != 0 {
		t.Errorf("exit code %d after Ctrl-C: %s", code, &first.errOut)
	}
	if _, err := os.Stat(pidFile); err == nil {
		t.Error("its PostgreSQL still runs after Ctrl-C")
	}

	began := time.Now()
	second := serving(t, "DATA_DIR="+data)
	healthy(t, second.url)
	if took := time.Since(began); took > 30*time.Second {
		t.Errorf("the second start took %s; want half a minute at most", took)
	}
	second.end(t, syscall.SIGKILL)

	third := serving(t, "DATA_DIR="+data)
	healthy(t, third.url)
	if code := third.end(t, syscall.SIGTERM); code != 0 {
		t.Errorf("exit code %d after SIGTERM: %s", code, &third.errOut)
	}
	if _, err := os.Stat(pidFile); err == nil {
		t.Error("a PostgreSQL that outlived the killed program still runs")
	}
}

func TestServeEndsWithItsDatabase(t *testing.T) {
	t.Parallel()
	data := scratch(t)
	p := serving(t, "DATA_DIR="+data)
	b, err := os.ReadFile(filepath.Join(data, "postgres", "data", "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	line, _, _ := strings.Cut(string(b), "\n")
	postmaster, err := strconv.Atoi(line)
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(postmaster, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if code := p.wait(); code != 1 || !strings.Contains(p.errOut.String(), "数据库意外停止") {
		t.Errorf("exit code %d: %s", code, &p.errOut)
	}
}

func TestServeSaysWhatToDo(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { taken.Close() })
	port := strconv.Itoa(taken.Addr().(*net.TCPAddr).Port)

	nothing, other := scratch(t), scratch(t)
	bare := scratch(t)
	write(t, filepath.Join(bare, "initdb"), "")
	write(t, filepath.Join(bare, "postgres"), "#!/bin/sh\necho 'postgres (PostgreSQL) 15.4'\n")
	write(t, filepath.Join(bare, "pg_config"), "#!/bin/sh\necho "+bare+"\n")
	write(t, filepath.Join(other, "postgres", "data", "PG_VERSION"), "11\n")

	type refusal struct{ env, says []string }
	tests := map[string]refusal{
		"port taken":    {[]string{"PORT=" + port}, []string{"端口 " + port + " 已被其他程序占用", "PORT="}},
		"no PostgreSQL": {[]string{"PG_BIN=" + nothing}, []string{"没有找到 PostgreSQL", "sudo apt-get install -y postgresql-15 postgresql-15-postgis-3"}},
		"no PostGIS":    {[]string{"PG_BIN=" + bare}, []string{"没有安装 PostGIS", "sudo apt-get install -y postgresql-15-postgis-3"}},
		"other version": {[]string{"DATA_DIR=" + other}, []string{"由 PostgreSQL 11 建立", "postgresql-11"}},
		"no database":   {[]string{"DATABASE_URL=postgres://127.0.0.1:1/lianqi"}, []string{"127.0.0.1:1"}},
		"bad port":      {[]string{"PORT=eighty"}, []string{"PORT", "无法识别"}},
		"bad log level": {[]string{"LOG_LEVEL=loud"}, []string{"LOG_LEVEL", "无法识别"}},
	}
	if os.Geteuid() == 0 { // only root's PostgreSQL runs as somebody else
		locked := scratch(t)
		if err := os.Chmod(locked, 0o700); err != nil {
			t.Fatal(err)
		}
		tests["out of reach"] = refusal{[]string{"DATA_DIR=" + locked + "/data"}, []string{"进不了目录 " + locked, "DATA_DIR=/var/lib/lianqi"}}
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := start(t, []string{"serve"}, append([]string{"PORT=0", "DATA_DIR=" + scratch(t)}, test.env...)...)
			if code := p.wait(); code == 0 {
				t.Error("it ended with exit code 0")
			}
			for _, words := range test.says {
				if !strings.Contains(p.errOut.String(), words) {
					t.Errorf("it does not say %q but: %s", words, &p.errOut)
				}
			}
		})
	}
}

func TestMigrateTwice(t *testing.T) {
	t.Parallel()
	url := dbtest.Blank(t)
	for range 2 {
		p := start(t, []string{"migrate"}, "DATABASE_URL="+url)
		if code := p.wait(); code != 0 {
			t.Fatalf("exit code %d: %s", code, &p.errOut)
		}
	}
}

func TestHelpAndVersion(t *testing.T) {
	t.Parallel()
	var help, none, version bytes.Buffer
	ctx := context.Background()
	if code := run(ctx, []string{"help"}, nil, &help, &help); code != 0 {
		t.Errorf("help ends with %d", code)
	}
	for _, c := range commands() {
		if !strings.Contains(help.String(), "  "+c.name+" ") || !strings.Contains(help.String(), c.line) {
			t.Errorf("help does not speak of %s", c.name)
		}
	}
	for _, s := range configTable() {
		if !strings.Contains(help.String(), s.name) || !strings.Contains(help.String(), s.about) {
			t.Errorf("help does not speak of %s", s.name)
		}
	}
	if code := run(ctx, nil, nil, &none, &none); code != 0 || none.String() != help.String() {
		t.Errorf("without a command it ends with %d and not with the help", code)
	}
	if code := run(ctx, []string{"version"}, nil, &version, &version); code != 0 || !strings.HasPrefix(version.String(), "联企通 ") {
		t.Errorf("version ends with %d: %s", code, &version)
	}
	var wrong bytes.Buffer
	if code := run(ctx, []string{"fly"}, nil, &wrong, &wrong); code != 2 || !strings.Contains(wrong.String(), `没有 "fly" 这个命令`) {
		t.Errorf("an unknown command ends with %d: %s", code, &wrong)
	}
}

// process is a running lianqi.
type process struct {
	cmd    *exec.Cmd
	out    *bufio.Scanner
	errOut bytes.Buffer
	url    string
}

// start runs lianqi with these settings over the environment of the tests.
func start(t *testing.T, args []string, env ...string) *process {
	t.Helper()
	p := &process{cmd: exec.Command(program, args...)}
	p.cmd.Env = append(os.Environ(), env...)
	p.cmd.Stderr = &p.errOut
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.out = bufio.NewScanner(out)
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.cmd.Process.Kill() })
	return p
}

// serving starts the server on a free port and waits until it says its address.
func serving(t *testing.T, env ...string) *process {
	t.Helper()
	p := start(t, []string{"serve"}, append(env, "PORT=0")...)
	for p.out.Scan() {
		if _, rest, ok := strings.Cut(p.out.Text(), "http://"); ok {
			address, _, _ := strings.Cut(rest, " ")
			p.url = "http://" + address
			return p
		}
	}
	t.Fatalf("it did not start, exit code %d: %s", p.wait(), &p.errOut)
	return nil
}

// end sends a signal and returns the exit code.
func (p *process) end(t *testing.T, signal os.Signal) int {
	t.Helper()
	if err := p.cmd.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	return p.wait()
}

// wait returns the exit code once the process has ended.
func (p *process) wait() int {
	for p.out.Scan() { // until it closes its output
	}
	_ = p.cmd.Wait() // the exit code says it all
	return p.cmd.ProcessState.ExitCode()
}

func healthy(t *testing.T, url string) {
	t.Helper()
	resp, err := http.Get(url + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		t.Errorf("/healthz answers %s", resp.Status)
	}
}

// scratch is an empty folder that the user who runs PostgreSQL can reach, which t.TempDir is not for root's tests.
func scratch(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "serve")
	if err == nil {
		err = os.Chmod(dir, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func write(t *testing.T, path, content string) {
	t.Helper()
	err := os.MkdirAll(filepath.Dir(path), 0o755)
	if err == nil {
		err = os.WriteFile(path, []byte(content), 0o755)
	}
	if err != nil {
		t.Fatal(fmt.Errorf("prepare the test: %w", err))
	}
}
