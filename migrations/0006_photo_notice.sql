-- Photos (照片) that records announce, the bytes that arrive for them, and notices (消息).

-- +goose Up
-- Bytes that a person sent and the server checked; content-addressed, bound to who sent them.
create table upload (
  sha256     text not null constraint upload_sha256_shape check (sha256 ~ '^[0-9a-f]{64}$'),
  person_id  uuid not null references person,
  bytes      int not null constraint upload_bytes_range check (bytes between 1 and 10485760),
  width      int not null,
  height     int not null,
  stored_at  timestamptz not null default now(),
  exif_at    timestamptz,
  exif_point geometry(Point, 4326),
  primary key (sha256, person_id)
);
create index upload_person_id on upload (person_id, stored_at);

create table photo (
  id            uuid primary key,
  visit_id      uuid references visit,
  problem_id    uuid references problem,
  event_id      uuid references problem_event,
  position      int not null constraint photo_position_range check (position between 1 and 9),
  sha256        text not null constraint photo_sha256_shape check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes         int not null constraint photo_bytes_range check (bytes between 1 and 10485760),
  taken_at      timestamptz,
  person_id     uuid not null references person,
  received_at   timestamptz,
  width         int,
  height        int,
  constraint photo_of_one_record check (num_nonnulls(visit_id, problem_id) = 1),
  constraint photo_event_of_problem check (event_id is null or problem_id is not null),
  constraint photo_received_whole check ((received_at is null) = (width is null) and (width is null) = (height is null))
);
create unique index photo_of_visit on photo (visit_id, position) where visit_id is not null;
create unique index photo_of_problem on photo (problem_id, position) where event_id is null and problem_id is not null;
create unique index photo_of_event on photo (event_id, position) where event_id is not null;
create index photo_problem_id on photo (problem_id);
create index photo_waiting on photo (sha256, person_id) where received_at is null;

create table notice (
  id         uuid primary key,
  person_id  uuid not null references person,
  problem_id uuid not null references problem,
  event_id   uuid not null references problem_event,
  kind       text not null,
  text       text not null,
  actionable boolean not null,
  at         timestamptz not null,
  read_at    timestamptz,
  constraint notice_once unique (event_id, person_id)
);
create index notice_person_id on notice (person_id, at desc, id desc);
create index notice_unread on notice (person_id) where read_at is null;
