-- The number that a problem has in the ledger or hotline it came from (外部编号, domain C5).

-- +goose Up
alter table problem add column external_number text constraint problem_external_number_length check (length(external_number) between 1 and 60);

-- As before, faster: in lower case once, and compared byte by byte.
create or replace function grams(t text) returns text[] language sql immutable strict parallel safe as
$$ select coalesce(array_agg(distinct g collate "C"), '{}') from (
     select substr(l.t, i, n) as g from (select lower(t) as t offset 0) l, generate_series(1, length(t)) i, generate_series(1, 2) n where i + n - 1 <= length(t)) _ $$;
