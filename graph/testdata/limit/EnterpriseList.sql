-- $1 areas
select json_build_object('enterprises', json_build_object('nodes', (select json_agg(json_build_object('id', e.id, 'name', e.name,
  'problems', json_build_object('nodes', (select coalesce(json_agg(json_build_object('id', p.id, 'number', p.number, 'title', p.title, 'status', p.status,
     'leadOrganization', (select json_build_object('id', o.id, 'name', o.name) from organization o where o.id = p.lead_organization_id),
     'reporter', (select json_build_object('id', n.id, 'name', n.name) from person n where n.id = p.reporter_id))), '[]')
   from (select * from problem p where p.enterprise_id = e.id and p.division_code = any($1) order by p.submitted_at desc, p.id desc limit 4) p))))
  from (select * from enterprise e where e.division_code = any($1) and e.division_code >= '430502' and e.division_code < '430503' order by e.name, e.id limit 21) e)))::text
