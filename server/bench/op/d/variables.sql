select jsonb_build_object('who', r.person_id, 'county', d.code) from division d join person_role r on r.division_code = d.code and r.role = 'OFFICE'
 where d.level = 'COUNTY' and (select count(*) from (select from enterprise e where e.division_code = d.code limit 50) _) > 20 order by d.code
