-- Problems (问题), what happened to them (流转记录, append-only), and their handling: dispatches, requests, scores, callbacks.

-- +goose Up
-- The last running number of a division and year, for problem.number.
create table problem_number (
  division_code text collate "C" not null references division,
  year          int not null,
  last          int not null,
  primary key (division_code, year)
);

create table problem (
  id                   uuid primary key,
  number               text not null constraint problem_number_unique unique,
  enterprise_id        uuid not null references enterprise,
  division_code        text collate "C" not null references division,
  park_id              uuid references park,
  campaign_id          uuid references campaign,
  visit_id             uuid references visit,
  reporter_id          uuid not null references person,
  channel              text not null constraint problem_channel_known check (channel in ('VISIT', 'RESIDENT', 'RECEPTION_DAY', 'SALON',
                         'SYMPOSIUM', 'OPEN_DAY', 'SUPERVISION', 'LEADER_RESEARCH', 'SELF_REPORT', 'HOTLINE_12345',
                         'BUSINESS_ENV_PLATFORM', 'UPPER_LEVEL', 'MATCHMAKING', 'IMPORT')),
  title                text not null constraint problem_title_length check (length(btrim(title)) between 2 and 60),
  description          text not null constraint problem_description_length check (length(btrim(description)) between 2 and 4000),
  demand               text constraint problem_demand_length check (length(demand) <= 1000),
  category             text not null constraint problem_category_known check (category in ('FINANCE', 'LOGISTICS', 'ENERGY', 'LABOUR',
                         'TALENT', 'LAND', 'POLICY_PAYMENT', 'TAX', 'PERMIT', 'ENVIRONMENT', 'TRANSPORT', 'MARKET', 'TECH', 'LEGAL',
                         'EPIDEMIC', 'OTHER')),
  level                text not null constraint problem_level_known check (level in ('PROVINCE', 'CITY', 'COUNTY', 'TOWN')),
  assigned_by_level    text constraint problem_assigned_by_level_known check (assigned_by_level in ('PROVINCE', 'CITY', 'COUNTY', 'TOWN')),
  complexity           text constraint problem_complexity_known check (complexity in ('SIMPLE', 'CROSS_UNIT', 'MAJOR')),
  confidential         boolean not null default false,
  resolved_on_site     boolean not null default false,
  status               text not null constraint problem_status_known check (status in ('SUBMITTED', 'RETURNED_FOR_INFO', 'REJECTED',
                         'MERGED', 'WITHDRAWN', 'DISPATCHED', 'IN_PROGRESS', 'LONG_TERM', 'HANDLED', 'AWAITING_EVALUATION', 'CLOSED')),
  open                 boolean not null generated always as (status not in ('REJECTED', 'MERGED', 'WITHDRAWN', 'CLOSED')) stored,
  round                int not null default 1 constraint problem_round_positive check (round >= 1),
  version              int not null default 1 constraint problem_version_positive check (version >= 1),
  lead_organization_id uuid references organization,
  captured_at          timestamptz not null,
  submitted_at         timestamptz not null,
  accepted_at          timestamptz,
  dispatched_at        timestamptz,
  due_at               timestamptz,
  warn_at              timestamptz,
  due_reason           text,
  replied_at           timestamptz,
  solved               boolean,
  evaluation_asked_at  timestamptz,
  closed_at            timestamptz,
  merged_into_id       uuid references problem,
  reject_reason        text constraint problem_reject_reason_known check (reject_reason in ('OUTSIDE_AREA', 'IN_LITIGATION', 'PETITION',
                         'SECRET_OR_PRIVACY', 'ABUSIVE_OR_EMPTY', 'REPEATED', 'OTHER_BY_LAW')),
  photos_expected      int not null constraint problem_photos_bound check (photos_expected between 0 and 9),
  content_hash         bytea not null,
  search_text          text not null, -- lower case: number, title, enterprise's name
  search_grams         text[] not null generated always as (grams(search_text)) stored,
  constraint problem_closed_has_time check ((status = 'CLOSED') = (closed_at is not null)),
  constraint problem_merged_has_target check ((status = 'MERGED') = (merged_into_id is not null)),
  constraint problem_rejected_has_reason check ((status = 'REJECTED') = (reject_reason is not null)),
  constraint problem_handled_has_lead check (status not in ('DISPATCHED', 'IN_PROGRESS', 'LONG_TERM', 'HANDLED')
                         or (lead_organization_id is not null and accepted_at is not null)),
  constraint problem_clock_whole check ((due_at is null) = (warn_at is null) and (due_at is null) = (due_reason is null)),
  constraint problem_not_merged_into_itself check (merged_into_id <> id)
);
create index problem_submitted_at on problem (submitted_at desc, id desc);
create index problem_division_code on problem (division_code, submitted_at desc, id desc);
create index problem_enterprise_id on problem (enterprise_id, submitted_at desc, id desc);
create index problem_reporter_id on problem (reporter_id, submitted_at desc, id desc);
create index problem_park_id on problem (park_id, submitted_at desc, id desc);
create index problem_visit_id on problem (visit_id);
create index problem_status on problem (status, submitted_at desc, id desc);
create index problem_due on problem ((coalesce(due_at, 'infinity')), id) where open;
create index problem_search_grams on problem using gin (search_grams);

create table dispatch (
  id              uuid primary key,
  problem_id      uuid not null references problem,
  round           int not null,
  line            text not null constraint dispatch_line_known check (line in ('TERRITORY', 'INDUSTRY', 'FUNCTIONAL')),
  role            text not null constraint dispatch_role_known check (role in ('LEAD', 'CO')),
  organization_id uuid not null references organization,
  status          text not null constraint dispatch_status_known check (status in ('PENDING_SIGN', 'SIGNED', 'HANDLING', 'REPLIED',
                    'ACCEPTED', 'RETURN_REQUESTED', 'RETURNED', 'SENT_BACK', 'CANCELLED')),
  active          boolean not null generated always as (status not in ('RETURNED', 'CANCELLED', 'ACCEPTED')) stored,
  dispatched_at   timestamptz not null,
  sign_due_at     timestamptz,
  due_at          timestamptz not null,
  warn_at         timestamptz not null,
  due_reason      text not null,
  signed_at       timestamptz,
  replied_at      timestamptz,
  solved          boolean,
  reply           text,
  constraint dispatch_reply_whole check ((replied_at is null) = (solved is null) and (replied_at is null) = (reply is null)),
  constraint dispatch_replied_has_reply check (status not in ('REPLIED', 'ACCEPTED') or replied_at is not null)
);
create index dispatch_problem_id on dispatch (problem_id, dispatched_at, id);
create index dispatch_organization_id on dispatch (organization_id, status, problem_id);
create unique index dispatch_one_lead on dispatch (problem_id) where role = 'LEAD' and status not in ('RETURNED', 'CANCELLED', 'ACCEPTED');
create unique index dispatch_once_a_unit on dispatch (problem_id, organization_id) where status not in ('RETURNED', 'CANCELLED', 'ACCEPTED');

create table handling_request (
  id           uuid primary key,
  kind         text not null constraint handling_request_kind_known check (kind in ('RETURN', 'LONG_TERM')),
  problem_id   uuid not null references problem,
  dispatch_id  uuid not null references dispatch,
  status       text not null default 'PENDING' constraint handling_request_status_known check (status in ('PENDING', 'APPROVED', 'DENIED', 'LAPSED')),
  reason_code  text constraint handling_request_reason_code_known
                 check (reason_code in ('NOT_OUR_DUTY', 'NOT_OUR_AREA', 'HANDLED_ELSEWHERE', 'OTHER')),
  reason       text not null,
  plan         text,
  until        date,
  requested_by uuid not null references person,
  requested_at timestamptz not null,
  ruled_by     uuid references person,
  ruled_at     timestamptz,
  ruling       text,
  content_hash bytea not null,
  constraint handling_request_shape check (case kind when 'RETURN' then reason_code is not null and plan is null and until is null
                 else reason_code is null and plan is not null and until is not null end),
  constraint handling_request_ruled check ((status in ('APPROVED', 'DENIED')) = (ruled_by is not null) and (ruled_by is null) = (ruled_at is null))
);
create unique index handling_request_one_pending on handling_request (dispatch_id) where status = 'PENDING';
create index handling_request_dispatch_id on handling_request (dispatch_id);
create index handling_request_problem_id on handling_request (problem_id, requested_at, id);

create table problem_event (
  id              uuid primary key,
  problem_id      uuid not null references problem,
  version         int not null,
  kind            text not null,
  actor_id        uuid not null references person,
  actor_role      text not null,
  organization_id uuid references organization,
  dispatch_id     uuid references dispatch,
  from_status     text,
  to_status       text not null,
  note            text constraint problem_event_note_length check (length(note) <= 4000),
  client_at       timestamptz,
  at              timestamptz not null,
  photos_expected int not null default 0 constraint problem_event_photos_bound check (photos_expected between 0 and 9),
  content_hash    bytea,
  constraint problem_event_version_unique unique (problem_id, version),
  constraint problem_event_first check ((version = 1) = (from_status is null))
);

create table evaluation (
  id         uuid primary key,
  problem_id uuid not null references problem,
  round      int not null,
  solved     boolean not null,
  grade      text not null constraint evaluation_grade_known check
               (grade in ('VERY_SATISFIED', 'SATISFIED', 'BASICALLY_SATISFIED', 'DISSATISFIED', 'VERY_DISSATISFIED')),
  comment    text constraint evaluation_comment_length check (length(comment) <= 1000),
  person_id  uuid not null references person,
  at         timestamptz not null,
  constraint evaluation_once_a_round unique (problem_id, round)
);

create table callback (
  id           uuid primary key,
  problem_id   uuid not null references problem,
  round        int not null,
  how          text not null constraint callback_how_known check (how in ('PHONE', 'VISIT')),
  reached      boolean not null,
  solved       boolean,
  grade        text constraint callback_grade_known check
                 (grade in ('VERY_SATISFIED', 'SATISFIED', 'BASICALLY_SATISFIED', 'DISSATISFIED', 'VERY_DISSATISFIED')),
  note         text not null,
  person_id    uuid not null references person,
  at           timestamptz not null,
  content_hash bytea not null,
  constraint callback_reached_whole check (reached = (solved is not null) and (reached or grade is null))
);
create index callback_problem_id on callback (problem_id, at);

-- +goose StatementBegin
-- What is written once and never again.
create function append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
-- +goose StatementEnd
create trigger problem_event_append_only before update or delete on problem_event for each row execute function append_only();
create trigger problem_event_append_only_truncate before truncate on problem_event for each statement execute function append_only();
create trigger evaluation_append_only before update or delete on evaluation for each row execute function append_only();
create trigger callback_append_only before update or delete on callback for each row execute function append_only();

-- The lamp of a running clock (6.3): RED past the date, YELLOW past the warning.
create function lamp(due_at timestamptz, warn_at timestamptz) returns text language sql stable parallel safe as
$$ select case when due_at < now() then 'RED' when warn_at < now() then 'YELLOW' when due_at is not null then 'GREEN' end $$;
