package cluster

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// longestSocket is what Linux allows for the path of a Unix socket, in bytes.
const longestSocket = 107

// folder is where a cluster lives.
type folder struct {
	dir  string              // absolute
	user *syscall.Credential // whom postgres runs as; nil: this user. Never root, which PostgreSQL refuses
}

func (f *folder) path(name string) string { return filepath.Join(f.dir, name) }
func (f *folder) data() string            { return f.path("data") }
func (f *folder) log() string             { return f.path("postgres.log") }

// openFolder makes dir and checks that this PostgreSQL can use it.
func openFolder(dir string, major int) (*folder, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	f := &folder{dir: dir}
	if f.user, err = credential(os.Geteuid()); err != nil {
		return nil, err
	}
	if blocked := f.blockedBy(); blocked != "" {
		return nil, fmt.Errorf("以 root 运行时 PostgreSQL 使用 postgres 用户，而它进不了目录 %s。请换一个数据目录，例如：\n    DATA_DIR=/var/lib/lianqi", blocked)
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return nil, fmt.Errorf("无法建立数据目录：%w。请用 DATA_DIR 指定一个可写的目录", err)
	}
	if err := f.own(dir); err != nil {
		return nil, err
	}
	// Without symbolic links, as the system shows the folder of a running process.
	if f.dir, err = filepath.EvalSymlinks(dir); err != nil {
		return nil, err
	}
	version, err := os.ReadFile(filepath.Join(f.data(), "PG_VERSION"))
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err != nil {
		return nil, err
	}
	if found := strings.TrimSpace(string(version)); found != strconv.Itoa(major) {
		return nil, fmt.Errorf("数据目录 %s 由 PostgreSQL %s 建立，而现在使用的是 PostgreSQL %d。请安装原来的版本：\n"+
			"    sudo apt-get install -y postgresql-%s postgresql-%s-postgis-3\n"+
			"并用 PG_BIN=/usr/lib/postgresql/%s/bin 指定它；或先用 pg_upgrade 升级数据", f.data(), found, major, found, found, found)
	}
	return f, nil
}

// credential is whom to run postgres as when this process is uid: the user "postgres" for root, else no change.
func credential(uid int) (*syscall.Credential, error) {
	if uid != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("以 root 运行时需要系统用户 postgres 来运行数据库，但没有找到它。请建立后重试：\n    adduser --system --group postgres")
	}
	id, _ := strconv.Atoi(u.Uid)
	group, _ := strconv.Atoi(u.Gid)
	return &syscall.Credential{Uid: uint32(id), Gid: uint32(group)}, nil
}

// own makes dir, private to the user that postgres runs as.
func (f *folder) own(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("无法建立数据目录：%w。请用 DATA_DIR 指定一个可写的目录", err)
	}
	if f.user == nil {
		return nil
	}
	return os.Chown(dir, int(f.user.Uid), int(f.user.Gid))
}

// blockedBy is the uppermost folder above f that its user may not pass; empty when the way is free.
func (f *folder) blockedBy() (blocked string) {
	if f.user == nil {
		return ""
	}
	for dir := filepath.Dir(f.dir); ; dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err == nil && !passable(info, f.user) {
			blocked = dir
		}
		if dir == filepath.Dir(dir) {
			return blocked
		}
	}
}

func passable(dir fs.FileInfo, by *syscall.Credential) bool {
	stat := dir.Sys().(*syscall.Stat_t)
	switch {
	case stat.Uid == by.Uid:
		return stat.Mode&0o100 != 0
	case stat.Gid == by.Gid:
		return stat.Mode&0o010 != 0
	default:
		return stat.Mode&0o001 != 0
	}
}

// socket is the folder of the socket: f itself, or a new one in the temporary folder when f's path is too long.
func (f *folder) socket() (string, error) {
	if len(f.path(".s.PGSQL.5432")) <= longestSocket {
		return f.dir, nil
	}
	short, err := os.MkdirTemp("", "lianqi-")
	if err != nil {
		return "", err
	}
	return short, f.own(short)
}

// init makes the data folder when it is missing. It appears under its name only when complete.
func (f *folder) init(install Install) error {
	if _, err := os.Stat(f.data()); err == nil {
		return nil
	}
	fresh := f.path("data.new")
	if err := os.RemoveAll(fresh); err != nil {
		return err
	}
	if err := f.own(fresh); err != nil {
		return err
	}
	// "trust" is safe: only the folder's owner and root can reach the socket.
	cmd := f.command(install, "initdb", "-D", fresh, "-U", owner, "--auth=trust",
		"--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-instructions")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("建立数据库文件失败（initdb）：%w\n%s", err, out)
	}
	return os.Rename(fresh, f.data())
}

// adopt returns the cluster that another process runs in f, or nil when none does. One that is just starting or
// stopping is waited for.
func (f *folder) adopt(ctx context.Context) (*Cluster, error) {
	for {
		pid, socket := f.postmaster()
		if pid == 0 {
			return nil, nil
		}
		c := &Cluster{socket: socket, done: make(chan struct{})}
		if socket != "" && c.ensureDatabase(ctx) == nil {
			return c, nil
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("数据目录 %s 正被另一个 PostgreSQL（进程 %d）使用，但它没有应答。请先停止它，日志见 %s", f.data(), pid, f.log())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// postmaster reads which live server holds the data folder, and where its socket is: lines 1 and 5 of its pid file. The
// file that a crash leaves names a process that is gone; PostgreSQL sees that by itself. It may also name one that is
// something else by now, which PostgreSQL would take for a server: then the file is removed. In both cases pid is 0.
func (f *folder) postmaster() (pid int, socket string) {
	path := filepath.Join(f.data(), "postmaster.pid")
	b, err := os.ReadFile(path)
	if err != nil {
		return 0, ""
	}
	lines := strings.Split(string(b), "\n")
	works, err := os.Readlink("/proc/" + lines[0] + "/cwd")
	if err != nil {
		return 0, ""
	}
	if works != f.data() {
		_ = os.Remove(path) // if it cannot be removed, PostgreSQL says so in its own words
		return 0, ""
	}
	pid, _ = strconv.Atoi(lines[0])
	if len(lines) > 4 {
		socket = lines[4]
	}
	return pid, socket
}

// lock waits for the exclusive lock on path, which is let go when the process ends, however it ends.
func lock(ctx context.Context, path string) (unlock func(), err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	for syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil {
		select {
		case <-ctx.Done():
			file.Close()
			return nil, fmt.Errorf("另一个进程一直占用 %s：%w", path, ctx.Err())
		case <-time.After(20 * time.Millisecond):
		}
	}
	return func() { file.Close() }, nil
}
