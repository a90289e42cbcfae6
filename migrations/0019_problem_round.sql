-- Why a problem was done again (重办, domain 2.8): a row for each round after the first.

-- +goose Up
create table problem_round (
  problem_id uuid not null references problem,
  round      int not null constraint problem_round_not_first check (round > 1),
  cause      text not null constraint problem_round_cause_known check (cause in ('EVALUATION', 'CALLBACK', 'LOOK_BACK', 'OFFICE', 'REVIVED')),
  redo       boolean not null generated always as (cause <> 'REVIVED') stored, -- counts in 重办率; what was never handled does not
  started_at timestamptz not null,
  primary key (problem_id, round)
);
create index problem_round_started_at on problem_round (started_at);
create trigger problem_round_append_only before update or delete on problem_round for each row execute function append_only();

insert into problem_round (problem_id, round, cause, started_at)
select problem_id, 1 + row_number() over (partition by problem_id order by version),
       case when kind = 'REOPENED' then case from_status when 'CLOSED' then 'OFFICE' else 'REVIVED' end
            when actor_role = 'ENTERPRISE_CONTACT' then 'EVALUATION' else 'CALLBACK' end, at
  from problem_event where kind in ('REDO', 'REOPENED');
