-- Four timers on a dispatch (domain 6.3): to sign, to speak with the enterprise, to say what was done, to reply; and all presets of 2.9.

-- +goose Up
-- By when a unit first speaks with the enterprise and first reports progress, and when it did; null where the policy has no such timer.
alter table dispatch
  add column contact_due_at  timestamptz,
  add column contacted_at    timestamptz,
  add column progress_due_at timestamptz,
  add column progressed_at   timestamptz;
update dispatch x set progressed_at = (select min(t.at) from problem_event t where t.problem_id = x.problem_id and t.dispatch_id = x.id and t.kind = 'PROGRESS');

alter table sla_policy
  add column office_open time not null default '09:00', -- when a working day begins; before it nobody is reminded
  add column source text not null default '',           -- where the numbers are from, and what is ours, in Chinese
  add constraint sla_policy_office_hours check (office_open < office_close);
alter table sla_step
  drop constraint sla_step_timer_known,
  add constraint sla_step_timer_known check (timer in ('SIGN', 'CONTACT', 'PROGRESS', 'CO_REPLY', 'RESOLVE'));

-- CO_REPLY is a co-unit's time to reply; where a policy gives none it has the lead's. Quanzhou's three days are the co-units', not a
-- report of progress.
update sla_step set timer = 'CO_REPLY' where policy_code = 'QUANZHOU' and timer = 'PROGRESS';

insert into sla_policy (code, name) values
  ('XUCHANG_ABC', '许昌ABC分类'), ('ZHONGSHAN', '中山马上办'), ('QINGDAO', '青岛希企通'), ('JIANGMEN', '江门规则'),
  ('ZAOZHUANG', '枣庄规则'), ('WUHAN', '武汉园区规则');

-- What a source does not say is absent. A complex matter of which it says nothing has the time of an ordinary one, and asks for 延期 or 挂账.
insert into sla_step (policy_code, timer, complexity, n, unit)
select policy_code, timer, complexity, n, unit
  from (values
    -- P43: C ordinary, B across units, A old or complex. For complaints about the business environment; nothing else is timed.
    ('XUCHANG_ABC', 'RESOLVE',  '{SIMPLE}',                  5,  'WORKING_DAY'),
    ('XUCHANG_ABC', 'RESOLVE',  '{CROSS_UNIT}',              15, 'WORKING_DAY'),
    ('XUCHANG_ABC', 'RESOLVE',  '{MAJOR}',                   1,  'MONTH'),
    -- P44: complex matters go by rolling milestones (一跟到底), which is no date.
    ('ZHONGSHAN',   'CONTACT',  '{SIMPLE,CROSS_UNIT,MAJOR}', 1,  'HOUR'),
    ('ZHONGSHAN',   'PROGRESS', '{SIMPLE,CROSS_UNIT,MAJOR}', 3,  'WORKING_DAY'),
    ('ZHONGSHAN',   'RESOLVE',  '{SIMPLE}',                  5,  'WORKING_DAY'),
    -- P45: its one day is the office's, to hand out; a unit is given no time to sign.
    ('QINGDAO',     'CONTACT',  '{SIMPLE,CROSS_UNIT,MAJOR}', 1,  'WORKING_DAY'),
    ('QINGDAO',     'RESOLVE',  '{SIMPLE}',                  3,  'WORKING_DAY'),
    -- P39: the plan of the first 24 hours is its report of progress.
    ('JIANGMEN',    'CONTACT',  '{SIMPLE,CROSS_UNIT,MAJOR}', 1,  'HOUR'),
    ('JIANGMEN',    'PROGRESS', '{SIMPLE,CROSS_UNIT,MAJOR}', 24, 'HOUR'),
    ('JIANGMEN',    'RESOLVE',  '{SIMPLE}',                  7,  'DAY'),
    -- P46: to start is to sign, to answer the firm is the report of progress.
    ('ZAOZHUANG',   'SIGN',     '{SIMPLE,CROSS_UNIT,MAJOR}', 1,  'WORKING_DAY'),
    ('ZAOZHUANG',   'PROGRESS', '{SIMPLE,CROSS_UNIT,MAJOR}', 2,  'WORKING_DAY'),
    ('ZAOZHUANG',   'RESOLVE',  '{SIMPLE}',                  10, 'WORKING_DAY'),
    ('ZAOZHUANG',   'RESOLVE',  '{CROSS_UNIT,MAJOR}',        25, 'WORKING_DAY'),
    -- P47: a plan in three days, and in a month what came of it.
    ('WUHAN',       'CONTACT',  '{SIMPLE,CROSS_UNIT,MAJOR}', 1,  'WORKING_DAY'),
    ('WUHAN',       'PROGRESS', '{SIMPLE,CROSS_UNIT,MAJOR}', 3,  'WORKING_DAY'),
    ('WUHAN',       'RESOLVE',  '{SIMPLE}',                  1,  'MONTH')
  ) as step (policy_code, timer, complexities, n, unit),
  unnest(complexities::text[]) as complexity;

update sla_policy p set source = said.source
  from (values
    ('HENAN_13710', '山西省政府办公厅 2016 年 9 月规定，焦作万人助万企 2021 年沿用（P01–P03）；按自然日计。'),
    ('QUANZHOU',    '泉州规则（P35）：主办 7 个、协办 3 个工作日，复杂事项申请延期；签收 1 个工作日为本系统所定。'),
    ('XUCHANG_ABC', '许昌 2025 年 ABC 分类（P43），为营商环境投诉所定；未规定签收、联系和反馈。'),
    ('ZHONGSHAN',   '中山“马上办”（P44）：复杂事项滚动跟进，未定时限，按一般事项计。'),
    ('QINGDAO',     '青岛“希企通”（P45）：1 天转办是联企办的时限；未规定签收、反馈和复杂事项。'),
    ('JIANGMEN',    '江门（P39）：60 分钟联系，24 小时拿出方案；未规定签收和复杂事项。'),
    ('ZAOZHUANG',   '枣庄（P46）：1 个工作日启动，2 个工作日回应；未规定首次联系。'),
    ('WUHAN',       '武汉园区（P47）：3 个工作日出方案，1 个月见成效；未规定签收和复杂事项。')
  ) as said (code, source)
 where p.code = said.code;
alter table sla_policy alter column source drop default, add constraint sla_policy_source_given check (source <> '');
