-- What statistics count (统计, domain 2.8) is kept beside the problems, in narrow rows, by whatever writes them: a province's numbers are then
-- a walk over a small table instead of joins over wide ones. Nothing that the clock alone changes is kept.

-- +goose Up
drop view statistics_fact;

-- kind      one row for each                                             day
-- REPORTED  problem                                                      of the report
-- ACCEPTED  problem dispatched or solved on site, and neither rejected,  of the acceptance
--           merged nor withdrawn
-- DUE       accepted problem that has a date                             of that date, the one in force
-- HANDED    dispatch of an accepted problem: each unit and round its own of the dispatch
-- SAMPLED   callback that reached the firm of a problem drawn in a       of the callback
--           random sample (回头看)
--
-- There is no key and no reference: nothing but keep_facts below writes here, and all writers of the tables named there call it.
create table problem_fact (
  kind              text not null,
  day               date not null,
  problem_id        uuid not null,
  enterprise_id     uuid not null,
  division_code     text collate "C" not null,
  organization_id   uuid,
  sector            text,
  category          text not null,
  channel           text not null,
  level             text not null,
  assigned_by_level text,
  campaign_id       uuid,
  status            text not null,
  confidential      boolean not null,
  open              boolean not null,
  solved            boolean,
  asked             boolean,
  grade             text,
  dispatched_at     timestamptz,
  replied_at        timestamptz,
  due_at            timestamptz,
  sign_due_at       timestamptz,
  signed_at         timestamptz,
  contact_due_at    timestamptz,
  contacted_at      timestamptz,
  returned          boolean,
  extended          boolean,
  round             int
);
create index problem_fact_problem_id on problem_fact (problem_id);
create index problem_fact_division_code on problem_fact (division_code, day);

-- The facts of a problem, as the rows about it say.
create function facts_of(problem uuid) returns setof problem_fact language sql stable as $$
select b.kind, b.day, p.id, p.enterprise_id, p.division_code, p.lead_organization_id, e.sector, p.category, p.channel, p.level, p.assigned_by_level,
       p.campaign_id, p.status, p.confidential, p.open, coalesce(p.solved, false), p.evaluation_asked_at is not null,
       case b.kind when 'ACCEPTED' then (select v.grade from evaluation v where v.problem_id = p.id order by v.round desc limit 1) end,
       p.dispatched_at, p.replied_at, p.due_at, null::timestamptz, null::timestamptz, null::timestamptz, null::timestamptz, null::boolean, null::boolean, null::int
  from problem p
  join enterprise e on e.id = p.enterprise_id
 cross join lateral (values
         ('REPORTED', day_of(p.submitted_at)),
         ('ACCEPTED', case when p.status not in ('REJECTED', 'MERGED', 'WITHDRAWN') then day_of(p.accepted_at) end),
         ('DUE', case when p.accepted_at is not null and p.status not in ('REJECTED', 'MERGED', 'WITHDRAWN') then day_of(p.due_at) end)) b (kind, day)
 where p.id = problem and b.day is not null
union all
select 'HANDED', day_of(x.dispatched_at), p.id, p.enterprise_id, p.division_code, x.organization_id, e.sector, p.category, p.channel, p.level,
       p.assigned_by_level, p.campaign_id, p.status, p.confidential, p.open, null, null, null,
       x.dispatched_at, x.replied_at, x.due_at, x.sign_due_at, x.signed_at, x.contact_due_at, x.contacted_at, x.status = 'RETURNED',
       exists (select from handling_request q where q.dispatch_id = x.id and q.kind = 'EXTENSION' and q.status = 'APPROVED'), x.round
  from dispatch x
  join problem p on p.id = x.problem_id
  join enterprise e on e.id = p.enterprise_id
 where x.problem_id = problem and p.accepted_at is not null and p.status not in ('REJECTED', 'MERGED', 'WITHDRAWN')
union all
select 'SAMPLED', day_of(c.at), p.id, p.enterprise_id, p.division_code, p.lead_organization_id, e.sector, p.category, p.channel, p.level,
       p.assigned_by_level, p.campaign_id, p.status, p.confidential, p.open, c.solved, null, c.grade,
       null, null, null, null, null, null, null, null, null, c.round
  from callback c
  join problem p on p.id = c.problem_id
  join enterprise e on e.id = p.enterprise_id
 where c.problem_id = problem and c.sample_id is not null and c.reached
$$;

insert into problem_fact select f.* from problem p cross join lateral facts_of(p.id) f;

-- keep_facts brings the facts of these problems up to date. It locks the problems first, as their verbs do: what is read after that stays.
-- Its plans must also fit tables that were empty when they were made, as an import fills all in one transaction: by index, always.
-- +goose StatementBegin
create function keep_facts(ids uuid[]) returns void language plpgsql set enable_seqscan = off as $$
begin
  perform from unnest(ids) i join problem p on p.id = i order by i for no key update of p;
  delete from problem_fact f using unnest(ids) i where f.problem_id = i;
  insert into problem_fact select f.* from unnest(ids) i cross join lateral facts_of(i) f;
end $$;
-- +goose StatementEnd

-- +goose StatementBegin
create function facts_of_problems() returns trigger language plpgsql as $$
begin
  perform keep_facts(array(select id from changed));
  return null;
end $$;
-- +goose StatementEnd
-- +goose StatementBegin
create function facts_of_parts() returns trigger language plpgsql as $$
begin
  perform keep_facts(array(select distinct problem_id from changed));
  return null;
end $$;
-- +goose StatementEnd
-- +goose StatementBegin
create function facts_of_firms() returns trigger language plpgsql as $$
begin
  perform keep_facts(array(select p.id from problem p join changed on changed.id = p.enterprise_id join before on before.id = changed.id
                            where changed.sector is distinct from before.sector));
  return null;
end $$;
-- +goose StatementEnd
-- An import of many problems says lianqi.facts = 'later' in its transaction and keeps the facts of them all at its end.
create trigger facts_reported after insert on problem referencing new table as changed for each statement
  when (current_setting('lianqi.facts', true) is distinct from 'later') execute function facts_of_problems();
create trigger facts_moved after update on problem referencing new table as changed for each statement execute function facts_of_problems();
create trigger facts_handed after insert on dispatch referencing new table as changed for each statement
  when (current_setting('lianqi.facts', true) is distinct from 'later') execute function facts_of_parts();
create trigger facts_handled after update on dispatch referencing new table as changed for each statement execute function facts_of_parts();
create trigger facts_asked after insert on handling_request referencing new table as changed for each statement execute function facts_of_parts();
create trigger facts_ruled after update on handling_request referencing new table as changed for each statement execute function facts_of_parts();
create trigger facts_scored after insert on evaluation referencing new table as changed for each statement
  when (current_setting('lianqi.facts', true) is distinct from 'later') execute function facts_of_parts();
create trigger facts_called after insert on callback referencing new table as changed for each statement execute function facts_of_parts();
create trigger facts_moved after update on enterprise referencing old table as before new table as changed for each statement
  execute function facts_of_firms();

-- What the formulas are predicates over (server/statistics/measure.go): the kept facts as the clock has them, and
-- ASSIGNED  enterprise that has a cadre today                            none: it stands in every period
-- DUE counts once its date has passed or was replied to.
create view statistics_fact as
select f.*, f.kind = 'REPORTED' and f.status in ('DISPATCHED', 'IN_PROGRESS') and f.due_at < (select moment()) as overdue
  from problem_fact f
 where f.kind <> 'DUE' or f.replied_at is not null or f.due_at < (select moment())
union all
select 'ASSIGNED', null, null, e.id, e.division_code, null, e.sector, null, null, null, null, null, null, false, null, null, null, null,
       null, null, null, null, null, null, null, null, null, null, null
  from enterprise e
 where exists (select from assignment a where a.enterprise_id = e.id and (select today()) between a.starts_on and coalesce(a.ends_on, 'infinity'));
