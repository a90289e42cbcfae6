-- Days on which leaders and departments meet enterprises (企业家接待日、沙龙、座谈、开放日, domain C2–C4), who comes, and what came of it.

-- +goose Up
create table reception_event (
  id            uuid primary key,
  kind          text not null constraint reception_event_kind_known check (kind in
                  ('RECEPTION_DAY', 'SALON', 'SYMPOSIUM', 'OPEN_DAY', 'BREAKFAST', 'ENTREPRENEUR_DAY')),
  title         text not null constraint reception_event_title_length check (length(btrim(title)) between 2 and 60),
  division_code text collate "C" not null references division, -- whose enterprises may sign up
  starts_at     timestamptz not null,
  place         text not null constraint reception_event_place_length check (length(btrim(place)) between 1 and 100),
  host          text not null constraint reception_event_host_length check (length(btrim(host)) between 1 and 60),
  status        text not null default 'PLANNED' constraint reception_event_status_known check (status in ('PLANNED', 'HELD', 'CANCELLED')),
  note          text constraint reception_event_note_length check (length(note) <= 1000),
  created_by    uuid not null references person,
  created_at    timestamptz not null,
  content_hash  bytea not null
);
create index reception_event_starts_at on reception_event (starts_at desc, id desc);
create index reception_event_division_code on reception_event (division_code, starts_at desc);

-- An enterprise signs up once, with the question that it wants to raise; it may take that back and sign up anew.
create table reception_sign_up (
  id                 uuid primary key,
  reception_event_id uuid not null references reception_event,
  enterprise_id      uuid not null references enterprise,
  question           text not null constraint reception_sign_up_question_length check (length(btrim(question)) between 2 and 2000),
  signed_up_by       uuid not null references person,
  signed_up_at       timestamptz not null,
  withdrawn_at       timestamptz,
  content_hash       bytea not null
);
create unique index reception_sign_up_once on reception_sign_up (reception_event_id, enterprise_id) where withdrawn_at is null;
create index reception_sign_up_enterprise_id on reception_sign_up (enterprise_id);

alter table problem add column reception_event_id uuid references reception_event; -- at which it was raised
create index problem_reception_event_id on problem (reception_event_id, enterprise_id) where reception_event_id is not null;
