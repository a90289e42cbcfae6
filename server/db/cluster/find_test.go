package cluster

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestFindTakesTheNewest(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for _, major := range []int{9, 15, 16} {
		install(t, filepath.Join(root, fmt.Sprintf("usr/lib/postgresql/%d/bin", major)), major)
		postgis(t, root, major)
	}
	// A newer one without the server program is only a client.
	if err := os.Remove(filepath.Join(root, "usr/lib/postgresql/16/bin/postgres")); err != nil {
		t.Fatal(err)
	}
	got, err := Find(root, "")
	want := Install{Bin: filepath.Join(root, "usr/lib/postgresql/15/bin"), Major: 15}
	if err != nil || got != want {
		t.Errorf("found %v, %v; want %v", got, err, want)
	}
}

func TestFindTakesTheOneThatIsNamed(t *testing.T) {
	t.Parallel()
	root, bin := t.TempDir(), filepath.Join(t.TempDir(), "bin")
	install(t, bin, 14)
	postgis(t, root, 14)
	if got, err := Find(root, bin); err != nil || got.Bin != bin || got.Major != 14 {
		t.Errorf("found %v, %v", got, err)
	}
}

func TestFindWithoutPostgreSQL(t *testing.T) {
	t.Parallel()
	_, err := Find(t.TempDir(), "")
	says(t, err, "没有找到 PostgreSQL", "sudo apt-get install -y postgresql-15 postgresql-15-postgis-3", "DATABASE_URL")
	empty := t.TempDir()
	_, err = Find("/", empty)
	says(t, err, "PG_BIN="+empty, "sudo apt-get install -y postgresql-15 postgresql-15-postgis-3")
}

func TestFindWithoutPostGIS(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	install(t, filepath.Join(root, "usr/lib/postgresql/15/bin"), 15)
	_, err := Find(root, "")
	says(t, err, "没有安装 PostGIS", "sudo apt-get install -y postgresql-15-postgis-3")
}

func TestAFolderOutOfReachIsNamed(t *testing.T) {
	t.Parallel()
	locked := filepath.Join(t.TempDir(), "locked")
	stranger := &syscall.Credential{Uid: uint32(os.Geteuid() + 1), Gid: uint32(os.Getegid() + 1)}
	f := folder{dir: filepath.Join(locked, "open"), user: stranger}
	if err := os.MkdirAll(f.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(locked, 0o700); err != nil {
		t.Fatal(err)
	}
	above := filepath.Dir(filepath.Dir(locked)) // t.TempDir is in a private folder of the test
	if got := f.blockedBy(); got != locked && got != above {
		t.Errorf("blocked by %q; want %q", got, locked)
	}
	if f.user = nil; f.blockedBy() != "" {
		t.Error("a program that runs as its own user is blocked")
	}
}

// install makes a folder of programs that answer for a PostgreSQL of that version.
func install(t *testing.T, bin string, major int) {
	t.Helper()
	if err := os.MkdirAll(bin, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, script := range map[string]string{
		"initdb":   "",
		"postgres": fmt.Sprintf("echo 'postgres (PostgreSQL) %d.4 (Debian %d.4-1)'", major, major),
	} {
		if err := os.WriteFile(filepath.Join(bin, name), []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// postgis puts the extension where Debian has it for that version.
func postgis(t *testing.T, root string, major int) {
	t.Helper()
	dir := filepath.Join(root, fmt.Sprintf("usr/share/postgresql/%d/extension", major))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "postgis.control"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
}
