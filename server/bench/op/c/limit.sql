-- county status category at id page
select json_build_object('totalCount', (select count(*) from problem where division_code = $1 and status = $2 and category = $3),
  'pageInfo', json_build_object('hasNextPage', count(*) > $6),
  'nodes', coalesce(json_agg(json_build_object('id', x.id, 'number', x.number, 'title', x.title, 'level', x.level, 'status', x.status, 'category', x.category,
     'submittedAt', x.submitted_at, 'dueAt', x.due_at, 'enterprise', json_build_object('id', x.eid, 'name', x.ename)) order by x.submitted_at desc, x.id desc) filter (where nth <= $6), '[]'))::text
  from (select p.*, row_number() over (order by p.submitted_at desc, p.id desc) as nth, e.id as eid, e.name as ename
          from (select * from problem where division_code = $1 and status = $2 and category = $3 and (submitted_at, id) < ($4::text::timestamptz, $5)
                 order by submitted_at desc, id desc limit $6 + 1) p join enterprise e on e.id = p.enterprise_id) x
