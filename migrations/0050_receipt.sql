-- What the server holds of a record that a person sent (server/receipt), by the record's own id.

-- +goose Up
create view receipt as
select id, person_id, received_at from visit
union all select id, reporter_id, submitted_at from problem
union all select id, actor_id, at from problem_event where content_hash is not null -- those that a client named
union all select id, person_id, received_at from resident_log
union all select id, person_id, received_at from held_record where state <> 'ACCEPTED'; -- an accepted one is the visit or problem
