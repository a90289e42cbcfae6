package photo

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"lianqi/server/fault"
)

const (
	maxPartials = 50                 // of one person
	partialLife = 7 * 24 * time.Hour // of bytes that nobody adds to

	lockPatience = 5 * time.Second // with another server
	lockName     = ".lock-"
)

// partials are the bytes of photos that have not arrived whole, a file each in a folder of their sender's. A file never has
// all of a photo: the last bytes go straight into making pictures, so a crash leaves nothing that looks complete.
type partials struct {
	root string
	busy sync.Map // key: of those that are being added to by this server
}

func (p *partials) path(personID, sha256 string) string {
	return filepath.Join(p.root, personID, sha256)
}

// take reserves a partial for one request; false while another has it.
func (p *partials) take(personID, sha256 string) (release func(), ok bool) {
	key := personID + sha256
	_, taken := p.busy.LoadOrStore(key, true)
	return func() { p.busy.Delete(key) }, !taken
}

// lock keeps other servers that share the folder from a partial; TOO_MANY when one has it for too long, because it was stopped. Locks are of
// a few files for all partials, which are never removed.
//
// They are files, as what they guard: a host that does not share the folder has nothing to be kept from, and a lock in the database would hold a
// connection while pictures are made. Where a shared folder's locks do not hold, bytes may be put together wrong; then the hash says so and the
// phone begins again. Which photo has arrived Receive decides, in the database.
func (p *partials) lock(personID, sha256 string) (release func(), err error) {
	if err := os.MkdirAll(p.root, 0o700); err != nil {
		return nil, fmt.Errorf("lock a partial photo: %w", err)
	}
	sum := fnv.New32()
	_, _ = sum.Write([]byte(personID + sha256))
	f, err := os.OpenFile(filepath.Join(p.root, fmt.Sprintf("%s%02x", lockName, sum.Sum32()%64)), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock a partial photo: %w", err)
	}
	for until := time.Now().Add(lockPatience); ; time.Sleep(20 * time.Millisecond) {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case err == nil:
			return func() { _ = f.Close() }, nil // closing lets go
		case !errors.Is(err, syscall.EWOULDBLOCK):
			return nil, errors.Join(fmt.Errorf("lock a partial photo: %w", err), f.Close())
		case time.Now().After(until):
			_ = f.Close()
			return nil, errBusy
		}
	}
}

// size is how many bytes are there.
func (p *partials) size(personID, sha256 string) (int, error) {
	info, err := os.Stat(p.path(personID, sha256))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("look at a partial photo: %w", err)
	}
	return int(info.Size()), nil
}

func (p *partials) read(personID, sha256 string) ([]byte, error) {
	b, err := os.ReadFile(p.path(personID, sha256))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read a partial photo: %w", err)
	}
	return b, nil
}

// append adds bytes; TOO_MANY when the person has begun too many photos.
func (p *partials) append(personID, sha256 string, b []byte) error {
	path := p.path(personID, sha256)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("keep a partial photo: %w", err)
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		others, err := os.ReadDir(filepath.Dir(path))
		if err != nil {
			return fmt.Errorf("count partial photos: %w", err)
		}
		if len(others) >= maxPartials {
			return fault.New(fault.TooMany, "有太多照片没有传完，请先把它们传完。")
		}
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("keep a partial photo: %w", err)
	}
	_, err = f.Write(b)
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("keep a partial photo: %w", err)
	}
	return nil
}

func (p *partials) remove(personID, sha256 string) error {
	if err := os.Remove(p.path(personID, sha256)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove a partial photo: %w", err)
	}
	return nil
}

// sweep removes partial photos that nobody has added to for a week.
func (p *partials) sweep(now time.Time) error {
	err := filepath.WalkDir(p.root, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) || err == nil && (entry.IsDir() || strings.HasPrefix(entry.Name(), lockName)) {
			return nil
		}
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err == nil && now.Sub(info.ModTime()) > partialLife {
			err = os.Remove(path)
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("sweep partial photos: %w", err)
	}
	return nil
}
