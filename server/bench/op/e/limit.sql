-- lon lat
select coalesce(json_agg(x order by x.distance, x.id) filter (where x.distance <= 5000), '[]')::text from (
  select e.id, e.name, e.sector, st_x(e.location) as lon, st_y(e.location) as lat, st_distance(e.location::geography, st_setsrid(st_point($1, $2), 4326)::geography) as distance
    from enterprise e order by e.location::geography <-> st_setsrid(st_point($1, $2), 4326)::geography limit 50) x
