-- $1 areas
select json_build_object('problems', json_build_object('totalCount', (select count(*) from problem p where p.division_code = any($1) and p.status in ('SUBMITTED', 'IN_PROGRESS')),
  'nodes', (select json_agg(json_build_object('id', p.id, 'number', p.number, 'title', p.title, 'status', p.status,
     'lamp', case when p.status in ('DISPATCHED', 'IN_PROGRESS') then lamp(p.due_at, p.warn_at) end, 'dueAt', p.due_at, 'category', p.category,
     'enterprise', (select json_build_object('id', e.id, 'name', e.name) from enterprise e where e.id = p.enterprise_id and e.division_code = any($1)),
     'leadOrganization', (select json_build_object('id', o.id, 'name', o.name) from organization o where o.id = p.lead_organization_id)))
   from (select * from problem p where p.division_code = any($1) and p.status in ('SUBMITTED', 'IN_PROGRESS') order by p.submitted_at desc, p.id desc limit 21) p)))::text
