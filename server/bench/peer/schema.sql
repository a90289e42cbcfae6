-- What a user of PostGraphile writes: the tables without what it cannot show (geometry) or this measurement does not ask, and functions for
-- the nearest and for the two mutations, which do in SQL what limit.sql does.
create schema peer;
create view peer.division as select code, name, level from division;
comment on view peer.division is E'@primaryKey code';
create view peer.organization as select id, name, division_code from organization;
comment on view peer.organization is E'@primaryKey id';
create view peer.person as select id, name, phone, organization_id from person;
comment on view peer.person is E'@primaryKey id\n@foreignKey (organization_id) references peer.organization (id)';
create view peer.park as select id, name, division_code, st_asgeojson(boundary, 5) as outline from park;
comment on view peer.park is E'@primaryKey id';
create view peer.enterprise as select id, name, uscc, address, kind, sector, tier, is_key, division_code, park_id, st_x(location) as lon, st_y(location) as lat from enterprise;
comment on view peer.enterprise is E'@primaryKey id\n@foreignKey (park_id) references peer.park (id)';
create view peer.assignment as select id, person_id, enterprise_id, ends_on from assignment;
comment on view peer.assignment is E'@primaryKey id\n@foreignKey (person_id) references peer.person (id)\n@foreignKey (enterprise_id) references peer.enterprise (id)';
create view peer.visit as select id, enterprise_id, check_in_result, checked_in_at, received_at, distance from visit;
comment on view peer.visit is E'@primaryKey id\n@foreignKey (enterprise_id) references peer.enterprise (id)';
create view peer.problem as select id, number, enterprise_id, division_code, park_id, reporter_id, lead_organization_id, title, description, category, level, status, open,
  submitted_at, due_at, closed_at from problem;
comment on view peer.problem is E'@primaryKey id\n@foreignKey (enterprise_id) references peer.enterprise (id)\n@foreignKey (park_id) references peer.park (id)\n@foreignKey (reporter_id) references peer.person (id)|@fieldName reporter\n@foreignKey (lead_organization_id) references peer.organization (id)|@fieldName leadOrganization';
create view peer.problem_event as select id, problem_id, version, kind, actor_id, note, at from problem_event;
comment on view peer.problem_event is E'@primaryKey id\n@foreignKey (problem_id) references peer.problem (id)\n@foreignKey (actor_id) references peer.person (id)|@fieldName actor';
create view peer.photo as select id, problem_id, position, width, height from photo where event_id is null;
comment on view peer.photo is E'@primaryKey id\n@foreignKey (problem_id) references peer.problem (id)';

create function peer.enterprises_nearest(lon float8, lat float8, metres float8, n int) returns setof peer.enterprise language sql stable as $$
  select v.* from (select e.id, st_distance(e.location::geography, st_setsrid(st_point(lon, lat), 4326)::geography) as distance
                     from enterprise e order by e.location::geography <-> st_setsrid(st_point(lon, lat), 4326)::geography limit n) k
    join peer.enterprise v using (id) where k.distance <= metres order by k.distance, k.id $$;
create function peer.enterprise_distance_to(e peer.enterprise, lon float8, lat float8) returns float8 language sql stable as
$$ select st_distance(st_setsrid(st_point(e.lon, e.lat), 4326)::geography, st_setsrid(st_point(lon, lat), 4326)::geography) $$;

-- limit i and limit j stand for what op/i/limit.sql and op/j/limit.sql say.
create function peer.check_in(new_id uuid, enterprise uuid, cadre uuid, lon float8, lat float8, at timestamptz) returns peer.visit language plpgsql as $$
#variable_conflict use_column
declare said text; done peer.visit;
begin
  {{limit i}};
  select v.* into done from peer.visit v where v.id = $1;
  return done;
end $$;
create function peer.report_problem(new_id uuid, enterprise uuid, cadre uuid, at timestamptz) returns peer.problem language plpgsql as $$
#variable_conflict use_column
declare said text; done peer.problem;
begin
  {{limit j}};
  select v.* into done from peer.problem v where v.id = $1;
  return done;
end $$;
