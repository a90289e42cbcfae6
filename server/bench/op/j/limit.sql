-- uuid enterprise cadre now
with e as (select e.*, extract(year from now() at time zone 'Asia/Shanghai')::int as year from enterprise e where e.id = $2),
n as (insert into problem_number as t (division_code, year, last) select division_code, year, 1 from e
      on conflict (division_code, year) do update set last = t.last + 1 returning division_code || '-' || year || '-' || lpad(last::text, 5, '0') as number),
p as (insert into problem (id, number, enterprise_id, division_code, park_id, reporter_id, channel, title, description, category, level, status, captured_at, submitted_at,
                           photos_expected, content_hash, search_text)
      select $1, n.number, e.id, e.division_code, e.park_id, $3, 'VISIT', '测量时新报的问题', '企业反映流动资金紧张。', 'FINANCE', 'COUNTY', 'SUBMITTED', $4, now(), 0, '\x00',
             lower(n.number || ' 测量时新报的问题 ' || e.name) from e, n returning *),
t as (insert into problem_event (id, problem_id, version, kind, actor_id, actor_role, to_status, client_at, at)
      select gen_random_uuid(), p.id, 1, 'REPORTED', $3, 'LINK_CADRE', 'SUBMITTED', $4, now() from p returning *),
i as (insert into notice (id, person_id, problem_id, event_id, kind, text, actionable, at)
      select gen_random_uuid(), r.person_id, p.id, t.id, 'REPORTED', p.number || '《' || p.title || '》已上报，等待研判。', true, now()
        from p, t, person_role r where r.division_code = p.division_code and r.role = 'OFFICE')
select json_build_object('problem', json_build_object('id', p.id, 'title', p.title, 'status', p.status, 'submittedAt', p.submitted_at))::text /* into */ from p
