// Package rescue reads the file into which a phone exports what it could not send (应急导出), so that an office can import it when the phone
// is broken, stolen or without a network for good. Authorship stays the cadre's, and sending the same records later changes nothing.
//
// # The file
//
// One JSON object in UTF-8, also as the entry unsent.json of a ZIP:
//
//	{
//	  "format": "lianqi-unsent", "version": 1,
//	  "exportedAt": "2026-11-29T08:00:00Z",     by the phone's clock, as all times here
//	  "device": "…", "app": 2, "build": "…",    as in the headers Device-Id, Device-App, Device-Build; each may be absent
//	  "items": [{
//	    "id": "0195…",                          the record's own id
//	    "kind": "CHECK_IN",                     or REPORT, SUPPLEMENT, PROGRESS, REPLY, RESIDENT_LOG
//	    "owner": "…",                           id of the person who captured it
//	    "ownerName": "…", "title": "…", "about": "…",   for people; may be absent
//	    "savedAt": "2026-11-27T03:04:05Z",
//	    "dependsOn": "0195…",                   id of an item that comes first; absent for none
//	    "input": {…}                            the input of its mutation, exactly as it was or would be sent, photos included
//	  }],
//	  "photos": {"<sha256>": "<base64>"}        the bytes of every photo that the inputs announce
//	}
//
// In a ZIP photos lie as entries photos/<sha256> instead, and "photos" is absent. A photo that is missing does not hold its record back: it
// shows as not arrived.
package rescue

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"lianqi/server/fault"
)

const (
	mostItems = 5_000
	mostPhoto = 10 << 20  // bytes of one photo
	mostBytes = 512 << 20 // of all photos
)

// Pack is the content of a file.
type Pack struct {
	Format     string            `json:"format"`
	Version    int               `json:"version"`
	ExportedAt time.Time         `json:"exportedAt"`
	Device     string            `json:"device"`
	App        int               `json:"app"`
	Items      []Item            `json:"items"`
	Photos     map[string][]byte `json:"photos"` // by the SHA-256 of their bytes
}

// Item is a record that was not sent.
type Item struct {
	ID        string          `json:"id"`
	Kind      string          `json:"kind"`
	Owner     string          `json:"owner"`
	OwnerName string          `json:"ownerName"`
	Title     string          `json:"title"`
	SavedAt   time.Time       `json:"savedAt"`
	DependsOn string          `json:"dependsOn"`
	Input     json.RawMessage `json:"input"`
}

// Read takes a file apart, its items in the order in which they can be sent. INVALID when it is none, or is damaged; photos whose bytes are not
// those of their name are left out.
func Read(file []byte) (*Pack, error) {
	p := &Pack{}
	if bytes.HasPrefix(file, []byte("PK\x03\x04")) {
		if err := p.unzip(file); err != nil {
			return nil, err
		}
	} else if err := p.decode(file); err != nil {
		return nil, err
	}
	switch {
	case p.Format != "lianqi-unsent":
		return nil, fault.New(fault.Invalid, "这不是联企通导出的未发送记录。")
	case p.Version != 1:
		return nil, fault.New(fault.Invalid, "这个文件是更新的版本导出的（%d），请先升级服务器。", p.Version)
	case len(p.Items) > mostItems:
		return nil, fault.New(fault.Invalid, "文件里有 %d 条记录，最多 %d 条。", len(p.Items), mostItems)
	}
	for name, content := range p.Photos {
		if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != name {
			delete(p.Photos, name)
		}
	}
	p.order()
	return p, nil
}

func (p *Pack) decode(text []byte) error {
	if err := json.Unmarshal(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), p); err != nil {
		return fault.New(fault.Invalid, "文件不完整或已损坏，请重新导出。")
	}
	return nil
}

func (p *Pack) unzip(file []byte) error {
	damaged := fault.New(fault.Invalid, "压缩包不完整或已损坏，请重新导出。")
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return damaged
	}
	photos, left := map[string][]byte{}, mostBytes
	for _, entry := range z.File {
		sha, isPhoto := strings.CutPrefix(entry.Name, "photos/")
		if entry.Name != "unsent.json" && (!isPhoto || sha == "") {
			continue
		}
		most := min(left, mostPhoto)
		if !isPhoto {
			most = mostBytes
		}
		content, err := inflate(entry, most)
		switch {
		case err != nil:
			return damaged
		case isPhoto:
			photos[sha], left = content, left-len(content)
		default:
			if err := p.decode(content); err != nil {
				return err
			}
		}
	}
	p.Photos = photos
	return nil
}

// inflate is an entry's content; an error when it has more than most bytes.
func inflate(entry *zip.File, most int) ([]byte, error) {
	r, err := entry.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	content, err := io.ReadAll(io.LimitReader(r, int64(most)+1))
	if err == nil && len(content) > most {
		err = fmt.Errorf("%s is too large", entry.Name)
	}
	return content, err
}

// order puts items by when they were saved, those that others depend on first.
func (p *Pack) order() {
	slices.SortStableFunc(p.Items, func(a, b Item) int { return a.SavedAt.Compare(b.SavedAt) })
	placed, out := map[string]bool{}, make([]Item, 0, len(p.Items))
	left := p.Items
	for len(left) > 0 {
		here := map[string]bool{}
		for _, i := range left {
			here[i.ID] = true
		}
		var later []Item
		for _, i := range left {
			if i.DependsOn != "" && i.DependsOn != i.ID && here[i.DependsOn] && !placed[i.DependsOn] {
				later = append(later, i)
				continue
			}
			placed[i.ID], out = true, append(out, i)
		}
		if len(later) == len(left) { // they depend on each other: as they come
			out, later = append(out, later...), nil
		}
		left = later
	}
	p.Items = out
}
