-- Where enterprises are, so where people are; as the province's office sees it.
select jsonb_build_object('who', (select person_id from person_role where role = 'OFFICE' and division_code = '430000'),
         'lon', round(st_x(e.location)::numeric, 4)::float8, 'lat', round(st_y(e.location)::numeric, 4)::float8)
  from (select location from enterprise order by hashtext(id::text) limit 200) e
