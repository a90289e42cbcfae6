package dbtest

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"

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

// serverURL is the address of the server to test on; it starts the shared cluster when none is given.
func serverURL(ctx context.Context) (string, error) {
	if given := os.Getenv("TEST_DATABASE_URL"); given != "" {
		return given, nil
	}
	dir, err := folder()
	if err != nil {
		return "", err
	}
	if err := join(dir); err != nil {
		return "", err
	}
	c, err := cluster.Start(ctx, cluster.Config{
		Dir: dir, Bin: os.Getenv("PG_BIN"), Settings: settings, Outlive: true,
	})
	if err != nil {
		return "", err
	}
	return c.URL("postgres"), watch(dir)
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

// users is the file on which every test process holds a shared lock until it ends, however it ends.
var users *os.File

// join makes this process one of the users. It waits while the cluster is being stopped.
func join(dir string) (err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if users, err = os.OpenFile(filepath.Join(dir, "users"), os.O_CREATE|os.O_RDWR, 0o644); err != nil {
		return err
	}
	return syscall.Flock(int(users.Fd()), syscall.LOCK_SH)
}

//go:embed watch.sh
var watchScript string

// watch starts the process that stops the cluster in dir when its last user has gone, unless there is one already.
func watch(dir string) error {
	cmd := exec.Command("flock", "--nonblock", "watch", "sh", "-c", watchScript)
	cmd.Dir = dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("watch over the test cluster: %w", err)
	}
	return cmd.Process.Release()
}
