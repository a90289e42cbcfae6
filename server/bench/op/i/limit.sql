-- uuid enterprise cadre lon lat now
insert into visit (id, enterprise_id, person_id, division_code, check_in_result, location, raw_point, accuracy, distance, note, captured_at, received_at, photos_expected, content_hash)
select $1, e.id, $3, e.division_code, case when m.metres <= e.fence_radius then 'IN_RANGE' when m.metres - 20 <= e.fence_radius then 'UNCERTAIN' else 'OUT_OF_RANGE' end,
       m.at, st_point($4, $5), 20, m.metres, '测量', $6, now(), 0, '\x00'
  from enterprise e, lateral (select p.at, st_distance(e.location::geography, p.at::geography) as metres from (select st_setsrid(st_point($4, $5), 4326) as at) p) m
 where e.id = $2
returning json_build_object('visit', json_build_object('id', id, 'receivedAt', received_at, 'checkInResult', check_in_result, 'distance', distance))::text /* into */
