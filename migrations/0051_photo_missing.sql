-- A notice may be about a record whose photos never came (H21), rather than about a problem's event: one for each record.

-- +goose Up
alter table notice alter column problem_id drop not null, alter column event_id drop not null, add column record_id uuid;
alter table notice
  add constraint notice_of_event_or_record check (num_nonnulls(event_id, record_id) = 1),
  add constraint notice_of_event_names_problem check (event_id is null or problem_id is not null),
  add constraint notice_of_record_once unique (record_id, person_id);
