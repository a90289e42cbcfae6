package photo

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// S3 keeps pictures as objects of a bucket of any server that speaks S3.
type S3 struct {
	client *minio.Client
	bucket string
}

// NewS3 returns the bucket at an address such as https://s3.example.gov.cn/lianqi, which must be there; http is taken as well, for a store on
// the same machine. The error names what is wrong with the setting, or that the bucket cannot be reached.
func NewS3(ctx context.Context, address, key, secret string) (*S3, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.Trim(u.Path, "/") == "" || strings.Contains(strings.Trim(u.Path, "/"), "/") {
		return nil, fmt.Errorf("S3_URL 应为 https://主机/桶名")
	}
	client, err := minio.New(u.Host, &minio.Options{
		Creds: credentials.NewStaticV4(key, secret, ""), Secure: u.Scheme == "https", BucketLookup: minio.BucketLookupPath,
	})
	if err != nil {
		return nil, fmt.Errorf("S3 的设置不对：%w", err)
	}
	s := &S3{client, strings.Trim(u.Path, "/")}
	there, err := client.BucketExists(ctx, s.bucket)
	if err != nil {
		return nil, fmt.Errorf("连不上 S3：%w", err)
	}
	if !there {
		return nil, fmt.Errorf("S3 上没有桶 %s，请先建好", s.bucket)
	}
	return s, nil
}

// Put implements Blobs; a server of S3 answers when it has kept the object, and checks its sum before.
func (s *S3) Put(ctx context.Context, name string, data []byte) error {
	_, err := s.client.PutObject(ctx, s.bucket, name, bytes.NewReader(data), int64(len(data)), minio.PutObjectOptions{
		ContentType: "image/jpeg", SendContentMd5: true, DisableMultipart: true,
	})
	return err
}

// Open implements Blobs.
func (s *S3) Open(ctx context.Context, name string) (io.ReadSeekCloser, error) {
	object, err := s.client.GetObject(ctx, s.bucket, name, minio.GetObjectOptions{})
	if err != nil {
		return nil, err
	}
	if _, err := object.Stat(); err != nil { // nothing was asked of the server before
		_ = object.Close()
		if minio.ToErrorResponse(err).Code == minio.NoSuchKey {
			return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
		}
		return nil, err
	}
	return object, nil
}

// Remove implements Blobs.
func (s *S3) Remove(ctx context.Context, name string) error {
	return s.client.RemoveObject(ctx, s.bucket, name, minio.RemoveObjectOptions{})
}
