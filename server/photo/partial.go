package photo

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"lianqi/server/fault"
)

const (
	maxPartials = 50                 // of one person
	partialLife = 7 * 24 * time.Hour // of bytes that nobody adds to
)

// partials are the bytes of photos that have not arrived whole, a file each in a folder of their sender's. A file never has
// all of a photo: the last bytes go straight into making pictures, so a crash leaves nothing that looks complete.
type partials struct {
	root string
	busy sync.Map // key: of those that are being added to
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

// Sweep removes partial photos that nobody has added to for a week; to be called now and then.
func (s *Store) Sweep(now time.Time) error {
	err := filepath.WalkDir(s.partials.root, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) || err == nil && entry.IsDir() {
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
