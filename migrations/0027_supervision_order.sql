-- Supervision orders (督办单, domain 2.7, 6.3): a unit is reminded, urged, supervised, by people or at a set time by the system.

-- +goose Up
-- What happens at a set time has no actor.
alter table problem_event alter column actor_id drop not null,
  add constraint problem_event_by_somebody check ((actor_id is null) = (actor_role = 'SYSTEM'));

create table supervision_order (
  id              uuid primary key,
  problem_id      uuid not null references problem,
  event_id        uuid not null references problem_event deferrable initially deferred,
  kind            text not null constraint supervision_order_kind_known
                    check (kind in ('REMIND', 'URGE', 'SUPERVISE', 'ESCALATED', 'LISTED', 'ACCOUNTABILITY')),
  round           int not null,
  due_at          timestamptz, -- the problem's date that it is about
  level           text not null constraint supervision_order_level_known check (level in ('PROVINCE', 'CITY', 'COUNTY', 'TOWN')),
  organization_id uuid references organization, -- whom it is addressed to: the lead; null while nobody leads
  issued_by       uuid references person,       -- null: the system
  issued_at       timestamptz not null,
  note            text not null constraint supervision_order_note_length check (length(note) <= 1000),
  reply_by        date,
  reply           text,
  replied_by      uuid references person,
  replied_at      timestamptz,
  content_hash    bytea,
  constraint supervision_order_replied_whole check ((reply is null) = (replied_by is null) and (reply is null) = (replied_at is null)),
  constraint supervision_order_hash_of_people check ((issued_by is null) = (content_hash is null))
);
-- The system issues each rung once for each problem, round and date.
create unique index supervision_order_once on supervision_order (problem_id, round, due_at, kind) nulls not distinct where issued_by is null;
create index supervision_order_problem_id on supervision_order (problem_id, issued_at, id);
create index supervision_order_organization_id on supervision_order (organization_id, issued_at desc, id desc);
create index supervision_order_issued_at on supervision_order (issued_at desc, id desc);
create index supervision_order_event_id on supervision_order (event_id);

-- The highest kind of order of the present round.
alter table problem add column escalation_level text constraint problem_escalation_level_known
  check (escalation_level in ('REMIND', 'URGE', 'SUPERVISE', 'ESCALATED', 'LISTED', 'ACCOUNTABILITY'));
create index problem_escalation_level on problem (escalation_level, id) where escalation_level is not null and open;
