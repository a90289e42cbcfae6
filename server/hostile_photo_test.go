package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// segment is a JPEG with something of a stranger's after its first two bytes.
func segment(jpeg []byte, marker byte, text string) []byte {
	head := append([]byte{0xff, 0xd8, 0xff, marker}, binary.BigEndian.AppendUint16(nil, uint16(len(text)+2))...)
	return append(append(head, text...), jpeg[2:]...)
}

// declared is a PNG of a size, without its pixels.
func declared(edge uint32) []byte {
	header := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32([]byte("IHDR"), edge), edge)
	header = append(header, 8, 2, 0, 0, 0)
	return binary.BigEndian.AppendUint32(append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), header...), crc32.ChecksumIEEE(header))
}

func sumOf(b []byte) string { return fmt.Sprintf("%x", sha256.Sum256(b)) }

// patch sends bytes of a photo that is length long.
func (c *caller) patch(sha string, from, length int, b []byte) *http.Response {
	return c.request(c, "PATCH", "/uploads/"+sha, "application/offset+octet-stream", string(b), "Upload-Offset", strconv.Itoa(from), "Upload-Length", strconv.Itoa(length))
}

// held is how many bytes of a photo are there, as HEAD says; -1 when it is unknown.
func (c *caller) held(sha string) int {
	resp := c.request(c, "HEAD", "/uploads/"+sha, "", "")
	n, err := strconv.Atoi(resp.Header.Get("Upload-Offset"))
	if resp.StatusCode == http.StatusNotFound && err != nil {
		return -1
	}
	return n
}

// What is no photo is refused in words and forgotten.
func TestWhatIsNoPhotoIsForgotten(t *testing.T) {
	t.Parallel()
	c := openFront(t).as("cadre01")
	jpg, sum := picture(1)
	for name, test := range map[string]struct {
		sent   []byte
		status int
		words  string
	}{
		"a PNG of 400 million pixels": {declared(20_000), 413, "像素"},
		"a PNG of 2^62 pixels":        {declared(1 << 31), 400, "照片"},
		"a PDF":                       {[]byte("%PDF-1.7\n%âãÏÓ\n1 0 obj"), 400, "PDF"},
		"a web page":                  {[]byte("<!DOCTYPE html><script>alert(1)</script>"), 400, "网页"},
		"a drawing with a script":     {[]byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`), 400, "SVG"},
		"HEIC":                        {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), 400, "兼容性最佳"},
		"a GIF that is a script":      {[]byte("GIF89a/*\x01\x00\x01\x00*/=1;alert(1)"), 400, "GIF"},
		"half a JPEG":                 {jpg[:len(jpg)/2], 400, "损坏"},
		"a tenth of a JPEG":           {jpg[:len(jpg)/10], 400, "损坏"},
		"a JPEG's first bytes":        {jpg[:3], 400, "损坏"},
		"an archive":                  {[]byte("PK\x03\x04\x14\x00\x00\x00"), 400, "压缩包"},
		"one byte":                    {[]byte("x"), 400, "照片"},
	} {
		got := c.patch(sumOf(test.sent), 0, len(test.sent), test.sent)
		text, _ := io.ReadAll(got.Body)
		if got.StatusCode != test.status || !bytes.Contains(text, []byte(test.words)) || leaks.Match(text) {
			t.Errorf("%s: %d %s", name, got.StatusCode, text)
		}
		if n := c.held(sumOf(test.sent)); n != -1 {
			t.Errorf("of %s %d bytes are kept", name, n)
		}
	}
	for name, test := range map[string]struct{ length, status int }{"0 bytes": {0, 400}, "11 MiB": {11 << 20, 413}, "-1 bytes": {-1, 400}, "too few": {5, 400}} {
		if got := c.patch(sum, 0, test.length, jpg); got.StatusCode != test.status {
			t.Errorf("%s: %d", name, got.StatusCode)
		}
	}
	if got := c.patch(sum, 0, len(jpg), append([]byte("x"), jpg[1:]...)); got.StatusCode != 460 || c.held(sum) != -1 {
		t.Errorf("other bytes than the hash's: %d", got.StatusCode)
	}
	for _, sha := range []string{strings.ToUpper(sum), sum[:63], sum + "0", "..", "%2e%2e", "x", strings.Repeat("ａ", 64)} {
		if got := c.patch(sha, 0, len(jpg), jpg); got.StatusCode < 400 || got.StatusCode >= 500 {
			t.Errorf("PATCH /uploads/%s: %d", sha, got.StatusCode)
		}
	}
}

// An upload goes on where it stopped, whatever is sent twice, at once or at the wrong place.
func TestUploadsResume(t *testing.T) {
	t.Parallel()
	c := openFront(t).as("cadre01")
	jpg, sum := picture(2)
	half := len(jpg) / 2
	for i, step := range []struct {
		from, to, status, offset int
	}{
		{half, len(jpg), 409, 0},
		{0, half, 204, half},
		{0, half, 409, half},
		{half + 1, len(jpg), 409, half},
		{half, half, 204, half},
		{half, len(jpg), 204, len(jpg)},
		{half, len(jpg), 409, len(jpg)},
		{0, len(jpg), 409, len(jpg)},
		{len(jpg), len(jpg), 204, len(jpg)},
	} {
		got := c.patch(sum, step.from, len(jpg), jpg[step.from:step.to])
		if n, _ := strconv.Atoi(got.Header.Get("Upload-Offset")); got.StatusCode != step.status || n != step.offset {
			t.Errorf("step %d: %d at %d, want %d at %d", i, got.StatusCode, n, step.status, step.offset)
		}
	}
	if got := c.patch(sum, len(jpg), len(jpg)+1, []byte("x")); got.StatusCode >= 500 || c.held(sum) != len(jpg) {
		t.Errorf("a byte after the last: %d, then %d bytes", got.StatusCode, c.held(sum))
	}
	other, otherSum := picture(3)
	var done sync.WaitGroup
	var mu sync.Mutex
	statuses := map[int]int{}
	for range 8 {
		done.Go(func() {
			got := c.patch(otherSum, 0, len(other), other)
			mu.Lock()
			statuses[got.StatusCode]++
			mu.Unlock()
		})
	}
	done.Wait()
	if statuses[204] != 1 || statuses[204]+statuses[409]+statuses[423] != 8 || c.held(otherSum) != len(other) {
		t.Errorf("eight at once: %v, %d bytes", statuses, c.held(otherSum))
	}
}

// Photos are served as pictures that this server made: nothing of what came with them goes out, and nobody gets another's by its hash.
func TestPhotosCarryNothingElse(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	c, stranger := f.as("cadre01"), f.as("cadre02")
	plain, _ := picture(4)
	const script = "<html><script>alert('polyglot')</script>"
	polyglot := append(segment(segment(plain, 0xfe, script), 0xe1, "Exif\x00\x00GPSLatitude 27.2393 polyglot"), script...)
	sum := sumOf(polyglot)
	announced := c.upload(polyglot, sum)
	send := func(c *caller, enterprise string, photos ...any) (expected, received int, urls []string) {
		var got struct {
			CheckIn struct {
				Visit struct {
					PhotosExpected, PhotosReceived int
					Photos                         []struct{ URL string }
				}
			}
		}
		c.get(`mutation($i: CheckInInput!) { checkIn(input: $i) { visit { photosExpected photosReceived photos { url } } userErrors { message } } }`,
			map[string]any{"i": map[string]any{"id": newID(), "enterpriseId": enterprise, "capturedAt": now(), "photos": photos}}, &got)
		for _, p := range got.CheckIn.Visit.Photos {
			urls = append(urls, p.URL)
		}
		return got.CheckIn.Visit.PhotosExpected, got.CheckIn.Visit.PhotosReceived, urls
	}
	for _, photos := range [][]any{{announced}, {announced, announced}} { // in two records, and twice in one
		expected, received, urls := send(c, f.firm(), photos...)
		if expected != len(photos) || received != len(photos) {
			t.Fatalf("%d of %d received", received, expected)
		}
		for _, url := range urls {
			for _, size := range []string{"", "?size=thumb"} {
				got := f.request(c, "GET", url+size, "", "")
				body, _ := io.ReadAll(got.Body)
				if got.StatusCode != 200 || bytes.Contains(body, []byte("polyglot")) || bytes.Contains(body, []byte("Exif")) {
					t.Errorf("GET %s: %d, %d bytes with what came along", url, got.StatusCode, len(body))
				}
				for name, want := range map[string]string{
					"Content-Type": "image/jpeg", "X-Content-Type-Options": "nosniff",
					"Content-Security-Policy": "sandbox; default-src 'none'", "Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "private, max-age=3600",
				} {
					if got.Header.Get(name) != want {
						t.Errorf("GET %s: %s is %q", url, name, got.Header.Get(name))
					}
				}
			}
			for _, method := range []string{"POST", "PUT", "PATCH", "DELETE"} {
				if got := f.request(c, method, url, "", ""); got.StatusCode != http.StatusMethodNotAllowed {
					t.Errorf("%s %s: %d", method, url, got.StatusCode)
				}
			}
			if got := f.request(c, "GET", url, "", "", "Range", "bytes=99999999-"); got.Header.Get("Cache-Control") == "" || got.StatusCode != http.StatusOK {
				t.Errorf("a range beyond the end: %d, cache %q", got.StatusCode, got.Header.Get("Cache-Control"))
			}
			if got := stranger.status(url); got != http.StatusNotFound {
				t.Errorf("a stranger gets %s: %d", url, got)
			}
		}
	}
	own := f.one(`select a.enterprise_id from assignment a join person p on p.id = a.person_id where p.account = 'cadre02' and a.ends_on is null limit 1`)
	if expected, received, _ := send(stranger, own, announced); expected != 1 || received != 0 || stranger.held(sum) != -1 {
		t.Errorf("a stranger who names the hash has %d of %d, and %d bytes", received, expected, stranger.held(sum))
	}
}
