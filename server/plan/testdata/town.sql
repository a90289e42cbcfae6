create extension if not exists postgis;
create type rate as (numerator int, denominator int, percent float8);
create table area (code text primary key, name text not null, parent_code text references area, outline geometry(Polygon, 4326));
create table person (id uuid primary key, name text not null, phone text);
create table firm (
  id uuid primary key, name text not null, size text not null, tags text[] not null, sizes_served text[] not null, staff int not null,
  score float8, founded date, phone text, location geometry(Point, 4326), area_code text not null references area);
create index on firm using gist ((location::geography));
create table problem (
  id uuid primary key, title text not null, status text not null, created_at timestamptz not null, due_at timestamptz,
  solved_at timestamptz, firm_id uuid not null references firm, reporter_id uuid references person, area_code text not null, secret bool not null);
create table event (id uuid primary key, problem_id uuid not null references problem, at timestamptz not null, note text);

-- ids and values are made by md5, so that every run meets the same town
create function made(kind text, n int) returns uuid language sql immutable as $$ select md5(kind || n)::uuid $$;
create function dice(kind text, n int, sides int) returns int language sql immutable as
  $$ select (('x' || substr(md5(kind || n), 1, 6))::bit(24)::int % sides) $$;

insert into area select c, 'area ' || c, p, case when dice(c, 0, 3) > 0 then st_makeenvelope(112, 28, 112 + length(c) / 10.0, 28.5, 4326) end
from (values ('1', null), ('11', '1'), ('12', '1'), ('13', '1'), ('111', '11'), ('112', '11'), ('121', '12')) v(c, p);
insert into person select made('person', n), 'person ' || n, case when n % 2 = 0 then '1380000000' || n end from generate_series(1, 6) n;
insert into firm select made('firm', n),
  (array['厂 "' || n || '"', E'line\nbreak\t' || n, 'back\slash', '</script>\u2028', 'same', 'same', '🏭 ' || n])[1 + n % 7],
  (array['LARGE', 'SMALL'])[1 + dice('size', n, 2)], (array['{}', '{a}', E'{"x\\"y","\\\\"}'])[1 + n % 3]::text[], (array['{}', '{LARGE,SMALL}'])[1 + n % 2]::text[],
  dice('staff', n, 300), case when n % 4 > 0 then dice('score', n, 1000000) / 7.0 end, case when n % 3 > 0 then date '1999-12-30' + n end,
  'tel ' || n, case when n % 5 > 0 then st_setsrid(st_makepoint(112.9 + dice('lon', n, 1000) / 5000.0, 28.1 + dice('lat', n, 1000) / 5000.0), 4326) end,
  (array['11', '12', '13', '111', '112', '121'])[1 + dice('area', n, 6)]
from generate_series(1, 40) n;
insert into problem select made('problem', n), 'problem ' || n, (array['OPEN', 'SOLVED', 'WAITING'])[1 + dice('status', n, 3)],
  timestamptz '2026-01-01 00:00:00.123456+00' + dice('at', n, 40) * interval '1 hour', case when n % 3 > 0 then timestamptz '2026-02-01' + n * interval '1 day' end,
  case when dice('status', n, 3) = 1 then timestamptz '2026-03-01 12:00+08' end, made('firm', 1 + dice('of', n, 40)), case when n % 4 > 0 then made('person', 1 + n % 6) end,
  (select area_code from firm where id = made('firm', 1 + dice('of', n, 40))), n % 7 = 0
from generate_series(1, 150) n;
insert into event select made('event', n), made('problem', 1 + dice('event', n, 150)), timestamptz '2026-01-01' + n * interval '1 minute', nullif('note ' || n % 3, 'note 0')
from generate_series(1, 300) n;

create function tally(p_scale int) returns table (as_of timestamptz, total rate) language sql stable as $$
  select timestamptz '2026-01-01', row(count(*) * p_scale, 150, case when p_scale > 0 then count(*) / 1.5 end)::rate from problem where status = 'SOLVED' $$;
create function tally_row(p_grouping text, p_scale int) returns table (key text, rate rate) language sql stable as $$
  select case p_grouping when 'STATUS' then status else firm_id::text end, row(count(*) * p_scale, 150, null)::rate from problem group by 1 $$;
