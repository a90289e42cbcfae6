-- What is live (server/live): a change of somebody's notices wakes the servers that stream to them; the end of a session and a change
-- of a role or a person cut streams.

-- +goose Up
-- The transaction that wrote it. What a browser has been sent is a snapshot, and that says of every transaction whether it was in it.
alter table notice add column xid xid8 not null default pg_current_xact_id();
create index notice_xid on notice (person_id, xid);

-- +goose StatementBegin
create function notify_readers() returns trigger language plpgsql as $$
begin
  perform pg_notify('live', 'notice:' || person_id) from (select distinct person_id from changed) _;
  return null;
end $$;
-- +goose StatementEnd
create trigger notice_written after insert on notice referencing new table as changed for each statement execute function notify_readers();
create trigger notice_read after update on notice referencing new table as changed for each statement execute function notify_readers();

-- +goose StatementBegin
create function notify_cut() returns trigger language plpgsql as $$
begin
  perform pg_notify('live', case tg_table_name when 'session' then 'session:' || old.id when 'person' then 'person:' || old.id
                              else 'person:' || (to_jsonb(old) ->> 'person_id') end);
  return null;
end $$;
-- +goose StatementEnd
create trigger session_ended after update of ended_at on session for each row
  when (old.ended_at is null and new.ended_at is not null) execute function notify_cut();
create trigger person_disabled after update of disabled_at on person for each row
  when (old.disabled_at is null and new.disabled_at is not null) execute function notify_cut();
create trigger person_role_changed after update or delete on person_role for each row execute function notify_cut();
