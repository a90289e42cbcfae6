package photo_test

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lianqi/server/photo"
)

func TestPicturesAreServedToWhoMaySeeThem(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	sent := withExif(asJPEG(t, scene(3000, 1000)), 1)
	if err := d.announce(photo.Input{SHA256: hashOf(sent), Bytes: len(sent)}, photo.Input{SHA256: hashOf([]byte("later")), Bytes: 5}); err != nil {
		t.Fatal(err)
	}
	id := d.one("select id::text from photo where position = 1")
	if got := d.ask("GET", "/photos/"+id, cadre, nil); got.StatusCode != 404 {
		t.Error("before it arrived:", got.Status)
	}
	if got := d.send(sent); got.StatusCode != 204 {
		t.Fatal(got.Status, got.message())
	}
	for query, width := range map[string]int{"": 2048, "?size=thumb": 480} {
		got := d.ask("GET", "/photos/"+id+query, cadre, nil)
		if got.StatusCode != 200 {
			t.Fatal(query, got.Status, got.message())
		}
		m, err := jpeg.Decode(bytes.NewReader(got.body))
		if err != nil || m.Bounds().Dx() != width || m.Bounds().Dy() != (width+1)/3 {
			t.Error(query, m.Bounds(), err)
		}
		if bytes.Contains(got.body, []byte("Exif")) || bytes.Contains(got.body, []byte("2026:03")) {
			t.Error(query, "still has its metadata")
		}
		for name, want := range map[string]string{
			"Content-Type": "image/jpeg", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'",
			"Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "private, max-age=3600",
		} {
			if got.Header.Get(name) != want {
				t.Errorf("%s: %q", name, got.Header.Get(name))
			}
		}
		if again := d.ask("GET", "/photos/"+id+query, cadre, nil, "If-None-Match", got.Header.Get("ETag")); again.StatusCode != 304 {
			t.Error(query, "again:", again.Status)
		}
	}
	later := d.one("select id::text from photo where position = 2")
	for name, got := range map[string]reply{
		"a colleague":      d.ask("GET", "/photos/"+id, colleague, nil),
		"nobody":           d.ask("GET", "/photos/"+id, "", nil),
		"not arrived":      d.ask("GET", "/photos/"+later, cadre, nil),
		"unknown":          d.ask("GET", "/photos/0195d000-0000-7000-8000-0000000000ff", cadre, nil),
		"no id":            d.ask("GET", "/photos/x", cadre, nil),
		"a path":           d.ask("GET", "/photos/..%2f..%2fetc%2fpasswd", cadre, nil),
		"another size":     d.ask("GET", "/photos/"+id+"?size=original", cadre, nil),
		"another's thumb":  d.ask("GET", "/photos/"+id+"?size=thumb", colleague, nil),
		"If-None-Match: *": d.ask("GET", "/photos/"+id, colleague, nil, "If-None-Match", "*"),
	} {
		if got.StatusCode != 404 || got.Header.Get("Cache-Control") != "no-store" || got.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %s %v", name, got.Status, got.Header)
		}
	}
}

func TestH13Orientations(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	corner := func(m image.Image, x, y int) string {
		r, g, b, _ := m.At(m.Bounds().Dx()*x/6, m.Bounds().Dy()*y/6).RGBA()
		switch {
		case r > 0xc000 && g < 0x5000 && b < 0x5000:
			return "red"
		case g > 0xc000 && r < 0x5000 && b < 0x5000:
			return "green"
		case b > 0xc000 && r < 0x5000 && g < 0x5000:
			return "blue"
		}
		return "noise"
	}
	var inputs []photo.Input
	var all [][]byte
	for o := uint16(1); o <= 8; o++ {
		sent := withExif(asJPEG(t, scene(120, 90)), o)
		all = append(all, sent)
		inputs = append(inputs, photo.Input{SHA256: hashOf(sent), Bytes: len(sent)})
	}
	if err := d.announce(inputs...); err != nil {
		t.Fatal(err)
	}
	// Top left, top right, bottom left, bottom right as people see them, by EXIF's definition of each value.
	for i, want := range []string{
		"red green blue noise", "green red noise blue", "noise blue green red", "blue noise red green",
		"red blue green noise", "blue red noise green", "noise green blue red", "green noise red blue",
	} {
		if got := d.send(all[i]); got.StatusCode != 204 {
			t.Fatal(got.Status, got.message())
		}
		id := d.one("select id::text from photo where position = $1", i+1)
		m, err := jpeg.Decode(bytes.NewReader(d.ask("GET", "/photos/"+id, cadre, nil).body))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join([]string{corner(m, 1, 1), corner(m, 5, 1), corner(m, 1, 5), corner(m, 5, 5)}, " "); got != want {
			t.Errorf("orientation %d: %s, not %s", i+1, got, want)
		}
		if tall := m.Bounds().Dy() > m.Bounds().Dx(); tall != (i >= 4) {
			t.Errorf("orientation %d: %v", i+1, m.Bounds())
		}
	}
}

func TestH13WhatIsNoPhoto(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	whole := asJPEG(t, scene(200, 100))
	huge := bytes.Clone(whole)
	at := bytes.Index(huge, []byte{0xff, 0xc0})
	copy(huge[at+5:], []byte{0xff, 0xdc, 0xff, 0xdc}) // 65,500 × 65,500
	type bad struct {
		name   string
		sent   []byte
		status int
		words  string
	}
	cases := []bad{
		{"PNG 30,000²", hugePNG(30_000, 30_000), 413, "30000×30000"},
		{"JPEG 65,500²", huge, 413, "65500×65500"},
		{"24.01 Mpx", hugePNG(6000, 4002), 413, "2400 万像素"},
		{"0 px", hugePNG(0, 10), 400, "损坏"},
		{"PNG without pixels", hugePNG(10, 10), 400, "损坏"},
		{"HEIC", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), 400, "HEIC"},
		{"AVIF", []byte("\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1avif"), 400, "AVIF"},
		{"PDF named .jpg", []byte("%PDF-1.7\n1 0 obj"), 400, "PDF"},
		{"GIF", asGIF(t, scene(10, 10)), 400, "GIF"},
		{"GIF that is JavaScript", []byte("GIF89a=1;alert(1)//"), 400, "GIF"},
		{"HTML", []byte("<!DOCTYPE html><script>alert(1)</script>"), 400, "网页"},
		{"SVG", []byte(`<?xml version="1.0"?><svg onload="alert(1)"/>`), 400, "SVG"},
		{"ZIP", []byte("PK\x03\x04rest"), 400, "压缩包"},
		{"text", []byte("hello"), 400, "不是照片"},
		{"one byte", []byte{0xff}, 400, "不是照片"},
		{"noise", bytes.Repeat([]byte{0x00, 0x13}, 999), 400, "不是照片"},
	}
	for tenth := 1; tenth < 10; tenth++ {
		cases = append(cases, bad{fmt.Sprintf("JPEG cut at %d0 %%", tenth), whole[:len(whole)*tenth/10], 400, "损坏"})
	}
	for _, c := range cases {
		got := d.send(c.sent)
		if got.StatusCode != c.status || !strings.Contains(got.message(), c.words) {
			t.Errorf("%s: %s %s", c.name, got.Status, got.body)
		}
		if again := d.ask("HEAD", "/uploads/"+hashOf(c.sent), cadre, nil); again.StatusCode != 404 {
			t.Errorf("%s is still here: %s", c.name, again.Status)
		}
	}
	if n := d.one("select count(*)::text from upload"); n != "0" {
		t.Error(n, "uploads were kept")
	}
}

func TestH13OddPicturesArePhotos(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	gray16 := image.NewGray16(image.Rect(0, 0, 20, 10))
	exif := withExif(asJPEG(t, scene(20, 20)), 1)
	trailer := append(bytes.Clone(exif), "<script>alert(1)</script>PK\x03\x04"...)
	for name, sent := range map[string][]byte{
		"WebP": aWebP(t), "PNG": asPNG(t, scene(50, 20)), "16 bit": asPNG(t, gray16), "transparent": asPNG(t, image.NewNRGBA(image.Rect(0, 0, 9, 9))),
		"1 × 3000": asPNG(t, image.NewGray(image.Rect(0, 0, 1, 3000))), "polyglot": trailer,
		"orientation 99":       withExif(asJPEG(t, scene(20, 20)), 99),
		"EXIF cut off":         append(bytes.Clone(exif[:40]), exif[200:]...),
		"EXIF points anywhere": bytes.Replace(exif, []byte{0x69, 0x87, 4, 0, 1, 0, 0, 0, 50}, []byte{0x69, 0x87, 4, 0, 1, 0, 0, 0, 255}, 1),
	} {
		got := d.send(sent)
		if name == "EXIF cut off" { // the segment's length now eats the picture
			if got.StatusCode != 400 && got.StatusCode != 204 {
				t.Errorf("%s: %s", name, got.Status)
			}
			continue
		}
		if got.StatusCode != 204 {
			t.Errorf("%s: %s %s", name, got.Status, got.body)
		}
	}
	kept, _ := filepath.Glob(filepath.Join(d.folder, "kept", "*", "*"))
	for _, path := range kept {
		b, err := os.ReadFile(path)
		if _, bad := jpeg.Decode(bytes.NewReader(b)); err != nil || bad != nil || bytes.Contains(b, []byte("script")) {
			t.Error(path, err, bad)
		}
	}
}
