select jsonb_build_object('who', (select person_id from person_role where role = 'OFFICE' and division_code = '430000'), 'park', k.id) from park k
 where exists (select from enterprise e where e.park_id = k.id) order by k.id
