-- Task forces (专班): of an industry, with a function, or for one problem (domain A5, D8, D9).

-- +goose Up
alter table organization
  add column task_force_kind text constraint organization_task_force_kind_known check (task_force_kind in ('INDUSTRY', 'FUNCTIONAL', 'AD_HOC')),
  add column lead_id         uuid references organization, -- the department that leads it
  add column meeting_rule    text constraint organization_meeting_rule_length check (length(meeting_rule) <= 500),
  add column problem_id      uuid references problem;      -- that it was made for
update organization set task_force_kind = case when sector is null then 'FUNCTIONAL' else 'INDUSTRY' end where kind = 'TASK_FORCE';
alter table organization
  add constraint organization_kind_of_task_force check (task_force_kind is null or kind = 'TASK_FORCE'),
  add constraint organization_problem_of_ad_hoc check ((problem_id is not null) = (task_force_kind = 'AD_HOC') or task_force_kind is null and problem_id is null);
create index organization_problem_id on organization (problem_id) where problem_id is not null;

create table task_force_member (
  task_force_id   uuid not null references organization,
  organization_id uuid not null references organization,
  primary key (task_force_id, organization_id)
);
