package photo_test

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"net/http/httptest"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"lianqi/server/photo"
)

// stores are where pictures may lie: a folder, and a bucket of a server that speaks S3 over HTTP.
func stores(t *testing.T) map[string]photo.Blobs {
	t.Helper()
	backend := s3mem.New()
	if err := backend.CreateBucket("lianqi"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(gofakes3.New(backend).Server())
	t.Cleanup(server.Close)
	bucket, err := photo.NewS3(t.Context(), server.URL+"/lianqi", "key", "secret")
	if err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []string{"", "s3.example", server.URL, server.URL + "/a/b", server.URL + "/elsewhere", "ftp://x/lianqi"} {
		if _, err := photo.NewS3(t.Context(), wrong, "key", "secret"); err == nil {
			t.Errorf("%q is taken for a bucket", wrong)
		}
	}
	return map[string]photo.Blobs{"disk": photo.Disk(t.TempDir()), "S3": bucket}
}

// What is put is there, whole, until it is replaced or removed.
func TestBlobs(t *testing.T) {
	t.Parallel()
	for name, blobs := range stores(t) {
		t.Run(name, func(t *testing.T) {
			ctx, at := t.Context(), "0195d000-0000-7000-8000-000000000001/abc.thumb.jpg"
			if _, err := blobs.Open(ctx, at); !errors.Is(err, fs.ErrNotExist) {
				t.Error("before it is put:", err)
			}
			if err := blobs.Remove(ctx, at); err != nil {
				t.Error("removed before it is put:", err)
			}
			for _, content := range [][]byte{bytes.Repeat([]byte("first"), 100_000), []byte("second")} {
				if err := blobs.Put(ctx, at, content); err != nil {
					t.Fatal(err)
				}
				r, err := blobs.Open(ctx, at)
				if err != nil {
					t.Fatal(err)
				}
				if n, err := r.Seek(0, io.SeekEnd); err != nil || int(n) != len(content) {
					t.Error("its end:", n, err)
				}
				if _, err := r.Seek(0, io.SeekStart); err != nil {
					t.Error(err)
				}
				if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, content) {
					t.Errorf("%d bytes came back of %d: %v", len(got), len(content), err)
				}
				_ = r.Close()
			}
			if err := blobs.Remove(ctx, at); err != nil {
				t.Error(err)
			}
			if _, err := blobs.Open(ctx, at); !errors.Is(err, fs.ErrNotExist) {
				t.Error("after it was removed:", err)
			}
		})
	}
}
