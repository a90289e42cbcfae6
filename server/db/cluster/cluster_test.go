package cluster

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
)

func TestDataOutlivesStopAndStart(t *testing.T) {
	t.Parallel()
	dir := scratch(t)
	first := start(t, dir)
	query[string](t, first, "create table mark (); select 'made'")
	stop(t, first)
	if _, err := os.Stat(filepath.Join(dir, "data", "postmaster.pid")); err == nil {
		t.Error("the server left its pid file")
	}

	// What a crash and a reboot can leave: a pid file that names a process which is something else by now.
	stale := strconv.Itoa(os.Getpid()) + "\n"
	if err := os.WriteFile(filepath.Join(dir, "data", "postmaster.pid"), []byte(stale), 0o600); err != nil {
		t.Fatal(err)
	}
	second := start(t, dir)
	defer stop(t, second)
	if !query[bool](t, second, "select to_regclass('mark') is not null") {
		t.Error("the table is gone")
	}
	for setting, want := range map[string]string{
		"fsync": "on", "full_page_writes": "on", "data_checksums": "on", "listen_addresses": "",
		"server_encoding": "UTF8", "timezone": "UTC",
	} {
		if got := query[string](t, second, "select current_setting($1)", setting); got != want {
			t.Errorf("%s is %q; want %q", setting, got, want)
		}
	}
}

func TestTheFirstOfManyRunsItAndTheOthersAdoptIt(t *testing.T) {
	t.Parallel()
	dir := scratch(t)
	clusters := make([]*Cluster, 3)
	var starting sync.WaitGroup
	for i := range clusters {
		starting.Go(func() { clusters[i] = start(t, dir) })
	}
	starting.Wait()
	var owner *Cluster
	for _, c := range clusters {
		if c.process == nil {
			stop(t, c)
		} else if owner != nil {
			t.Error("two of them started a server")
		} else {
			owner = c
		}
	}
	if owner == nil {
		t.Fatal("none of them started a server")
	}
	if query[int](t, owner, "select 1") != 1 {
		t.Error("the server does not answer after the adopters have gone")
	}
	stop(t, owner)
}

func TestHalfMadeFilesAreMadeAgain(t *testing.T) {
	t.Parallel()
	dir := scratch(t)
	half := filepath.Join(dir, "data.new")
	if err := os.MkdirAll(half, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(half, "PG_VERSION"), []byte("15\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	stop(t, start(t, dir))
}

func TestALongPathHasItsSocketElsewhere(t *testing.T) {
	t.Parallel()
	c := start(t, filepath.Join(scratch(t), strings.Repeat("很长的路径", 6)))
	if query[int](t, c, "select 1") != 1 {
		t.Error("the server does not answer")
	}
	stop(t, c)
	if _, err := os.Stat(c.socket); err == nil {
		t.Errorf("%s is still there", c.socket)
	}
}

func TestDataOfAnotherVersionIsRefused(t *testing.T) {
	t.Parallel()
	dir := scratch(t)
	if err := os.Mkdir(filepath.Join(dir, "data"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "data", "PG_VERSION"), []byte("11\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Start(context.Background(), Config{Dir: dir})
	says(t, err, "由 PostgreSQL 11 建立", "apt-get install -y postgresql-11 postgresql-11-postgis-3")
}

func TestAServerThatCannotStartSaysWhy(t *testing.T) {
	t.Parallel()
	_, err := Start(context.Background(), Config{Dir: scratch(t), Settings: map[string]string{"no_such_setting": "1"}})
	says(t, err, "随即退出", "no_such_setting")
}

func TestAnEndedServerIsNoticed(t *testing.T) {
	t.Parallel()
	c := start(t, scratch(t))
	if err := c.process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-c.Done()
	if err := c.Stop(); err == nil {
		t.Error("Stop says nothing of the crash")
	}
}

// scratch is an empty folder that the user who runs PostgreSQL can reach, which t.TempDir is not for root's tests.
func scratch(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "cluster")
	if err == nil {
		err = os.Chmod(dir, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func start(t *testing.T, dir string) *Cluster {
	t.Helper()
	c, err := Start(context.Background(), Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func stop(t *testing.T, c *Cluster) {
	t.Helper()
	if err := c.Stop(); err != nil {
		t.Errorf("stop: %v", err)
	}
}

func query[T any](t *testing.T, c *Cluster, sql string, args ...any) (value T) {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, c.URL(""))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if before, last, several := strings.Cut(sql, "; "); several {
		if _, err := conn.Exec(ctx, before); err != nil {
			t.Fatal(err)
		}
		sql = last
	}
	if err := conn.QueryRow(ctx, sql, args...).Scan(&value); err != nil {
		t.Fatal(err)
	}
	return value
}

// says checks that err is there and has all these words.
func says(t *testing.T, err error, words ...string) {
	t.Helper()
	if err == nil {
		err = errors.New("no error")
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("the error does not say %q: %v", word, err)
		}
	}
}
