-- Support plans (五个一, A10): one enterprise, one leader, one team, one plan, to the end.

-- +goose Up
create table support_plan (
  id            uuid primary key,
  enterprise_id uuid not null references enterprise,
  leader_id     uuid not null references person,
  plan          text not null constraint support_plan_plan_length check (length(btrim(plan)) between 2 and 4000),
  starts_on     date not null,
  saved_by      uuid not null references person,
  saved_at      timestamptz not null,
  outcome       text constraint support_plan_outcome_known check (outcome in ('ACHIEVED', 'PARTLY', 'STOPPED')),
  closed_at     timestamptz,
  constraint support_plan_closed_with_outcome check ((outcome is null) = (closed_at is null))
);
create unique index support_plan_one_open on support_plan (enterprise_id) where closed_at is null;
create index support_plan_enterprise_id on support_plan (enterprise_id);
create index support_plan_leader_id on support_plan (leader_id);
create index support_plan_starts_on on support_plan (starts_on desc, id desc);

create table support_plan_member (
  support_plan_id uuid not null references support_plan,
  person_id       uuid not null references person,
  primary key (support_plan_id, person_id)
);
create index support_plan_member_person_id on support_plan_member (person_id);

-- What happened to a plan and what was done by it, to the end.
create table support_plan_entry (
  id              uuid primary key,
  support_plan_id uuid not null references support_plan,
  kind            text not null constraint support_plan_entry_kind_known check (kind in ('STARTED', 'CHANGED', 'FOLLOWED', 'CLOSED')),
  text            text not null constraint support_plan_entry_text_length check (length(btrim(text)) between 1 and 8000),
  person_id       uuid not null references person,
  at              timestamptz not null,
  content_hash    bytea not null
);
create index support_plan_entry_support_plan_id on support_plan_entry (support_plan_id, at desc, id desc);
create trigger support_plan_entry_append_only before update or delete on support_plan_entry for each row execute function append_only();
create trigger support_plan_entry_append_only_truncate before truncate on support_plan_entry for each statement execute function append_only();
