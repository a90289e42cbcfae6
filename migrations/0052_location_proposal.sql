-- Where check-ins say that an enterprise is, when that is some way from its recorded point (H15), and what offices decided on it.

-- +goose Up
create table location_ruling (
  id            uuid primary key, -- made by the client
  enterprise_id uuid not null references enterprise,
  accepted      boolean not null,
  was           geometry(Point, 4326) not null,
  proposed      geometry(Point, 4326) not null,
  visits        int not null,
  cadres        int not null,
  note          text constraint location_ruling_note_length check (length(note) <= 1000),
  ruled_by      uuid not null references person,
  ruled_at      timestamptz not null,
  content_hash  bytea not null,
  constraint location_ruling_declined_says_why check (accepted or note is not null)
);
create index location_ruling_enterprise_id on location_ruling (enterprise_id, ruled_at desc);
create trigger location_ruling_append_only before update or delete on location_ruling for each row execute function append_only();
create trigger location_ruling_append_only_truncate before truncate on location_ruling for each statement execute function append_only();

-- Check-ins that were far from where the enterprise was recorded then: who has none of them needs no look.
create index visit_far on visit (enterprise_id) where distance >= 200;

-- What counts as evidence, in metres: enough good fixes of several people on several days since it was last ruled on, half of them close to their
-- median; and that far from the recorded point, outside of its fence. Half of the check-ins at the recorded point would pull the median there.
create view location_rule as
select 5 as visits, 2 as cadres, 3 as days, interval '1 year' as age, 100.0 as accuracy, 60.0 as spread, 200.0 as nearest, 5000.0 as furthest;

create view location_proposal as
select e.id, e.division_code, e.location as recorded, m.point as location, m.visits, m.cadres, m.first_at, m.last_at, s.spread,
       st_distance(e.location::geography, m.point::geography) as metres
  from location_rule r
 cross join enterprise e
 cross join lateral (select max(l.ruled_at) as at from location_ruling l where l.enterprise_id = e.id) ruled
 cross join lateral (
   select count(*)::int as visits, count(distinct v.person_id)::int as cadres, count(distinct (v.checked_in_at at time zone 'Asia/Shanghai')::date) as days,
          min(v.checked_in_at) as first_at, max(v.checked_in_at) as last_at,
          st_setsrid(st_point(percentile_cont(0.5) within group (order by st_x(v.location)), percentile_cont(0.5) within group (order by st_y(v.location))), 4326) as point
     from visit v
    where v.enterprise_id = e.id and v.location is not null and v.accuracy <= r.accuracy
      and v.checked_in_at > greatest((select moment()) - r.age, ruled.at)) m
 cross join lateral (
   select percentile_cont(0.5) within group (order by st_distance(v.location::geography, m.point::geography)) as spread
     from visit v
    where v.enterprise_id = e.id and v.location is not null and v.accuracy <= r.accuracy
      and v.checked_in_at > greatest((select moment()) - r.age, ruled.at)) s
 where e.id in (select v.enterprise_id from visit v where v.distance >= 200 group by v.enterprise_id having count(*) >= 3)
   and e.location is not null and m.visits >= r.visits and m.cadres >= r.cadres and m.days >= r.days and s.spread <= r.spread
   and st_distance(e.location::geography, m.point::geography) between greatest(r.nearest, e.fence_radius) and r.furthest;
