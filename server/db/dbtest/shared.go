package dbtest

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"lianqi/server/db/cluster"
)

// settings trade safety for speed: what is on this cluster may be lost. Plans must not change under a test, so nothing
// gathers statistics in the background.
var settings = map[string]string{
	"fsync":              "off",
	"full_page_writes":   "off",
	"synchronous_commit": "off",
	"autovacuum":         "off",
	"max_connections":    "400",
	"max_wal_size":       "2GB",
}

// user is this process's lock on the shared cluster, kept open until it ends.
var user *os.File

// serverURL is the address of the server to test on; it starts the shared cluster when none is given.
func serverURL(ctx context.Context) (string, error) {
	if given := os.Getenv("TEST_DATABASE_URL"); given != "" {
		return given, nil
	}
	dir, err := folder()
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	if user, err = hold(filepath.Join(dir, "users")); err != nil {
		return "", err
	}
	c, err := cluster.Start(ctx, cluster.Config{
		Dir: dir, Bin: os.Getenv("PG_BIN"), Settings: settings, Outlive: true,
	})
	if err != nil {
		return "", err
	}
	return c.URL("postgres"), watch(dir, time.Minute)
}

// folder is where the shared cluster lives. Root's own cache is closed to the user that PostgreSQL then runs as.
func folder() (string, error) {
	if dir := os.Getenv("LIANQI_TEST_DIR"); dir != "" {
		return dir, nil
	}
	if os.Geteuid() == 0 {
		return "/var/cache/lianqi-test", nil
	}
	cache, err := os.UserCacheDir()
	return filepath.Join(cache, "lianqi-test"), err
}

// hold takes a shared lock on the file of users, until it is closed or this process ends, however it ends. It waits while
// the cluster is being stopped.
func hold(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	return file, syscall.Flock(int(file.Fd()), syscall.LOCK_SH)
}

//go:embed watch.sh
var watchScript string

// watch starts the process that looks every now and then whether the cluster in dir has users left and stops it if not,
// unless there is such a process already.
func watch(dir string, every time.Duration) error {
	seconds := strconv.FormatFloat(every.Seconds(), 'f', -1, 64)
	cmd := exec.Command("flock", "--nonblock", "watch", "sh", "-c", watchScript, "watch", seconds)
	cmd.Dir = dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("watch over the test cluster: %w", err)
	}
	return cmd.Process.Release()
}
