-- Extension (延期, domain R4): a unit asks for a later due date; the first one is kept.

-- +goose Up
alter table handling_request add column new_due_on date;
alter table handling_request drop constraint handling_request_kind_known, drop constraint handling_request_shape;
alter table handling_request
  add constraint handling_request_kind_known check (kind in ('RETURN', 'LONG_TERM', 'EXTENSION')),
  add constraint handling_request_shape check (
    (kind = 'RETURN') = (reason_code is not null)
    and (kind = 'LONG_TERM') = (plan is not null) and (plan is null) = (until is null)
    and (kind = 'EXTENSION') = (new_due_on is not null));

-- What due_at was when the problem was handed out; due_at is the date in force, after 延期 and 挂账.
alter table dispatch add column first_due_at timestamptz;
update dispatch set first_due_at = due_at;
alter table dispatch alter column first_due_at set not null;
