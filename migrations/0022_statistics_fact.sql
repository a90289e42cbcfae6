-- What statistics count (统计, domain 2.8): one view of facts, each of a kind and dated by what its base says. The formulas are predicates
-- over it, in server/statistics/measure.go; numbers and the lists behind them read it alike.

-- +goose Up
drop function statistics_of(text, text);
drop type measures;
drop function unit_below(text, text);
alter type rate add attribute numerator_cases int, add attribute denominator_cases int;

-- The day of a moment where the campaigns are.
create function day_of(at timestamptz) returns date language sql immutable strict parallel safe as
$$ select (at at time zone 'Asia/Shanghai')::date $$;

-- kind      one row for each                                             day
-- REPORTED  problem                                                      of the report
-- ACCEPTED  problem dispatched or solved on site, and neither rejected,  of the acceptance
--           merged nor withdrawn
-- DUE       accepted problem whose date in force has passed or that was  of that date
--           replied to
-- HANDED    dispatch of an accepted problem: each unit and round its own of the dispatch
-- ASSIGNED  enterprise that has a cadre today                            none: it stands in every period
create view statistics_fact as
select b.kind, b.day, p.id as problem_id, p.enterprise_id, p.division_code, p.lead_organization_id as organization_id, e.sector, p.category,
       p.channel, p.level, p.assigned_by_level, p.campaign_id, p.status, p.confidential, p.open,
       p.status in ('DISPATCHED', 'IN_PROGRESS') and p.due_at < (select moment()) as overdue, coalesce(p.solved, false) as solved,
       p.evaluation_asked_at is not null as asked,
       case b.kind when 'ACCEPTED' then (select v.grade from evaluation v where v.problem_id = p.id order by v.round desc limit 1) end as grade,
       p.dispatched_at, p.replied_at, p.due_at,
       null::timestamptz as sign_due_at, null::timestamptz as signed_at, null::boolean as returned, null::boolean as extended, null::int as round
  from problem p
  join enterprise e on e.id = p.enterprise_id
 cross join lateral (values
         ('REPORTED', day_of(p.submitted_at)),
         ('ACCEPTED', case when p.status not in ('REJECTED', 'MERGED', 'WITHDRAWN') then day_of(p.accepted_at) end),
         ('DUE', case when p.accepted_at is not null and p.status not in ('REJECTED', 'MERGED', 'WITHDRAWN')
                       and (p.replied_at is not null or p.due_at < (select moment())) then day_of(p.due_at) end)) b (kind, day)
 where b.day is not null
union all
select 'HANDED', day_of(x.dispatched_at), p.id, p.enterprise_id, p.division_code, x.organization_id, e.sector, p.category,
       p.channel, p.level, p.assigned_by_level, p.campaign_id, p.status, p.confidential, p.open,
       null, null, null, null,
       x.dispatched_at, x.replied_at, x.due_at,
       x.sign_due_at, x.signed_at, x.status = 'RETURNED',
       exists (select from handling_request q where q.dispatch_id = x.id and q.kind = 'EXTENSION' and q.status = 'APPROVED'), x.round
  from dispatch x
  join problem p on p.id = x.problem_id
  join enterprise e on e.id = p.enterprise_id
 where p.accepted_at is not null and p.status not in ('REJECTED', 'MERGED', 'WITHDRAWN')
union all
select 'ASSIGNED', null, null, e.id, e.division_code, null, e.sector, null,
       null, null, null, null, null, false, null,
       null, null, null, null,
       null, null, null,
       null, null, null, null, null
  from enterprise e
 where exists (select from assignment a where a.enterprise_id = e.id and (select today()) between a.starts_on and coalesce(a.ends_on, 'infinity'));
