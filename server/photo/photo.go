// Package photo is about photos (照片): records announce them by the SHA-256 of their bytes, phones send the bytes piece by
// piece, and whoever may see the record gets the pictures made of them.
//
// What is kept is never what was sent: each picture is decoded and encoded anew, without its metadata, of which only time
// and place are kept as restricted columns (upload.exif_at, upload.exif_point). Bytes belong to whoever sent them, so that
// nobody learns from a hash what others have.
package photo

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/db"
	"lianqi/server/fault"
	"lianqi/server/plan"
)

const (
	maxPhotos  = 9          // of a record
	maxBytes   = 10 << 20   // of what is sent for one
	maxPixels  = 24_000_000 // of what is sent for one
	DailyLimit = 500        // photos of a person in 24 hours
)

// Store keeps photos.
type Store struct {
	pool     *pgxpool.Pool
	blobs    Blobs
	partials partials
	sees     plan.Rule
	decoders chan struct{} // a place for each picture that may be decoded at the same time
}

// New returns the photos of a database, with their pictures in blobs and what has not arrived whole below the folder partial.
// sees is who may see a photo f.
func New(pool *pgxpool.Pool, blobs Blobs, partial string, sees plan.Rule) *Store {
	return &Store{pool: pool, blobs: blobs, partials: partials{root: partial}, sees: sees, decoders: make(chan struct{}, 2)}
}

// Of names the record that photos belong to: a visit, a problem, a problem's event (then with its problem), or a record that is held. Ids
// that do not apply are empty.
type Of struct{ VisitID, ProblemID, EventID, HeldID string }

// Input is a photo that a record announces.
type Input struct {
	SHA256  string     // of the bytes that will be sent, 64 lower-case hex digits
	Bytes   int        // their number
	TakenAt *time.Time // by the phone's clock
}

var shaShape = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Announce notes a new record's photos in the order given; those whose bytes the person has sent already count as received.
// The same bytes may be announced more than once. INVALID at photos, or the member at fault.
func Announce(ctx context.Context, tx pgx.Tx, of Of, personID string, photos []Input) error {
	var all pgx.Batch
	if err := AnnounceIn(&all, of, personID, photos); err != nil {
		return err
	}
	if err := tx.SendBatch(ctx, &all).Close(); err != nil {
		return fmt.Errorf("announce photos: %w", err)
	}
	return nil
}

// AnnounceIn is Announce as a part of what is sent in one message.
func AnnounceIn(all *pgx.Batch, of Of, personID string, photos []Input) error {
	if len(photos) > maxPhotos {
		return fault.At("photos", "最多 %d 张照片。", maxPhotos)
	}
	var hashes []string
	for i, p := range photos {
		at := "photos." + strconv.Itoa(i)
		switch {
		case !shaShape.MatchString(p.SHA256):
			return fault.At(at+".sha256", "应为 64 位小写十六进制的 SHA-256。")
		case p.Bytes < 1 || p.Bytes > maxBytes:
			return fault.At(at+".bytes", "照片大小应为 1 字节到 10 MiB。")
		}
		hashes = append(hashes, p.SHA256)
	}
	lock(all, personID, hashes...)
	for i, p := range photos {
		all.Queue(`-- name: PhotoAnnounce
insert into photo (id, visit_id, problem_id, event_id, position, sha256, bytes, taken_at, person_id, held_id, received_at, width, height)
select $1, nullif($2, '')::uuid, nullif($3, '')::uuid, nullif($4, '')::uuid, $5, $6, $7, $8, $9, nullif($10, '')::uuid, u.stored_at, u.width, u.height
  from (values (1)) _ left join upload u on u.sha256 = $6 and u.person_id = $9`,
			uuid.Must(uuid.NewV7()), of.VisitID, of.ProblemID, of.EventID, i+1, p.SHA256, p.Bytes, p.TakenAt, personID, of.HeldID)
	}
	return nil
}

// lock holds back whoever announces or receives one of the same photos until the transaction ends, so that neither misses the other.
func lock(all *pgx.Batch, personID string, hashes ...string) {
	slices.Sort(hashes) // everybody in the same order
	for _, sha256 := range slices.Compact(hashes) {
		all.Queue("-- name: PhotoLock\nselect pg_advisory_xact_lock(hashtextextended($1, 1))", personID+sha256)
	}
}

// locked waits for the lock of one photo.
func locked(ctx context.Context, tx pgx.Tx, personID, sha256 string) error {
	var one pgx.Batch
	lock(&one, personID, sha256)
	if err := tx.SendBatch(ctx, &one).Close(); err != nil {
		return fmt.Errorf("wait for the same photo: %w", err)
	}
	return nil
}

// Receive makes pictures of a photo's whole bytes, keeps them, and marks what waited for them as received. Only then it has
// arrived. INVALID or TOO_LARGE, with the reason, when it is no picture that we take.
func (s *Store) Receive(ctx context.Context, personID, sha256 string, sent []byte, now time.Time) error {
	made, err := s.picture(ctx, sent)
	if err != nil {
		return err
	}
	return db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		if err := locked(ctx, tx, personID, sha256); err != nil { // or Sweep could take away what is kept here
			return err
		}
		for size, jpeg := range map[string][]byte{full: made.full, thumb: made.thumb} {
			if err := s.blobs.Put(ctx, blobName(personID, sha256, size), jpeg); err != nil {
				return fmt.Errorf("keep a picture: %w", err)
			}
		}
		if _, err := tx.Exec(ctx, `-- name: UploadStore
insert into upload (sha256, person_id, bytes, width, height, stored_at, exif_at, exif_point)
values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
			sha256, personID, len(sent), made.width, made.height, now, made.takenAt, made.takenWhere); err != nil {
			return fmt.Errorf("note the upload: %w", err)
		}
		if _, err := tx.Exec(ctx, `-- name: PhotoReceive
update photo set received_at = $3, width = $4, height = $5 where sha256 = $1 and person_id = $2 and received_at is null`,
			sha256, personID, now, made.width, made.height); err != nil {
			return fmt.Errorf("mark photos received: %w", err)
		}
		return nil
	})
}

// arrived is how many bytes an arrived photo had; 0 when the person has not sent it whole.
func (s *Store) arrived(ctx context.Context, personID, sha256 string) (bytes int, err error) {
	err = s.pool.QueryRow(ctx, `-- name: UploadFind
select coalesce((select bytes from upload where sha256 = $1 and person_id = $2), 0)`, sha256, personID).Scan(&bytes)
	if err != nil {
		return 0, fmt.Errorf("find the upload: %w", err)
	}
	return bytes, nil
}

// allowance is TOO_MANY when a person has sent as many photos as one may in 24 hours.
func (s *Store) allowance(ctx context.Context, personID string, now time.Time) error {
	var sent int
	err := s.pool.QueryRow(ctx, `-- name: UploadCount
select count(*) from upload where person_id = $1 and stored_at > $2::timestamptz - interval '24 hours'`, personID, now).Scan(&sent)
	if err != nil {
		return fmt.Errorf("count uploads: %w", err)
	}
	if sent >= DailyLimit {
		return fault.New(fault.TooMany, "24 小时内最多上传 %d 张照片，请明天再传。", DailyLimit)
	}
	return nil
}
