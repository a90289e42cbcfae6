-- The ladder of supervision (domain 6.3, P36): who is pressed when, in working time.

-- +goose Up
-- Each rung is given once for each problem, round and date (supervision_order_once), at the first working time after it falls due.
create table ladder_rung (
  kind   text primary key constraint ladder_rung_kind_known check (kind in ('REMIND', 'URGE', 'SUPERVISE', 'ESCALATED', 'LISTED')),
  start  text not null constraint ladder_rung_start_known check (start in ('WARN', 'DUE')), -- the yellow lamp, or the date
  after  int not null constraint ladder_rung_after_not_negative check (after >= 0),         -- working days later
  why    text not null                                                                      -- said in the order, in Chinese
);
insert into ladder_rung (kind, start, after, why) values
  ('REMIND',    'WARN', 0, '即将到期，请抓紧办理'),
  ('URGE',      'DUE',  0, '到期未答复'),
  ('SUPERVISE', 'DUE',  1, '超期 1 个工作日仍未答复'),
  ('ESCALATED', 'DUE',  3, '超期 3 个工作日仍未答复，提请上一级督办'), -- three is ours, between the notice of P36 and its list
  ('LISTED',    'DUE',  5, '超期 5 个工作日仍未答复，列入督导组红名单');

-- The named superior (负责人) of a unit, who is told from the second rung on.
alter table organization add column head_id uuid references person;

-- When the ladder next has something to look at; null: not before the problem moves. A hint: what was climbed is in supervision_order.
alter table problem add column climb_at timestamptz;
create index problem_climb_at on problem (climb_at, id) where climb_at is not null;

-- +goose StatementBegin
-- Another date, round or standing is another ladder.
create function problem_climbs() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' or (new.due_at, new.warn_at, new.status, new.round, new.lead_organization_id)
      is distinct from (old.due_at, old.warn_at, old.status, old.round, old.lead_organization_id) then
    new.climb_at := case when new.status in ('DISPATCHED', 'IN_PROGRESS') then new.warn_at end;
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger problem_climbs before insert or update of due_at, warn_at, status, round, lead_organization_id on problem
  for each row execute function problem_climbs();
update problem set climb_at = warn_at where status in ('DISPATCHED', 'IN_PROGRESS');
