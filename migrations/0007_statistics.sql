-- Statistics (统计, domain 2.8): every number of a division, whole or by group, from one function.

-- +goose Up
-- How many did, of how many should have (比率).
create type rate as (numerator int, denominator int);

create type measures as (
  by_group               text,
  key                    text,
  name                   text,
  reported               int,
  accepted               int,
  solved                 int,
  closed                 int,
  open                   int,
  overdue                int,
  average_handling_hours float8,
  resolution_rate        rate,
  on_time_rate           rate,
  satisfaction_rate      rate,
  visit_coverage         rate
);

-- The unit one level below area that a county's code belongs to; of a county, itself.
create function unit_below(area text, code text) returns text language sql immutable parallel safe as
$$ select case when length(area_from(area)) = 2 then left(code, 4) || '00' else code end $$;

-- The measures of a division and below.  by_group null: one row for all of it.  Else a row for each group in which something was
-- reported or assigned: the units one level below, the leading organization, the category, the sector, the channel or the status.
create function statistics_of(area text, by_group text) returns setof measures language sql stable as $$
  with fact as (
    select case by_group
             when 'DIVISION' then unit_below(area, p.division_code)
             when 'ORGANIZATION' then p.lead_organization_id::text
             when 'CATEGORY' then p.category
             when 'SECTOR' then e.sector
             when 'CHANNEL' then p.channel
             when 'STATUS' then p.status
             else '' end as key,
           p.accepted_at is not null and p.status not in ('REJECTED', 'MERGED', 'WITHDRAWN') as accepted,
           coalesce(p.solved, false) as solved, p.status = 'CLOSED' as closed, p.open,
           p.status in ('DISPATCHED', 'IN_PROGRESS') and p.due_at < now() as overdue,
           p.dispatched_at, p.replied_at, p.due_at,
           (select v.grade from evaluation v where v.problem_id = p.id order by v.round desc limit 1) as grade
      from problem p join enterprise e on e.id = p.enterprise_id
     where p.division_code >= area_from(area) and p.division_code < area_to(area)
  ), counted as (
    select key, count(*)::int as reported,
           (count(*) filter (where accepted))::int as accepted,
           (count(*) filter (where accepted and solved))::int as solved,
           (count(*) filter (where closed))::int as closed,
           (count(*) filter (where open))::int as open,
           (count(*) filter (where overdue))::int as overdue,
           round((extract(epoch from avg(replied_at - dispatched_at) filter (where accepted and dispatched_at is not null)) / 3600)::numeric, 1)::float8 as hours,
           (count(*) filter (where accepted and replied_at <= due_at))::int as on_time,
           (count(*) filter (where accepted and due_at is not null and (replied_at is not null or due_at < now())))::int as due,
           (count(*) filter (where accepted and grade in ('VERY_SATISFIED', 'SATISFIED', 'BASICALLY_SATISFIED')))::int as satisfied,
           (count(*) filter (where accepted and grade is not null))::int as graded
      from fact where key is not null group by key
  ), covered as (
    select case by_group when 'DIVISION' then unit_below(area, e.division_code) when 'SECTOR' then e.sector else '' end as key,
           count(*)::int as assigned,
           (count(*) filter (where exists (select from visit v where v.enterprise_id = e.id and v.check_in_result = 'IN_RANGE')))::int as visited
      from enterprise e
     where (by_group is null or by_group in ('DIVISION', 'SECTOR'))
       and e.division_code >= area_from(area) and e.division_code < area_to(area)
       and exists (select from assignment a where a.enterprise_id = e.id and today() between a.starts_on and coalesce(a.ends_on, 'infinity'))
     group by 1
  ), whole as (
    select '' as key where by_group is null
    union select key from counted
    union select key from covered where key is not null
  )
  select by_group, w.key, coalesce(d.name, o.name, w.key),
         coalesce(c.reported, 0), coalesce(c.accepted, 0), coalesce(c.solved, 0), coalesce(c.closed, 0), coalesce(c.open, 0),
         coalesce(c.overdue, 0), c.hours,
         row(coalesce(c.solved, 0), coalesce(c.accepted, 0))::rate,
         row(coalesce(c.on_time, 0), coalesce(c.due, 0))::rate,
         row(coalesce(c.satisfied, 0), coalesce(c.graded, 0))::rate,
         row(coalesce(k.visited, 0), coalesce(k.assigned, 0))::rate
    from whole w
    left join counted c using (key)
    left join covered k using (key)
    left join division d on by_group = 'DIVISION' and d.code = w.key
    left join organization o on by_group = 'ORGANIZATION' and o.id::text = w.key
$$;
