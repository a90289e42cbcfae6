-- The working calendar (工作日历, 2.10) and the deadlines of the campaigns (时限方案, 2.9). Both are data: a new year's notice or
-- another place's rule is an insert, not a change of the program.

-- +goose Up
-- Exceptions only: a day without a row is worked from Monday to Friday. off = false is a weekend day that is worked (补班).
create table work_calendar (
  day  date primary key,
  off  boolean not null,
  name text not null
);

insert into work_calendar (day, off, name)
select day::date, off, name
  from (values
    -- 2022
    ('元旦', true, '2022-01-01', '2022-01-03'),
    ('春节', false, '2022-01-29', '2022-01-30'), ('春节', true, '2022-01-31', '2022-02-06'),
    ('清明节', false, '2022-04-02', '2022-04-02'), ('清明节', true, '2022-04-03', '2022-04-05'),
    ('劳动节', false, '2022-04-24', '2022-04-24'), ('劳动节', true, '2022-04-30', '2022-05-04'), ('劳动节', false, '2022-05-07', '2022-05-07'),
    ('端午节', true, '2022-06-03', '2022-06-05'),
    ('中秋节', true, '2022-09-10', '2022-09-12'),
    ('国庆节', true, '2022-10-01', '2022-10-07'), ('国庆节', false, '2022-10-08', '2022-10-09'),
    -- 2023
    ('元旦', true, '2022-12-31', '2023-01-02'),
    ('春节', true, '2023-01-21', '2023-01-27'), ('春节', false, '2023-01-28', '2023-01-29'),
    ('清明节', true, '2023-04-05', '2023-04-05'),
    ('劳动节', false, '2023-04-23', '2023-04-23'), ('劳动节', true, '2023-04-29', '2023-05-03'), ('劳动节', false, '2023-05-06', '2023-05-06'),
    ('端午节', true, '2023-06-22', '2023-06-24'), ('端午节', false, '2023-06-25', '2023-06-25'),
    ('中秋节、国庆节', true, '2023-09-29', '2023-10-06'), ('中秋节、国庆节', false, '2023-10-07', '2023-10-08'),
    -- 2024
    ('元旦', true, '2024-01-01', '2024-01-01'),
    ('春节', false, '2024-02-04', '2024-02-04'), ('春节', true, '2024-02-10', '2024-02-17'), ('春节', false, '2024-02-18', '2024-02-18'),
    ('清明节', true, '2024-04-04', '2024-04-06'), ('清明节', false, '2024-04-07', '2024-04-07'),
    ('劳动节', false, '2024-04-28', '2024-04-28'), ('劳动节', true, '2024-05-01', '2024-05-05'), ('劳动节', false, '2024-05-11', '2024-05-11'),
    ('端午节', true, '2024-06-10', '2024-06-10'),
    ('中秋节', false, '2024-09-14', '2024-09-14'), ('中秋节', true, '2024-09-15', '2024-09-17'),
    ('国庆节', false, '2024-09-29', '2024-09-29'), ('国庆节', true, '2024-10-01', '2024-10-07'), ('国庆节', false, '2024-10-12', '2024-10-12'),
    -- 2025
    ('元旦', true, '2025-01-01', '2025-01-01'),
    ('春节', false, '2025-01-26', '2025-01-26'), ('春节', true, '2025-01-28', '2025-02-04'), ('春节', false, '2025-02-08', '2025-02-08'),
    ('清明节', true, '2025-04-04', '2025-04-06'),
    ('劳动节', false, '2025-04-27', '2025-04-27'), ('劳动节', true, '2025-05-01', '2025-05-05'),
    ('端午节', true, '2025-05-31', '2025-06-02'),
    ('国庆节、中秋节', false, '2025-09-28', '2025-09-28'), ('国庆节、中秋节', true, '2025-10-01', '2025-10-08'), ('国庆节、中秋节', false, '2025-10-11', '2025-10-11'),
    -- 2026
    ('元旦', true, '2026-01-01', '2026-01-03'), ('元旦', false, '2026-01-04', '2026-01-04'),
    ('春节', false, '2026-02-14', '2026-02-14'), ('春节', true, '2026-02-15', '2026-02-23'), ('春节', false, '2026-02-28', '2026-02-28'),
    ('清明节', true, '2026-04-04', '2026-04-06'),
    ('劳动节', true, '2026-05-01', '2026-05-05'), ('劳动节', false, '2026-05-09', '2026-05-09'),
    ('端午节', true, '2026-06-19', '2026-06-21'),
    ('中秋节', true, '2026-09-25', '2026-09-27'),
    ('国庆节', false, '2026-09-20', '2026-09-20'), ('国庆节', true, '2026-10-01', '2026-10-07'), ('国庆节', false, '2026-10-10', '2026-10-10')
  ) as span (name, off, first, last),
  generate_series(first::date, last::date, interval '1 day') as day;

create table sla_policy (
  code         text primary key,
  name         text not null,
  office_close time not null default '18:00', -- when a working day ends, in Asia/Shanghai
  answer_days  int not null default 5 constraint sla_policy_answer_days_positive check (answer_days > 0) -- working days an enterprise has to score
);

create table sla_step (
  policy_code text not null references sla_policy,
  timer       text not null constraint sla_step_timer_known check (timer in ('SIGN', 'CONTACT', 'PROGRESS', 'RESOLVE')),
  complexity  text not null constraint sla_step_complexity_known check (complexity in ('SIMPLE', 'CROSS_UNIT', 'MAJOR')),
  n           int not null constraint sla_step_n_positive check (n > 0),
  unit        text not null constraint sla_step_unit_known check (unit in ('HOUR', 'DAY', 'WORKING_DAY', 'MONTH')),
  primary key (policy_code, timer, complexity)
);

insert into sla_policy (code, name) values ('HENAN_13710', '河南13710'), ('QUANZHOU', '泉州规则');

-- 13710 counts calendar days: taken in one, progress in three, ordinary matters settled in seven, complex ones in a month.
-- Quanzhou counts working days: co-units three, the lead seven; a complex matter asks for an extension. It gives no time to sign: ours is
-- the day in which a unit may object.
insert into sla_step (policy_code, timer, complexity, n, unit)
select policy_code, timer, complexity, n, unit
  from (values
    ('HENAN_13710', 'SIGN',     '{SIMPLE,CROSS_UNIT,MAJOR}', 1, 'DAY'),
    ('HENAN_13710', 'PROGRESS', '{SIMPLE,CROSS_UNIT,MAJOR}', 3, 'DAY'),
    ('HENAN_13710', 'RESOLVE',  '{SIMPLE}',                  7, 'DAY'),
    ('HENAN_13710', 'RESOLVE',  '{CROSS_UNIT,MAJOR}',        1, 'MONTH'),
    ('QUANZHOU',    'SIGN',     '{SIMPLE,CROSS_UNIT,MAJOR}', 1, 'WORKING_DAY'),
    ('QUANZHOU',    'PROGRESS', '{SIMPLE,CROSS_UNIT,MAJOR}', 3, 'WORKING_DAY'),
    ('QUANZHOU',    'RESOLVE',  '{SIMPLE,CROSS_UNIT,MAJOR}', 7, 'WORKING_DAY')
  ) as step (policy_code, timer, complexities, n, unit),
  unnest(complexities::text[]) as complexity;
