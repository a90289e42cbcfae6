package photo_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
)

// scene is a picture whose corners tell how it is turned: red at the top left, green at the top right, blue at the bottom
// left; the rest is noise that does not compress well.
func scene(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	seed := uint32(1)
	for y := range h {
		for x := range w {
			seed = seed*1664525 + 1013904223
			c := color.RGBA{uint8(seed >> 24), uint8(seed >> 16), uint8(seed >> 8), 255}
			switch left, top := x < w/3, y < h/3; {
			case left && top:
				c = color.RGBA{255, 0, 0, 255}
			case x >= w*2/3 && top:
				c = color.RGBA{0, 255, 0, 255}
			case left && y >= h*2/3:
				c = color.RGBA{0, 0, 255, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func asJPEG(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asGIF(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := gif.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// aWebP is one pixel.
func aWebP(t *testing.T) []byte {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// hugePNG declares a size and holds no pixels.
func hugePNG(w, h uint32) []byte {
	header := binary.BigEndian.AppendUint32([]byte("IHDR"), w)
	header = binary.BigEndian.AppendUint32(header, h)
	header = append(header, 8, 2, 0, 0, 0)
	b := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), header...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(header))
}

// withExif puts into a JPEG what a camera writes: how it was held, 2026-03-02 09:30:00, and 27.2393° N 111.4671° E.
func withExif(jpeg []byte, orientation uint16) []byte {
	le := binary.LittleEndian
	entry := func(b []byte, tag, kind uint16, count, value uint32) []byte {
		b = le.AppendUint16(le.AppendUint16(b, tag), kind)
		return le.AppendUint32(le.AppendUint32(b, count), value)
	}
	degrees := func(b []byte, micro uint32) []byte { // as degrees, minutes 0, seconds 0
		for _, n := range []uint32{micro, 1_000_000, 0, 1, 0, 1} {
			b = le.AppendUint32(b, n)
		}
		return b
	}
	const ifd0, sub, gps, date, lat, lon = 8, 50, 68, 122, 142, 166
	tiff := le.AppendUint32([]byte("II*\x00"), ifd0)
	tiff = le.AppendUint16(tiff, 3)
	tiff = entry(tiff, 0x0112, 3, 1, uint32(orientation))
	tiff = entry(tiff, 0x8769, 4, 1, sub)
	tiff = entry(tiff, 0x8825, 4, 1, gps)
	tiff = le.AppendUint32(tiff, 0)
	tiff = le.AppendUint16(tiff, 1)
	tiff = entry(tiff, 0x9003, 2, 20, date)
	tiff = le.AppendUint32(tiff, 0)
	tiff = le.AppendUint16(tiff, 4)
	tiff = entry(tiff, 1, 2, 2, 'N')
	tiff = entry(tiff, 2, 5, 3, lat)
	tiff = entry(tiff, 3, 2, 2, 'E')
	tiff = entry(tiff, 4, 5, 3, lon)
	tiff = le.AppendUint32(tiff, 0)
	tiff = append(tiff, "2026:03:02 09:30:00\x00"...)
	tiff = degrees(tiff, 27_239_300)
	tiff = degrees(tiff, 111_467_100)
	segment := append([]byte("Exif\x00\x00"), tiff...)
	out := append([]byte{0xff, 0xd8, 0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(segment)+2))...)
	return append(append(out, segment...), jpeg[2:]...)
}

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
