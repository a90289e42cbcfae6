-- The present of the work (今天、现在): the database's clock, and for a demonstration how far that runs ahead.

-- +goose Up
-- One row. lead is zero but where `lianqi clock` showed a demonstration the days to come.
create table clock (
  one  boolean primary key default true constraint clock_one_row check (one),
  lead interval not null default '0' constraint clock_never_behind check (lead >= '0')
);
insert into clock default values;

-- Now, by which everything of the work is dated. Sessions, tokens and uploads run out by now() itself.
-- PostgreSQL cannot inline it: write (select moment()), which is read once a statement and serves an index like a parameter.
create function moment() returns timestamptz language sql stable parallel safe as
$$ select now() + lead from clock $$;

create or replace function today() returns date language sql stable parallel safe as
$$ select (moment() at time zone 'Asia/Shanghai')::date $$;

-- The lamp of a running clock (6.3) at a moment: RED past the date, YELLOW past the warning.
create function lamp(due_at timestamptz, warn_at timestamptz, at timestamptz) returns text language sql immutable parallel safe as
$$ select case when due_at < at then 'RED' when warn_at < at then 'YELLOW' when due_at is not null then 'GREEN' end $$;
drop function lamp(timestamptz, timestamptz);

-- +goose StatementBegin
do $$ begin
  execute replace(replace(pg_get_functiondef('statistics_of(text, text)'::regprocedure),
    'now()', '(select moment())'), 'today()', '(select today())');
end $$;

-- Servers that run hear of a change at once.
create function clock_changed() returns trigger language plpgsql as $$
begin
  notify clock;
  return null;
end $$;
-- +goose StatementEnd
create trigger clock_changed after update on clock for each statement execute function clock_changed();
