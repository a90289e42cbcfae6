package photo

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/db"
)

const (
	orphanLife = 30 * 24 * time.Hour // of bytes that no record has announced
	checkEvery = 7 * 24 * time.Hour  // each stored picture is looked at
	atOnce     = 1000                // of a sweep
)

// Swept is what a sweep found.
type Swept struct {
	Orphans int // photos that no record announced within 30 days, and that are forgotten now
	Missing int // photos of which the picture is not where it was kept, in all
}

// Sweep removes partial photos that nobody has added to for a week and photos that no record has announced within 30 days, and looks whether
// the pictures are still there, each once a week; to be called now and then. A picture that came back is no longer missing.
func (s *Store) Sweep(ctx context.Context, now time.Time) (found Swept, err error) {
	if err := s.partials.sweep(now); err != nil {
		return found, err
	}
	if found.Orphans, err = s.forgetOrphans(ctx, now); err != nil {
		return found, err
	}
	if err := s.lookForMissing(ctx, now); err != nil {
		return found, err
	}
	err = s.pool.QueryRow(ctx, "-- name: CountMissing\nselect count(*) from upload where missing_since is not null").Scan(&found.Missing)
	return found, err
}

// stored is a photo that arrived whole.
type stored struct{ SHA256, PersonID string }

func (s *Store) list(ctx context.Context, where string, at time.Time) ([]stored, error) {
	rows, err := s.pool.Query(ctx, "-- name: UploadsToSweep\nselect u.sha256, u.person_id::text as person_id from upload u where "+where+
		fmt.Sprintf(" order by coalesce(u.checked_at, u.stored_at) limit %d", atOnce), at)
	if err != nil {
		return nil, fmt.Errorf("list uploads: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (u stored, err error) {
		return u, row.Scan(&u.SHA256, &u.PersonID)
	})
}

const orphan = "not exists (select from photo f where f.sha256 = u.sha256 and f.person_id = u.person_id)"

// forgetOrphans removes pictures and their rows together, so that the same photo may come again.
func (s *Store) forgetOrphans(ctx context.Context, now time.Time) (n int, err error) {
	all, err := s.list(ctx, "u.stored_at < $1 and "+orphan, now.Add(-orphanLife))
	if err != nil {
		return 0, err
	}
	for _, u := range all {
		err := db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
			if err := locked(ctx, tx, u.PersonID, u.SHA256); err != nil {
				return err
			}
			done, err := tx.Exec(ctx, "-- name: UploadForget\ndelete from upload u where u.sha256 = $1 and u.person_id = $2 and "+orphan, u.SHA256, u.PersonID)
			if err != nil || done.RowsAffected() == 0 { // it was announced meanwhile
				return err
			}
			n++
			return errors.Join(s.blobs.Remove(ctx, blobName(u.PersonID, u.SHA256, full)), s.blobs.Remove(ctx, blobName(u.PersonID, u.SHA256, thumb)))
		})
		if err != nil {
			return n, fmt.Errorf("forget an upload: %w", err)
		}
	}
	return n, nil
}

func (s *Store) lookForMissing(ctx context.Context, now time.Time) error {
	all, err := s.list(ctx, "coalesce(u.checked_at, u.stored_at) < $1", now.Add(-checkEvery))
	if err != nil {
		return err
	}
	for _, u := range all {
		missing := false
		for _, size := range []string{full, thumb} {
			picture, err := s.blobs.Open(ctx, blobName(u.PersonID, u.SHA256, size))
			switch {
			case errors.Is(err, fs.ErrNotExist):
				missing = true
			case err != nil:
				return fmt.Errorf("look for a picture: %w", err)
			default:
				_ = picture.Close()
			}
		}
		_, err := s.pool.Exec(ctx, `-- name: UploadChecked
update upload set checked_at = $3, missing_since = case when $4 then coalesce(missing_since, $3) end where sha256 = $1 and person_id = $2`,
			u.SHA256, u.PersonID, now, missing)
		if err != nil {
			return fmt.Errorf("note that a picture was looked for: %w", err)
		}
	}
	return nil
}
