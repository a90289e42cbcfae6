-- problem
select json_build_object('id', p.id, 'number', p.number, 'title', p.title, 'description', p.description, 'category', p.category, 'level', p.level,
  'status', p.status, 'submittedAt', p.submitted_at, 'dueAt', p.due_at, 'closedAt', p.closed_at,
  'enterprise', json_build_object('id', e.id, 'name', e.name, 'uscc', e.uscc, 'lon', st_x(e.location), 'lat', st_y(e.location)),
  'leadOrganization', json_build_object('id', o.id, 'name', o.name), 'reporter', json_build_object('id', n.id, 'name', n.name),
  'events', (select coalesce(json_agg(json_build_object('id', t.id, 'at', t.at, 'kind', t.kind, 'note', t.note, 'actor', json_build_object('id', a.id, 'name', a.name)) order by t.version), '[]')
               from (select * from problem_event t where t.problem_id = p.id order by t.version limit 10) t join person a on a.id = t.actor_id),
  'photos', (select coalesce(json_agg(json_build_object('id', f.id, 'width', f.width, 'height', f.height) order by f.position), '[]')
               from photo f where f.problem_id = p.id and f.event_id is null))::text
  from problem p join enterprise e on e.id = p.enterprise_id left join organization o on o.id = p.lead_organization_id join person n on n.id = p.reporter_id
 where p.id = $1
