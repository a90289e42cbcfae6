select jsonb_build_object('who', l.person_id, 'cadre', l.person_id, 'enterprise', e.id, 'lon', round((st_x(e.location) + .0002)::numeric, 6)::float8, 'lat', round((st_y(e.location) - .0001)::numeric, 6)::float8)
  from assignment l join enterprise e on e.id = l.enterprise_id where l.ends_on is null order by hashtext(e.id::text) limit 200
