package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// item is a record on its way, as a phone keeps it.
type item struct {
	ID        string
	Kind      string // the name of its mutation's document
	DependsOn string `json:",omitempty"` // what must be delivered first
	SavedAt   time.Time
	Input     map[string]any // without photos
	Photos    []photo
	Frozen    json.RawMessage `json:",omitempty"` // the exact input that was first sent
	Tries     int
	RetryAt   time.Time
	Told      bool // the server said when
	Trouble   string
	Stopped   string `json:",omitempty"` // the code for which it waits for a person
}

// outbox is what a phone has not delivered yet, and its receipts: files, so that they outlive the phone's process.
type outbox struct{ dir string }

func openOutbox(dir string) (outbox, error) {
	var err error
	for _, name := range []string{"item", "photo", "receipt"} {
		err = errors.Join(err, os.MkdirAll(filepath.Join(dir, name), 0o755))
	}
	return outbox{dir}, err
}

// save keeps a record with its pictures: all of it or nothing, as the record's own file comes last.
func (o outbox) save(it item, pictures [][]byte) error {
	for i, p := range it.Photos {
		if err := o.put("photo", p.SHA256, pictures[i]); err != nil {
			return err
		}
	}
	return o.note(it)
}

// note replaces what is known of a record.
func (o outbox) note(it item) error {
	b, err := json.Marshal(it)
	if err != nil {
		return err
	}
	return o.put("item", it.ID, b)
}

// waiting is every record, oldest first.
func (o outbox) waiting() ([]item, error) {
	items, err := read[item](filepath.Join(o.dir, "item"))
	slices.SortFunc(items, func(a, b item) int {
		if c := a.SavedAt.Compare(b.SavedAt); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return items, err
}

// delivered replaces a record and its pictures, which no other record has, by the server's receipt.
func (o outbox) delivered(it item, receipt []byte) error {
	if err := o.put("receipt", it.ID, receipt); err != nil {
		return err
	}
	if err := o.drop(it); err != nil {
		return err
	}
	for _, f := range it.Photos {
		for _, folder := range []string{"photo", "photo.away"} {
			_ = os.Remove(filepath.Join(o.dir, folder, f.SHA256)) // one that stays takes room and does no harm
		}
	}
	return nil
}

func (o outbox) drop(it item) error { return os.Remove(filepath.Join(o.dir, "item", it.ID)) }

// receipt is what the server answered for a delivered record; nil while there is none.
func (o outbox) receipt(id string) []byte {
	b, _ := os.ReadFile(filepath.Join(o.dir, "receipt", id))
	return b
}

// picture is the bytes of a photo; an error that is fs.ErrNotExist while the phone cannot find it.
func (o outbox) picture(sha256 string) ([]byte, error) {
	return os.ReadFile(filepath.Join(o.dir, "photo", sha256))
}

// hide lets the phone not find its photos, as a system that has taken away the right to them, or finds them again.
func (o outbox) hide(away bool) {
	from, to := filepath.Join(o.dir, "photo"), filepath.Join(o.dir, "photo.away")
	if !away {
		from, to = to, from
	}
	_ = os.Rename(from, to) // it may be there already
}

// put writes a file that has its name only when it is whole and on the disk.
func (o outbox) put(kind, name string, b []byte) error {
	f, err := os.CreateTemp(o.dir, ".new-*")
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if kind != "photo" { // the record's own file is what says that it is kept
		err = errors.Join(err, f.Sync())
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	for _, folder := range []string{kind, kind + ".away", kind} { // hide may rename the folder meanwhile
		if err = os.Rename(f.Name(), filepath.Join(o.dir, folder, name)); !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	return err
}

// read is every file of a folder as a T.
func read[T any](folder string) (all []T, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			return nil, err
		}
		var one T
		if err := json.Unmarshal(b, &one); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}
