-- What is late in a batch is so by the one clock of the work (0011).

-- +goose Up
create or replace view batch_unit as
select i.batch_id || ' ' || p.lead_organization_id as id, i.batch_id, p.lead_organization_id as organization_id,
       count(*)::int as total, count(*) filter (where p.open)::int as open, count(*) filter (where not p.open)::int as closed,
       count(*) filter (where p.status in ('DISPATCHED', 'IN_PROGRESS') and p.due_at < (select moment()))::int as overdue
  from dispatch_batch_item i join problem p on p.id = i.problem_id
 where p.lead_organization_id is not null
 group by i.batch_id, p.lead_organization_id;
