-- 72,500 problems, most of them of few enterprises, 63,400 struck off; what was done to them, in 400,000 events; 150,000 photos.
create table bench.problem as
with drawn as (select i, 1 + floor(bench.many(400000) * power(bench.chance(i, 'whose'), 3))::bigint as e, i <= bench.many(63400) as closed,
                      bench.ago(3 + 1085 * bench.chance(i, 'when')) as at, bench.ago(20 * bench.chance(i, 'lately')) as lately
                 from generate_series(1, bench.many(72500)) i),
     dated as (select d.i, d.e, d.closed, case when closed then d.at else d.lately end as at, l.county, l.cadre,
                      case when closed then 'CLOSED' else (array['SUBMITTED', 'DISPATCHED', 'IN_PROGRESS', 'IN_PROGRESS', 'HANDLED'])[bench.pick(d.i, 'status', 5)] end as status
                 from drawn d join bench.link l on l.i = d.e)
select dated.*, extract(year from at at time zone 'Asia/Shanghai')::int as year, bench.id(2, (c.i - 1) * 12 + bench.pick(dated.i, 'lead', 12)) as lead,
       row_number() over (partition by dated.county, extract(year from at at time zone 'Asia/Shanghai') order by dated.i) as nth, '企业反映问题' || dated.i as title,
       case status when 'SUBMITTED' then 1 when 'DISPATCHED' then 2 when 'CLOSED' then 3 + bench.pick(dated.i, 'events', 5) else 2 + bench.pick(dated.i, 'events', 3) end as events,
       bench.pick(dated.i, 'photos', 2) - 1 as extra
  from dated join bench.county c on c.code = dated.county;
create unique index on bench.problem (i);
analyze bench.problem;

insert into problem_number (division_code, year, last) select county, year, max(nth) from bench.problem group by county, year;

insert into problem (id, number, enterprise_id, division_code, park_id, reporter_id, channel, title, description, category, level, assigned_by_level, complexity,
                     status, version, lead_organization_id, captured_at, submitted_at, accepted_at, dispatched_at, due_at, warn_at, due_reason, replied_at, solved,
                     evaluation_asked_at, closed_at, photos_expected, content_hash, search_text)
select bench.id(8, b.i), n.number, e.id, b.county, e.park_id, bench.id(5, b.cadre), 'VISIT', b.title,
       '企业反映：' || repeat('生产经营中遇到的困难需要有关部门协调解决。', bench.pick(b.i, 'length', 4)),
       (array['FINANCE', 'LOGISTICS', 'ENERGY', 'LABOUR', 'TALENT', 'LAND', 'POLICY_PAYMENT', 'TAX', 'PERMIT', 'MARKET'])[bench.pick(b.i, 'category', 10)],
       'COUNTY', case when handed then 'COUNTY' end, case when handed then 'SIMPLE' end, b.status, b.events, case when handed then b.lead end,
       b.at, b.at, t.handed_at, t.handed_at, t.due_at, t.due_at - interval '2 days', case when handed then '泉州规则：主办 7 个工作日' end,
       t.replied_at, t.replied_at is not null and bench.chance(b.i, 'solved') < .9, case when b.status = 'CLOSED' then t.replied_at end,
       case when b.status = 'CLOSED' then t.replied_at + interval '1 day' end, 1 + b.extra, '\x00', lower(n.number || ' ' || b.title || ' ' || e.name)
  from bench.problem b join enterprise e on e.id = bench.id(4, b.e),
  lateral (select b.status <> 'SUBMITTED' as handed, b.county || '-' || b.year || '-' || lpad(b.nth::text, 5, '0') as number) n,
  lateral (select case when handed then b.at + interval '6 hours' end as handed_at, case when handed then greatest(b.at, case when b.closed then b.at else bench.ago(-30) end) + interval '11 days' end as due_at,
                  case when b.status in ('CLOSED', 'HANDLED') then b.at + make_interval(secs => 86400 * (1 + 12 * bench.chance(b.i, 'answered'))) end as replied_at) t
 order by b.i;
update problem set climb_at = null where climb_at is not null; -- nobody is pressed while the clock of a measurement runs

insert into dispatch (id, problem_id, round, line, role, organization_id, status, dispatched_at, sign_due_at, due_at, first_due_at, warn_at, due_reason, signed_at,
                      replied_at, solved, reply)
select bench.id(9, b.i), p.id, 1, 'TERRITORY', 'LEAD', p.lead_organization_id,
       case p.status when 'DISPATCHED' then 'PENDING_SIGN' when 'IN_PROGRESS' then 'HANDLING' when 'HANDLED' then 'REPLIED' else 'ACCEPTED' end, p.dispatched_at,
       p.dispatched_at + interval '1 day', p.due_at, p.due_at, p.warn_at, p.due_reason, case when p.status <> 'DISPATCHED' then p.dispatched_at + interval '3 hours' end,
       p.replied_at, case when p.replied_at is not null then p.solved end, case when p.replied_at is not null then '已协调解决。' end
  from bench.problem b join problem p on p.id = bench.id(8, b.i) where p.dispatched_at is not null order by b.i;

insert into problem_event (id, problem_id, version, kind, actor_id, actor_role, organization_id, from_status, to_status, note, at)
select bench.id(10, b.i * 16 + v), bench.id(8, b.i), v,
       case when v = 1 then 'REPORTED' when v = 2 then 'DISPATCHED' when v = 3 then 'SIGNED' when v = b.events and b.closed then 'EVALUATED' else 'PROGRESS' end,
       bench.id(5, b.cadre), 'LINK_CADRE', null, case when v > 1 then 'IN_PROGRESS' end, case when v = 1 then 'SUBMITTED' when v = b.events then b.status else 'IN_PROGRESS' end,
       '办理情况 ' || v || '：已联系企业核实，正在推进。', b.at + make_interval(hours => v)
  from bench.problem b, generate_series(1, b.events) v order by b.i, v;

insert into evaluation (id, problem_id, round, solved, grade, person_id, at)
select bench.id(11, b.i), p.id, 1, p.solved, (array['VERY_SATISFIED', 'SATISFIED', 'SATISFIED', 'BASICALLY_SATISFIED', 'DISSATISFIED'])[bench.pick(b.i, 'grade', 5)],
       bench.id(5, b.cadre), p.closed_at
  from bench.problem b join problem p on p.id = bench.id(8, b.i) where b.closed order by b.i;

insert into photo (id, problem_id, position, sha256, bytes, person_id, received_at, width, height)
select bench.id(12, b.i * 16 + n), bench.id(8, b.i), n, encode(sha256((b.i * 16 + n)::text::bytea), 'hex'), 180000 + bench.pick(b.i, 'bytes', 200000), bench.id(5, b.cadre),
       b.at + interval '1 minute', 1600, 1200
  from bench.problem b, generate_series(1, 1 + b.extra) n order by b.i, n;
insert into photo (id, visit_id, position, sha256, bytes, person_id, received_at, width, height)
select bench.id(13, i), bench.id(7, i), 1, encode(sha256((-i)::text::bytea), 'hex'), 180000 + bench.pick(-i, 'bytes', 200000), v.person_id, v.received_at, 1600, 1200
  from generate_series(1, bench.many(41250)) i join visit v on v.id = bench.id(7, i) order by i;
analyze;
