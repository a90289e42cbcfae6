-- What changed since a phone last asked (server/changes). A row carries the transaction that wrote it last: transactions commit in another
-- order than they begin, so only a snapshot says which of them a phone has seen.

-- +goose Up
alter table problem add column xid xid8 not null default pg_current_xact_id();
alter table enterprise add column xid xid8 not null default pg_current_xact_id();
create index problem_enterprise_xid on problem (enterprise_id, xid);
create index problem_reporter_xid on problem (reporter_id, xid);

-- What is committed now; a function of its own, so that a test can stop it as it stops moment().
create function snapshot_now() returns pg_snapshot language sql stable parallel safe as $$ select pg_current_snapshot() $$;

-- +goose StatementBegin
create function written_by_this_transaction() returns trigger language plpgsql as $$
begin
  new.xid := pg_current_xact_id();
  return new;
end $$;
create function enterprise_of_contact_changed() returns trigger language plpgsql as $$
begin
  update enterprise set xid = pg_current_xact_id() where id in (old.enterprise_id, new.enterprise_id);
  return null;
end $$;

-- Reads a cursor apart: the snapshot that its owner has seen, the one that is being sent page by page, the last row of the page before, and
-- for which pack. All null for any other text, and for a cursor of a database whose transactions this one has not begun.
create function changes_cursor(text, out since pg_snapshot, out until pg_snapshot, out place text, out pack text)
language plpgsql stable parallel safe as $$
declare
  part text[];
begin
  if length($1) > 8192 then return; end if;
  part := string_to_array(convert_from(decode($1, 'base64'), 'UTF8'), '|');
  if cardinality(part) <> 4 then return; end if;
  since := nullif(part[1], '')::pg_snapshot; until := nullif(part[2], '')::pg_snapshot; place := part[3]; pack := part[4];
  if pg_snapshot_xmax(coalesce(until, since)) > pg_snapshot_xmax(snapshot_now()) then
    since := null; until := null; place := null; pack := null;
  end if;
exception when data_exception or invalid_text_representation then
  since := null; until := null; place := null; pack := null;
end $$;
-- +goose StatementEnd
create trigger problem_written before update on problem for each row execute function written_by_this_transaction();
create trigger enterprise_written before update on enterprise for each row execute function written_by_this_transaction();
create trigger contact_written after insert or update or delete on enterprise_contact for each row execute function enterprise_of_contact_changed();
