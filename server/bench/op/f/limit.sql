-- park
select json_build_object('id', k.id, 'name', k.name, 'boundary', st_asgeojson(k.boundary, 5)::json,
  'enterprises', (select coalesce(json_agg(x order by x.name, x.id), '[]') from (
     select e.id, e.name, e.uscc, e.address, e.kind, e.sector, e.tier, e.is_key as "isKey", st_x(e.location) as lon, st_y(e.location) as lat,
            (select count(*) from problem p where p.enterprise_id = e.id and p.open) as "openProblemCount"
       from enterprise e where e.park_id = k.id order by e.name, e.id limit 100) x),
  'problems', (select coalesce(json_agg(json_build_object('id', p.id, 'number', p.number, 'title', p.title, 'description', p.description, 'status', p.status,
       'level', p.level, 'category', p.category, 'submittedAt', p.submitted_at, 'dueAt', p.due_at, 'enterprise', json_build_object('id', e.id, 'name', e.name))
       order by p.submitted_at desc, p.id desc), '[]')
     from (select * from problem p where p.park_id = k.id order by p.submitted_at desc, p.id desc limit 100) p join enterprise e on e.id = p.enterprise_id))::text
  from park k where k.id = $1
