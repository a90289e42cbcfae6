-- Counting working days where the rows are (2.10).

-- +goose Up
-- How many working days after the day of since have ended by until: Monday to Friday, and the exceptions of work_calendar. 0 when until
-- is before since. closes is when the office does, in Asia/Shanghai.
create function working_days(since timestamptz, until timestamptz, closes time) returns int language sql stable parallel safe as $$
  select greatest(0, (last - '2000-01-03') / 7 * 5 + least((last - '2000-01-03') % 7, 4)
                     - (first - '2000-01-03') / 7 * 5 - least((first - '2000-01-03') % 7, 4)
                     + (select count(*) filter (where not w.off and extract(isodow from w.day) > 5)
                             - count(*) filter (where w.off and extract(isodow from w.day) < 6)
                          from work_calendar w where w.day > first and w.day <= last))::int
    from (select (since at time zone 'Asia/Shanghai')::date as first,
                 (until at time zone 'Asia/Shanghai' - closes::interval)::date as last) as day
$$;
