-- Supervision groups (督导组, A12): who goes where and when, and what they find there.

-- +goose Up
create table supervision_group (
  id            uuid primary key,
  name          text not null constraint supervision_group_name_length check (length(btrim(name)) between 2 and 60),
  level         text not null constraint supervision_group_level_known check (level in ('PROVINCE', 'CITY', 'COUNTY')),
  division_code text collate "C" not null references division, -- of the office that sends it
  starts_on     date not null,
  ends_on       date,
  made_by       uuid not null references person,
  made_at       timestamptz not null,
  constraint supervision_group_dates_ordered check (ends_on >= starts_on)
);
create index supervision_group_division_code on supervision_group (division_code, starts_on desc, id desc);

create table supervision_group_area (
  group_id      uuid not null references supervision_group,
  division_code text collate "C" not null references division,
  primary key (group_id, division_code)
);
create index supervision_group_area_division_code on supervision_group_area (division_code);

create table supervision_group_member (
  group_id  uuid not null references supervision_group,
  person_id uuid not null references person,
  leads     boolean not null default false,
  primary key (group_id, person_id)
);
create index supervision_group_member_person_id on supervision_group_member (person_id);

create table supervision_trip (
  id            uuid primary key,
  group_id      uuid not null references supervision_group,
  division_code text collate "C" not null references division,
  starts_on     date not null,
  ends_on       date not null,
  purpose       text not null constraint supervision_trip_purpose_length check (length(purpose) between 1 and 1000),
  done          boolean not null default false,
  summary       text constraint supervision_trip_summary_length check (length(summary) <= 4000),
  saved_by      uuid not null references person,
  saved_at      timestamptz not null,
  constraint supervision_trip_dates_ordered check (ends_on >= starts_on)
);
create index supervision_trip_group_id on supervision_trip (group_id, starts_on desc, id desc);
create index supervision_trip_division_code on supervision_trip (division_code, starts_on desc, id desc);

create table finding (
  id                uuid primary key,
  trip_id           uuid not null references supervision_trip,
  enterprise_id     uuid references enterprise,
  organization_id   uuid references organization,
  problem_id        uuid references problem,
  text              text not null constraint finding_text_length check (length(text) between 1 and 2000),
  found_by          uuid not null references person,
  found_at          timestamptz not null,
  raised_problem_id uuid references problem,
  raised_order_id   uuid references supervision_order,
  raised_at         timestamptz,
  content_hash      bytea not null,
  constraint finding_about_one check (num_nonnulls(enterprise_id, organization_id, problem_id) = 1),
  constraint finding_raised_once check (num_nonnulls(raised_problem_id, raised_order_id) <= 1 and
    (raised_at is not null) = (num_nonnulls(raised_problem_id, raised_order_id) = 1))
);
create index finding_trip_id on finding (trip_id, found_at desc, id desc);
