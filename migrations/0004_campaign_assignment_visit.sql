-- Campaigns (活动), who is linked to which enterprise (分包联系), and visits with their evidence (走访签到).

-- +goose Up
create table campaign (
  id              uuid primary key,
  name            text not null,
  division_code   text collate "C" not null references division,
  starts_on       date not null,
  ends_on         date,
  sla_policy_code text not null references sla_policy,
  constraint campaign_days_ordered check (ends_on >= starts_on),
  constraint campaign_name_unique unique (division_code, name)
);
create table campaign_phase (
  id          uuid primary key,
  campaign_id uuid not null references campaign,
  name        text not null,
  starts_on   date not null,
  ends_on     date not null,
  constraint campaign_phase_days_ordered check (ends_on >= starts_on)
);
create index campaign_phase_campaign_id on campaign_phase (campaign_id, starts_on);

create table assignment (
  id            uuid primary key,
  person_id     uuid not null references person,
  enterprise_id uuid not null references enterprise,
  role          text not null constraint assignment_role_known check (role in ('LEAD', 'MEMBER')),
  mode          text not null constraint assignment_mode_known check (mode in ('LINKED', 'RESIDENT', 'CHIEF_SERVICE_OFFICER')),
  starts_on     date not null,
  ends_on       date,
  created_by    uuid references person,
  created_at    timestamptz not null default now(),
  constraint assignment_days_ordered check (ends_on >= starts_on),
  constraint assignment_once exclude using gist
    (person_id with =, enterprise_id with =, daterange(starts_on, ends_on, '[]') with &&)
);
create index assignment_person_id on assignment (person_id, enterprise_id) include (starts_on, ends_on);
create index assignment_enterprise_id on assignment (enterprise_id, person_id) include (starts_on, ends_on);

create table visit (
  id               uuid primary key,
  enterprise_id    uuid not null references enterprise,
  person_id        uuid not null references person,
  division_code    text collate "C" not null references division,
  check_in_result  text not null constraint visit_check_in_result_known
                     check (check_in_result in ('IN_RANGE', 'UNCERTAIN', 'OUT_OF_RANGE', 'NO_FIX')),
  location         geometry(Point, 4326),
  raw_point        geometry(Point),
  raw_crs          text not null default 'WGS84' constraint visit_raw_crs_known check (raw_crs in ('WGS84', 'GCJ02', 'BD09', 'CGCS2000')),
  accuracy         float8 constraint visit_accuracy_positive check (accuracy > 0 and accuracy < 'infinity'),
  fixed_at         timestamptz,
  distance         float8,
  flags            text[] not null default '{}' constraint visit_flags_known check
                     (flags <@ array['TELEPORT', 'STALE_FIX', 'CLOCK_SKEW', 'REPEATED_COORDINATES', 'LOW_ACCURACY', 'LATE_ARRIVAL']),
  reason           text constraint visit_reason_length check (length(reason) <= 500),
  note             text constraint visit_note_length check (length(note) <= 4000),
  captured_at      timestamptz not null,
  received_at      timestamptz not null,
  checked_in_at    timestamptz not null generated always as (least(captured_at, received_at)) stored,
  photos_expected  int not null constraint visit_photos_bound check (photos_expected between 0 and 9),
  content_hash     bytea not null,
  constraint visit_fix_whole check ((location is null) = (accuracy is null) and (location is null) = (raw_point is null))
);
create index visit_person_id on visit (person_id, checked_in_at desc, id desc);
create index visit_enterprise_id on visit (enterprise_id, checked_in_at desc, id desc);
create index visit_division_code on visit (division_code, checked_in_at desc, id desc);
create index visit_checked_in_at on visit (checked_in_at desc, id desc);
