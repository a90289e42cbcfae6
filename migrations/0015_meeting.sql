-- How a problem is solved (domain D7), meetings (会议, D10, D17), their agendas and what they decided (决定, D14).

-- +goose Up
alter table problem add column resolution_route text constraint problem_resolution_route_known check (resolution_route in ('ON_SITE',
  'SINGLE_UNIT', 'TASK_FORCE', 'GOVERNMENT_STUDY', 'ONE_ENTERPRISE_ONE_POLICY', 'LEADER_DEMONSTRATION', 'ON_SITE_MEETING'));
update problem set resolution_route = 'ON_SITE' where resolved_on_site;

create table meeting (
  id            uuid primary key,
  kind          text not null constraint meeting_kind_known
                  check (kind in ('DISPATCH', 'CONSULT', 'ON_SITE', 'GOVERNMENT', 'PARTY_COMMITTEE', 'SPECIAL')),
  title         text not null constraint meeting_title_length check (length(btrim(title)) between 2 and 100),
  division_code text collate "C" not null references division,
  host          text constraint meeting_host_length check (length(host) <= 100),
  minutes       text constraint meeting_minutes_length check (length(minutes) <= 4000),
  status        text not null constraint meeting_status_known check (status in ('PLANNED', 'HELD')),
  held_at       timestamptz not null, -- or will be
  created_by    uuid not null references person,
  created_at    timestamptz not null,
  content_hash  bytea,                -- of its plan; null when it was not planned here
  decided_by    uuid references person,
  decided_hash  bytea,
  constraint meeting_held_whole check ((status = 'HELD') = (decided_by is not null) and (decided_by is null) = (decided_hash is null))
);
create index meeting_division_code on meeting (division_code, held_at desc, id desc);
create index meeting_held_at on meeting (held_at desc, id desc);

create table agenda_item (
  id         uuid primary key,
  meeting_id uuid not null references meeting,
  problem_id uuid not null references problem,
  position   int not null constraint agenda_item_position_range check (position between 1 and 50),
  constraint agenda_item_once unique (meeting_id, problem_id)
);
create index agenda_item_problem_id on agenda_item (problem_id);

create table decision (
  id         uuid primary key,
  meeting_id uuid not null references meeting,
  problem_id uuid not null references problem,
  division_code text collate "C" not null references division, -- of the problem
  position   int not null constraint decision_position_range check (position between 1 and 50),
  text       text not null constraint decision_text_length check (length(btrim(text)) between 1 and 4000),
  route      text,
  due_on     date,
  status     text not null default 'OPEN' constraint decision_status_known check (status in ('OPEN', 'DONE')),
  decided_at timestamptz not null,
  done_at    timestamptz,
  done_by    uuid references person,
  done_note  text constraint decision_done_note_length check (length(btrim(done_note)) between 1 and 4000),
  constraint decision_once unique (meeting_id, problem_id),
  constraint decision_done_whole check ((status = 'DONE') = (done_at is not null) and num_nulls(done_at, done_by, done_note) in (0, 3))
);
create index decision_problem_id on decision (problem_id, decided_at desc, id desc);
create index decision_division_code on decision (division_code, meeting_id);
create index decision_decided_at on decision (decided_at desc, id desc);
create index decision_open on decision ((coalesce(due_on, 'infinity')), id) where status = 'OPEN';
