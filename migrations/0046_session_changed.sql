-- Servers remember for a moment who holds a session (server/session). What that depends on tells them when it changes.

-- +goose Up
-- +goose StatementBegin
create function session_changed() returns trigger language plpgsql as $$
begin
  notify session;
  return null;
end $$;
-- +goose StatementEnd
create trigger session_changed after update of ended_at, expires_at, role_id or delete on session for each statement execute function session_changed();
create trigger session_changed after update of disabled_at, organization_id on person for each statement execute function session_changed();
create trigger session_changed after update or delete on person_role for each statement execute function session_changed();
create trigger session_changed after insert or update or delete on division for each statement execute function session_changed();
