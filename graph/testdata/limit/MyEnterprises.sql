-- $1 person
with mine as (
  select e.* from enterprise e where e.id = any(array(select l.enterprise_id from assignment l where l.person_id = $1::uuid
    and today() between l.starts_on and coalesce(l.ends_on, 'infinity')))
)
select json_build_object('viewer', json_build_object('enterprises', json_build_object('totalCount', (select count(*) from mine),
  'nodes', (select json_agg(json_build_object('id', e.id, 'name', e.name, 'uscc', e.uscc, 'address', e.address,
     'location', json_build_object('lon', st_x(e.location), 'lat', st_y(e.location)),
     'park', (select json_build_object('id', k.id, 'name', k.name) from park k where k.id = e.park_id),
     'openProblemCount', (select count(*) from problem p where p.enterprise_id = e.id and p.open and (p.reporter_id = $1::uuid or not p.confidential)),
     'lastVisit', (select json_build_object('id', v.id, 'checkedInAt', v.checked_in_at, 'checkInResult', v.check_in_result)
        from visit v where v.enterprise_id = e.id order by v.checked_in_at desc, v.id desc limit 1)))
   from (select * from mine order by name, id limit 21) e))))::text
