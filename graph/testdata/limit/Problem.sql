-- $1 problem, $2 areas
select json_build_object('problem', (select json_build_object('id', p.id, 'number', p.number, 'title', p.title, 'description', p.description,
  'demand', p.demand, 'category', p.category, 'channel', p.channel, 'level', p.level, 'status', p.status,
  'lamp', case when p.status in ('DISPATCHED', 'IN_PROGRESS') then lamp(p.due_at, p.warn_at) end,
  'dueAt', p.due_at, 'dueReason', p.due_reason, 'round', p.round, 'version', p.version,
  'enterprise', (select json_build_object('id', e.id, 'name', e.name, 'location', json_build_object('lon', st_x(e.location), 'lat', st_y(e.location)))
     from enterprise e where e.id = p.enterprise_id),
  'reporter', (select json_build_object('id', n.id, 'name', n.name) from person n where n.id = p.reporter_id),
  'dispatches', (select json_agg(json_build_object('id', x.id, 'line', x.line, 'role', x.role, 'status', x.status, 'dueAt', x.due_at,
     'organization', (select json_build_object('id', o.id, 'name', o.name) from organization o where o.id = x.organization_id)) order by x.round desc, x.role desc)
     from dispatch x where x.problem_id = p.id),
  'photos', (select coalesce(json_agg(json_build_object('id', f.id, 'url', '/photos/' || f.id, 'thumbnailUrl', '/photos/' || f.id || '?size=thumb',
     'received', f.received_at is not null, 'takenAt', f.taken_at) order by f.position), '[]') from photo f where f.problem_id = p.id and f.event_id is null),
  'events', json_build_object('nodes', (select json_agg(json_build_object('id', t.id, 'kind', t.kind, 'at', t.at,
     'actor', (select json_build_object('id', n.id, 'name', n.name) from person n where n.id = t.actor_id),
     'fromStatus', t.from_status, 'toStatus', t.to_status, 'note', t.note) order by t.version) from problem_event t where t.problem_id = p.id)),
  'evaluation', (select json_build_object('solved', u.solved, 'grade', u.grade, 'comment', u.comment) from evaluation u where u.problem_id = p.id and u.round = p.round))
  from problem p where p.id = $1::uuid and p.division_code = any($2)))::text
