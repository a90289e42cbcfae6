-- What the other files are made with. No random(): each value is a hash of a row's number and of what it is for, so that a province is the
-- same on every machine, whatever the plan. setting bench.scale says how much of it is loaded.
create schema bench;

-- Between 0 and 1, without 1.
create function bench.chance(i bigint, what text) returns float8 language sql immutable parallel safe as
$$ select ((hashint8extended(i, hashtext(what)) >> 12) & 4503599627370495)::float8 / 4503599627370496.0 $$;

-- From 1 to n.
create function bench.pick(i bigint, what text, n bigint) returns int language sql immutable parallel safe as
$$ select 1 + floor(bench.chance(i, what) * n)::int $$;

-- Near a point, as a bell: once along each axis.
create function bench.bell(i bigint, what text) returns float8[] language sql immutable parallel safe as
$$ select array[r * cos(a), r * sin(a)] from (select sqrt(-2 * ln(1 - bench.chance(i, what || ' far'))) as r, 2 * pi() * bench.chance(i, what || ' way') as a) _ $$;

-- The i-th row's id. Ids of phones are version 7 and lie together; so do these.
create function bench.id(noun int, i bigint) returns uuid language sql immutable parallel safe as
$$ select ('0190' || lpad(to_hex(noun), 4, '0') || '-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid $$;

-- How many there are of what a whole province has n.
create function bench.many(n int) returns bigint language sql stable parallel safe as
$$ select round(n * current_setting('bench.scale')::float8)::bigint $$;

-- When it was loaded. All dates are counted back from that day, so that the clocks of open problems run.
create table bench.loaded as select current_setting('bench.scale')::float8 as scale, date_trunc('day', now()) as day;
create function bench.ago(days float8) returns timestamptz language sql stable as
$$ select day - make_interval(secs => days * 86400) from bench.loaded $$;
