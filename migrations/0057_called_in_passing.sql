-- What nearly every statement calls in passing. PostgreSQL cannot inline these and plans the body of an SQL function anew in each statement that
-- calls it, which took longer (0.05 ms) than many of the statements; a function in PL/pgSQL is planned once for each connection.

-- +goose Up
-- +goose StatementBegin
create or replace function moment() returns timestamptz language plpgsql stable parallel safe as $$
begin
  return now() + (select lead from clock);
end $$;

create or replace function area_from(code text) returns text language plpgsql immutable strict parallel safe as $$
begin
  return case when code ~ '^\d{2}0000$' then left(code, 2) when code ~ '^\d{4}00$' then left(code, 4) else code end;
end $$;

create or replace function lamp(due_at timestamptz, warn_at timestamptz, at timestamptz) returns text language plpgsql immutable parallel safe as $$
begin
  return case when due_at < at then 'RED' when warn_at < at then 'YELLOW' when due_at is not null then 'GREEN' end;
end $$;
-- +goose StatementEnd
