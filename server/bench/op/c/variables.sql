-- The longest lists of one county, status and category; at and id are of the last row of the first page.
with longest as (select division_code, status, category, count(*) as n from problem group by 1, 2, 3 order by n desc, 1, 2, 3 limit 200)
select jsonb_build_object('who', r.person_id, 'county', l.division_code, 'status', l.status, 'category', l.category, 'at', last.at, 'id', last.id,
         'page', least(20, greatest(1, l.n - 1)))
  from longest l join person_role r on r.division_code = l.division_code and r.role = 'OFFICE',
       lateral (select p.submitted_at::text as at, p.id from problem p where p.division_code = l.division_code and p.status = l.status and p.category = l.category
                 order by p.submitted_at desc, p.id desc offset least(20, greatest(1, l.n - 1)) - 1 limit 1) last
