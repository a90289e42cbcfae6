-- A score by a link is the enterprise's and no known person's (扫码评价, domain E1).

-- +goose Up
alter table problem_event drop constraint problem_event_by_somebody;
alter table problem_event add constraint problem_event_by_somebody check (
  case when actor_id is null then actor_role = 'SYSTEM' or actor_role = 'ENTERPRISE_CONTACT' and kind in ('EVALUATED', 'REDO') else actor_role <> 'SYSTEM' end);
