-- $1 person, $2 lon, $3 lat
with centre as (select st_setsrid(st_point($2::float8, $3::float8), 4326)::geography as c)
select json_build_object('enterprises', json_build_object('edges', (select json_agg(json_build_object(
  'distance', st_distance(e.location::geography, (select c from centre)),
  'node', json_build_object('id', e.id, 'name', e.name, 'location', json_build_object('lon', st_x(e.location), 'lat', st_y(e.location)),
    'openProblemCount', (select count(*) from problem p where p.enterprise_id = e.id and p.open and (p.reporter_id = $1::uuid or not p.confidential)))))
  from (select e.* from enterprise e where e.id = any(array(select l.enterprise_id from assignment l where l.person_id = $1::uuid
          and today() between l.starts_on and coalesce(l.ends_on, 'infinity')))
          and st_dwithin(e.location::geography, (select c from centre), 20000)
        order by e.location::geography <-> (select c from centre), e.id limit 11) e)))::text
