-- no parameters
with fact as (
  select p.division_code as key, p.accepted_at is not null and p.status not in ('REJECTED', 'MERGED', 'WITHDRAWN') as accepted,
         coalesce(p.solved, false) as solved, p.status = 'CLOSED' as closed, p.open, p.status in ('DISPATCHED', 'IN_PROGRESS') and p.due_at < now() as overdue,
         p.dispatched_at, p.replied_at, p.due_at, (select v.grade from evaluation v where v.problem_id = p.id order by v.round desc limit 1) as grade
    from problem p where p.division_code >= '4305' and p.division_code < '4306' and not p.confidential
), covered as (
  select e.division_code as key, count(*) as assigned,
         count(*) filter (where exists (select from visit v where v.enterprise_id = e.id and v.check_in_result = 'IN_RANGE')) as visited
    from enterprise e
   where e.division_code >= '4305' and e.division_code < '4306'
     and exists (select from assignment a where a.enterprise_id = e.id and today() between a.starts_on and coalesce(a.ends_on, 'infinity'))
   group by rollup (e.division_code)
), counted as (
  select key, count(*) as reported, count(*) filter (where accepted) as accepted, count(*) filter (where accepted and solved) as solved,
         count(*) filter (where closed) as closed, count(*) filter (where open) as open, count(*) filter (where overdue) as overdue,
         avg(replied_at - dispatched_at) filter (where accepted) as hours,
         count(*) filter (where accepted and replied_at <= due_at) as on_time,
         count(*) filter (where accepted and due_at is not null and (replied_at is not null or due_at < now())) as due,
         count(*) filter (where accepted and grade in ('VERY_SATISFIED', 'SATISFIED', 'BASICALLY_SATISFIED')) as satisfied,
         count(*) filter (where accepted and grade is not null) as graded
    from fact group by rollup (key)
)
select json_build_object('statistics', json_build_object('asOf', now(), 'rows', (select json_agg(json_build_object('key', d.code, 'name', d.name,
         'measures', row_to_json(c), 'visitCoverage', row_to_json(v)) order by c.reported desc)
    from counted c left join covered v on v.key is not distinct from c.key left join division d on d.code = c.key)))::text
