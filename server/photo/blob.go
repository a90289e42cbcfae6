package photo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Blobs is where pictures lie. A name is a relative path of lower-case hex digits, hyphens, slashes and dots.
type Blobs interface {
	// Put keeps data under a name before it returns, whatever happens to the machine then. A second Put replaces the first.
	Put(ctx context.Context, name string, data []byte) error
	// Open returns what is kept under a name; an error that is fs.ErrNotExist when there is none.
	Open(ctx context.Context, name string) (io.ReadSeekCloser, error)
	// Remove forgets what is kept under a name; nil when there is none.
	Remove(ctx context.Context, name string) error
}

// The sizes of a picture, as in the query of its URL.
const (
	full  = ""
	thumb = "thumb"
)

func blobName(personID, sha256, size string) string {
	if size == thumb {
		return personID + "/" + sha256 + ".thumb.jpg"
	}
	return personID + "/" + sha256 + ".jpg"
}

// Disk keeps pictures as files below a folder.
type Disk string

// Put implements Blobs: the file is whole and on the disk before it gets its name, and so is the name before Put returns.
func (d Disk) Put(_ context.Context, name string, data []byte) (err error) {
	path := filepath.Join(string(d), filepath.FromSlash(name))
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(folder, ".new-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return errors.Join(syncFolder(folder), syncFolder(string(d)))
}

// syncFolder writes the names in a folder to the disk.
func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("sync the folder: %w", err)
	}
	return errors.Join(f.Sync(), f.Close())
}

// Remove implements Blobs.
func (d Disk) Remove(_ context.Context, name string) error {
	err := os.Remove(filepath.Join(string(d), filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Open implements Blobs.
func (d Disk) Open(_ context.Context, name string) (io.ReadSeekCloser, error) {
	return os.Open(filepath.Join(string(d), filepath.FromSlash(name)))
}
