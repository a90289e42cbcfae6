-- cadre
select coalesce(json_agg(x order by x.name, x.id), '[]')::text from (
  select e.id, e.name, e.uscc, e.sector, e.tier, e.is_key as "isKey", st_x(e.location) as lon, st_y(e.location) as lat,
         (select json_build_object('checkedInAt', v.checked_in_at, 'checkInResult', v.check_in_result) from visit v where v.enterprise_id = e.id
           order by v.checked_in_at desc, v.id desc limit 1) as "lastVisit",
         (select count(*) from problem p where p.enterprise_id = e.id and p.open) as "openProblemCount"
    from assignment l join enterprise e on e.id = l.enterprise_id where l.person_id = $1 and l.ends_on is null order by e.name, e.id limit 20) x
