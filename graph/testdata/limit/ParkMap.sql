-- $1 park, $2 areas
select json_build_object('park', (select json_build_object('id', k.id, 'name', k.name, 'level', k.level, 'boundary', st_asgeojson(k.boundary, 5)::json,
  'enterpriseCount', (select count(*) from enterprise e where e.park_id = k.id and e.division_code = any($2)),
  'openProblemCount', (select count(*) from problem p where p.park_id = k.id and p.open and p.division_code = any($2) and not p.confidential),
  'overdueProblemCount', (select count(*) from problem p where p.park_id = k.id and p.status in ('DISPATCHED', 'IN_PROGRESS') and p.due_at < now()
     and p.division_code = any($2) and not p.confidential),
  'enterprises', json_build_object('nodes', (select json_agg(json_build_object('id', e.id, 'name', e.name,
     'location', json_build_object('lon', st_x(e.location), 'lat', st_y(e.location)),
     'openProblemCount', (select count(*) from problem p where p.enterprise_id = e.id and p.open and p.division_code = any($2) and not p.confidential),
     'lamp', (select case when p.status in ('DISPATCHED', 'IN_PROGRESS') then lamp(p.due_at, p.warn_at) end as l from problem p
        where p.enterprise_id = e.id and p.division_code = any($2) and not p.confidential and p.status in ('DISPATCHED', 'IN_PROGRESS')
        order by array_position(array['RED', 'YELLOW', 'GREEN'], lamp(p.due_at, p.warn_at)) limit 1)))
   from (select * from enterprise e where e.park_id = k.id and e.division_code = any($2) order by e.name, e.id limit 101) e)),
  'problems', json_build_object('nodes', (select coalesce(json_agg(json_build_object('id', p.id, 'number', p.number, 'title', p.title,
     'lamp', case when p.status in ('DISPATCHED', 'IN_PROGRESS') then lamp(p.due_at, p.warn_at) end,
     'enterprise', (select json_build_object('id', e.id) from enterprise e where e.id = p.enterprise_id and e.division_code = any($2)))), '[]')
   from (select * from problem p where p.park_id = k.id and p.open and p.division_code = any($2) and not p.confidential
         order by p.submitted_at desc, p.id desc limit 101) p)))
  from park k where k.id = $1::uuid))::text
