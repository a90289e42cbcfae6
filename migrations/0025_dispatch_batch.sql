-- Batches of problems that are handed out together, with a number and a date (交办批次, domain D4).

-- +goose Up
create table dispatch_batch (
  id            uuid primary key,
  number        text not null constraint dispatch_batch_number_length check (length(btrim(number)) between 1 and 40),
  date          date not null,
  level         text not null constraint dispatch_batch_level_known check (level in ('PROVINCE', 'CITY', 'COUNTY', 'TOWN')),
  division_code text collate "C" not null references division, -- of the office that made it
  made_by       uuid not null references person,
  made_at       timestamptz not null,
  content_hash  bytea not null,
  constraint dispatch_batch_number_unique unique (division_code, number)
);
create index dispatch_batch_made_at on dispatch_batch (made_at desc, id desc);
create index dispatch_batch_division_code on dispatch_batch (division_code, made_at desc, id desc);

-- Which problems it handed out. A problem that came back to triage may be in a later batch, too.
create table dispatch_batch_item (
  batch_id   uuid not null references dispatch_batch,
  problem_id uuid not null references problem,
  position   int not null, -- in the batch, from 1
  at         timestamptz not null,
  primary key (batch_id, problem_id)
);
create index dispatch_batch_item_problem_id on dispatch_batch_item (problem_id, at desc);

-- What each lead unit has of a batch.
create view batch_unit as
select i.batch_id || ' ' || p.lead_organization_id as id, i.batch_id, p.lead_organization_id as organization_id,
       count(*)::int as total, count(*) filter (where p.open)::int as open, count(*) filter (where not p.open)::int as closed,
       count(*) filter (where p.status in ('DISPATCHED', 'IN_PROGRESS') and p.due_at < (select moment()))::int as overdue
  from dispatch_batch_item i join problem p on p.id = i.problem_id
 where p.lead_organization_id is not null
 group by i.batch_id, p.lead_organization_id;
