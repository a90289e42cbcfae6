-- Handling in full: sub-items (128项430余条), limits of requests as data (R3, R4), and what an office withdraws before its day.

-- +goose Up
-- One of the items (条) that a problem (项) holds.
create table sub_item (
  id              uuid primary key,
  problem_id      uuid not null references problem,
  position        int not null, -- in the problem, from 1
  title           text not null constraint sub_item_title_length check (length(btrim(title)) between 2 and 200),
  organization_id uuid references organization, -- that does it; null: the lead
  status          text not null default 'OPEN' constraint sub_item_status_known check (status in ('OPEN', 'DONE')),
  note            text constraint sub_item_note_length check (length(note) <= 1000),
  added_by        uuid not null references person,
  added_at        timestamptz not null,
  done_by         uuid references person,
  done_at         timestamptz,
  constraint sub_item_position_unique unique (problem_id, position),
  constraint sub_item_done_whole check ((status = 'DONE') = (done_at is not null) and (done_at is null) = (done_by is null) and (done_at is null) = (note is null))
);

-- In working days: how long a unit may object (R3), how long the office has to rule on a request, how long before its date a unit must ask
-- for 延期 (R4). extensions: how often it may be granted one on its own request. extension_days: how many days after its first date the last
-- one may lie.
alter table sla_policy
  add column object_days    int not null default 1 constraint sla_policy_object_days_positive check (object_days > 0),
  add column ruling_days    int not null default 1 constraint sla_policy_ruling_days_positive check (ruling_days > 0),
  add column extend_days    int not null default 1 constraint sla_policy_extend_days_positive check (extend_days > 0),
  add column extensions     int not null default 1 constraint sla_policy_extensions_bound check (extensions between 0 and 10),
  add column extension_days int not null default 180 constraint sla_policy_extension_days_positive check (extension_days > 0);

-- By when the office must rule; granted: an office gave it without being asked.
alter table handling_request add column rule_by timestamptz, add column granted boolean not null default false;
update handling_request set rule_by = requested_at + interval '1 day';
alter table handling_request alter column rule_by set not null;
create index handling_request_waiting on handling_request (rule_by, id) where status = 'PENDING';

-- Where a merged problem ends up: the last of a chain of merges.
create index problem_merged_into_id on problem (merged_into_id) where merged_into_id is not null;
-- +goose StatementBegin
create function merged_to(problem_id uuid) returns uuid language sql stable parallel safe as $$
  with recursive chain as (
    select p.merged_into_id as id, 1 as n from problem p where p.id = problem_id and p.merged_into_id is not null
    union all
    select p.merged_into_id, n + 1 from chain c join problem p on p.id = c.id where p.merged_into_id is not null and n < 100
  )
  select id from chain order by n desc limit 1
$$;
-- +goose StatementEnd

-- A link that was taken back before its first day never was; its id stays taken.
alter table assignment add column cancelled_at timestamptz, add column cancelled_by uuid references person;
alter table assignment drop constraint assignment_once, drop constraint assignment_days_ordered;
alter table assignment
  add constraint assignment_days_ordered check (ends_on >= starts_on or cancelled_at is not null),
  add constraint assignment_cancelled_never_was check (cancelled_at is null or ends_on < starts_on),
  add constraint assignment_once exclude using gist
    (person_id with =, enterprise_id with =, daterange(starts_on, ends_on, '[]') with &&) where (cancelled_at is null);
