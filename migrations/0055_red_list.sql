-- The red list of an area by date, whatever its width: what is overdue lies together and in its order. Only problems whose clock runs are in these
-- indexes, so that a report does not touch them.

-- +goose Up
create index problem_red_province on problem (left(division_code, 2), (coalesce(due_at, 'infinity')), id) where status in ('DISPATCHED', 'IN_PROGRESS');
create index problem_red_city on problem (left(division_code, 4), (coalesce(due_at, 'infinity')), id) where status in ('DISPATCHED', 'IN_PROGRESS');
create index problem_red_county on problem (left(division_code, 6), (coalesce(due_at, 'infinity')), id) where status in ('DISPATCHED', 'IN_PROGRESS');
