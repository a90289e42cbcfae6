-- Photos that nobody asks for, and those that are missing.

-- +goose Up
create index photo_sha256 on photo (sha256, person_id);

-- When it was last looked whether a stored picture is still there, and since when it was not.
alter table upload add column checked_at timestamptz, add column missing_since timestamptz;
create index upload_checked_at on upload ((coalesce(checked_at, stored_at)));
create index upload_missing on upload (person_id) where missing_since is not null;
