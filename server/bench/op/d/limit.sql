-- county
select coalesce(json_agg(x order by x.name, x.id), '[]')::text from (
  select e.id, e.name, e.sector,
         (select coalesce(json_agg(json_build_object('id', p.id, 'title', p.title, 'status', p.status, 'submittedAt', p.submitted_at,
                   'leadOrganization', case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end,
                   'reporter', json_build_object('id', n.id, 'name', n.name, 'phone', n.phone)) order by p.submitted_at desc, p.id desc), '[]')
            from (select * from problem p where p.enterprise_id = e.id order by p.submitted_at desc, p.id desc limit 5) p
            left join organization o on o.id = p.lead_organization_id join person n on n.id = p.reporter_id) as problems
    from enterprise e where e.division_code = $1 order by e.name, e.id limit 50) x
