-- Who brought in what phones could not send (lianqi import unsent): one row for each import, whatever came of it.

-- +goose Up
create table import_log (
  id          uuid primary key,
  person_id   uuid not null references person, -- who answers for it
  file_sha256 text not null constraint import_log_sha256_shape check (file_sha256 ~ '^[0-9a-f]{64}$'),
  device      text not null, -- as the file says; '' when it does not
  exported_at timestamptz not null, -- by the phone's clock
  record_ids  uuid[] not null, -- the records that it made
  unchanged   int not null constraint import_log_unchanged_positive check (unchanged >= 0), -- that were there before
  refused     int not null constraint import_log_refused_positive check (refused >= 0),
  at          timestamptz not null
);
create index import_log_at on import_log (at desc, id desc);
create index import_log_record_ids on import_log using gin (record_ids);
create trigger import_log_append_only before update or delete on import_log for each row execute function append_only();
create trigger import_log_append_only_truncate before truncate on import_log for each statement execute function append_only();
