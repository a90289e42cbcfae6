-- Exports (导出): reading many rows about persons at once is written down (domain 5).

-- +goose Up
create table export_log (
  id              uuid primary key,
  person_id       uuid not null references person,
  role            text not null,
  division_code   text collate "C" references division,
  organization_id uuid references organization,
  enterprise_id   uuid references enterprise,
  name            text not null,
  filter          text not null, -- as it was asked, the members of a URL
  row_count       int not null constraint export_log_row_count_positive check (row_count >= 0),
  at              timestamptz not null
);
create index export_log_at on export_log (at desc, id desc);
create index export_log_person_id on export_log (person_id, at desc, id desc);
create trigger export_log_append_only before update or delete on export_log for each row execute function append_only();
create trigger export_log_append_only_truncate before truncate on export_log for each statement execute function append_only();
