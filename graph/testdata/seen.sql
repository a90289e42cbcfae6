-- Four worlds of the county: o the firm of cadre and contact, u another cadre's, s one of the neighbour county, c what is confidential at o.
-- The row of a noun in a world is called by both: id('Problem o').
create temp table world as select * from (values
  ('o', 'firm', '430502', 'cadre', 'cadre', 'committee', 'industry'),
  ('u', 'firm-outside', '430502', 'cadre-outside', 'cadre-outside', 'government', 'industry'),
  ('s', 'firm-sibling', '430503', 'office-sibling', 'contact-sibling', 'other', 'office'),
  ('c', 'firm', '430502', null, 'contact', 'committee', 'bureau')) w (w, firm, county, visitor, reporter, lead, co);

insert into enterprise_contact (id, enterprise_id, name, phone) select id('EnterpriseContact ' || w), id(firm), '经理', '13800000000' from world where w <> 'c';
insert into visit (id, enterprise_id, person_id, division_code, check_in_result, location, raw_point, accuracy, captured_at, received_at, photos_expected, content_hash)
select id('Visit ' || w), id(firm), id(visitor), county, 'IN_RANGE', st_setsrid(st_point(111.5, 27.2), 4326), st_point(111.5, 27.2), 9, now(), now(), 0, '' from world where w <> 'c';
insert into problem (id, number, enterprise_id, division_code, reporter_id, visit_id, channel, title, description, category, level, status, confidential,
                     lead_organization_id, captured_at, submitted_at, accepted_at, photos_expected, content_hash, search_text)
select id('Problem ' || w), w, id(firm), county, id(reporter), case when w <> 'c' then id('Visit ' || w) end, 'VISIT', '问题' || w, '描述', 'FINANCE', 'COUNTY',
       'IN_PROGRESS', w = 'c', id(lead), now(), now(), now(), 1, '', w from world;
insert into problem_event (id, problem_id, version, kind, actor_id, actor_role, to_status, at)
select id('ProblemEvent ' || w), id('Problem ' || w), 1, 'SUBMITTED', id(reporter), 'LINK_CADRE', 'SUBMITTED', now() from world;
insert into problem_event (id, problem_id, version, kind, actor_id, actor_role, from_status, to_status, note, at)
select id('Instruction ' || w), id('Problem ' || w), 2, 'INSTRUCTED', id('leader'), 'LEADER', 'IN_PROGRESS', 'IN_PROGRESS', '批示', now() from world;
insert into photo (id, position, sha256, bytes, person_id, problem_id) select id('Photo ' || w), 1, repeat('0', 64), 1, id(reporter), id('Problem ' || w) from world;
insert into dispatch (id, problem_id, round, line, role, organization_id, status, dispatched_at, due_at, first_due_at, warn_at, due_reason)
select id('Dispatch ' || w), id('Problem ' || w), 1, 'TERRITORY', 'LEAD', id(lead), 'HANDLING', now(), now(), now(), now(), '规则' from world
union all select id('Dispatch ' || w || '2'), id('Problem ' || w), 1, 'INDUSTRY', 'CO', id(co), 'HANDLING', now(), now(), now(), now(), '规则' from world;
insert into evaluation (id, problem_id, round, solved, grade, person_id, at) select id('Evaluation ' || w), id('Problem ' || w), 1, true, 'SATISFIED', id(reporter), now() from world;
insert into sample (id, kind, division_code, from_day, to_day, size_asked, size, population, seed, seed_given, drawn_by, drawn_at, content_hash)
select id('Sample ' || w), 'PROBLEM', county, today(), today(), 2, 2, 2, '1', false, id('office'), now(), '' from world where w in ('o', 's');
insert into sample_item (id, sample_id, position, problem_id)
select id('SampleItem ' || w), id('Sample ' || case w when 'c' then 'o' else w end), case w when 'c' then 2 else 1 end, id('Problem ' || w) from world where w <> 'u';
insert into callback (id, problem_id, round, sample_id, how, reached, solved, grade, spoke_with, note, person_id, at, content_hash)
select id('Callback ' || w), id('Problem ' || w), 1, case when w in ('o', 's') then id('Sample ' || w) end, 'PHONE', true, true, 'SATISFIED', '张经理', '回访', id('office'), now(), '' from world;
insert into handling_request (id, kind, problem_id, dispatch_id, reason, reason_code, requested_by, requested_at, rule_by, content_hash)
select id('HandlingRequest ' || w), 'RETURN', id('Problem ' || w), id('Dispatch ' || w), '不属本单位', 'NOT_OUR_DUTY', id('handler-committee'), now(), now(), '' from world;
insert into sub_item (id, problem_id, position, title, added_by, added_at) select id('SubItem ' || w), id('Problem ' || w), 1, '子事项', id('office'), now() from world;
insert into supervision_order (id, problem_id, event_id, kind, round, level, organization_id, issued_at, note)
select id('SupervisionOrder ' || w), id('Problem ' || w), id('Instruction ' || w), 'URGE', 1, 'COUNTY', id(lead), now(), '请抓紧' from world;
insert into dispatch_batch (id, number, date, level, division_code, made_by, made_at, content_hash)
select id('DispatchBatch ' || w), '第' || w || '批', today(), 'COUNTY', county, id('office'), now(), '' from world;
insert into dispatch_batch_item (batch_id, problem_id, position, at) select id('DispatchBatch ' || w), id('Problem ' || w), 1, now() from world;
insert into meeting (id, kind, title, division_code, status, held_at, created_by, created_at)
select id('Meeting ' || w), 'DISPATCH', '会议' || w, county, 'PLANNED', now(), id('office'), now() from world;
insert into agenda_item (id, meeting_id, problem_id, position) select id('AgendaItem ' || w), id('Meeting ' || w), id('Problem ' || w), 1 from world;
insert into decision (id, meeting_id, problem_id, division_code, position, text, decided_at)
select id('Decision ' || w), id('Meeting ' || w), id('Problem ' || w), county, 1, '决定', now() from world;
insert into supervision_group (id, name, level, division_code, starts_on, made_by, made_at)
select id('SupervisionGroup ' || w), '督导组' || w, 'COUNTY', county, today(), id('office'), now() from world where w in ('o', 's');
insert into supervision_trip (id, group_id, division_code, starts_on, ends_on, purpose, saved_by, saved_at)
select id('SupervisionTrip ' || w), id('SupervisionGroup ' || w), county, today(), today(), '督导', id('supervisor'), now() from world where w in ('o', 's');
insert into finding (id, trip_id, text, problem_id, found_by, found_at, content_hash)
select id('Finding ' || w), id('SupervisionTrip ' || w), '发现', id('Problem ' || w), id('supervisor'), now(), '' from world where w in ('o', 's');
insert into reception_event (id, kind, title, division_code, starts_at, place, host, created_by, created_at, content_hash)
select id('ReceptionEvent ' || w), 'SALON', '沙龙' || w, county, now() + interval '1 day', '会议室', '主持人', id('office'), now(), '' from world where w in ('o', 's');
insert into reception_sign_up (id, reception_event_id, enterprise_id, question, signed_up_by, signed_up_at, content_hash)
select id('ReceptionSignUp ' || w), id('ReceptionEvent ' || case w when 'u' then 'o' else w end), id(firm), '问题', id(reporter), now(), '' from world where w <> 'c';
insert into notice (id, person_id, problem_id, event_id, kind, text, actionable, at)
select id('Notice ' || w), id(visitor), id('Problem ' || w), id('ProblemEvent ' || w), 'SUBMITTED', '消息', false, now() from world where w <> 'c';
insert into outbound_channel (id, kind, name, url, division_code, changed_at)
select id('OutboundChannel ' || w), 'LOG', '外发' || w, 'https://example.test/' || w, county, now() from world where w in ('o', 's');
insert into held_record (id, kind, person_id, role, enterprise_id, division_code, content, content_hash, captured_at, received_at, photos_expected)
select id('HeldRecord ' || w), 'REPORT', id(visitor), 'LINK_CADRE', id(firm), county, '{}', '', now(), now(), 0 from world where w <> 'c';
insert into device (id, person_id, division_code, seen_at, app, unsent, stopped) select id('Device ' || w), id(visitor), county, now(), 1, 0, 0 from world where w <> 'c';
insert into session (id, token_hash, person_id, role_id, expires_at)
select id('Session ' || w), w::bytea, id(visitor), (select r.id from person_role r where r.person_id = id(visitor)), now() + interval '1 day' from world where w <> 'c';
update person set phone = '13900000000' where account = 'office';
insert into industry_chain (id, name, division_code, department_id, saved_by, saved_at)
select id('IndustryChain ' || w), '产业链' || w, county, id(lead), id('office'), now() from world where w in ('o', 's');
insert into chain_member (chain_id, enterprise_id, joined_by, joined_at) select id('IndustryChain ' || w), id(firm), id('office'), now() from world where w in ('o', 's');
insert into liaison (id, enterprise_id, name, phone, saved_by, saved_at) select id('Liaison ' || w), id(firm), '联络员', '13700000000', id('office'), now() from world where w <> 'c';
insert into support_plan (id, enterprise_id, leader_id, plan, starts_on, saved_by, saved_at)
select id('SupportPlan ' || w), id(firm), id('leader'), '方案', today(), id('office'), now() from world where w <> 'c';
insert into support_plan_entry (id, support_plan_id, kind, text, person_id, at, content_hash)
select id('SupportPlanEntry ' || w), id('SupportPlan ' || w), 'STARTED', '方案', id('office'), now(), '' from world where w <> 'c';
insert into resident_log (id, assignment_id, person_id, enterprise_id, division_code, day, text, captured_at, received_at, content_hash)
select id('ResidentLog ' || w), id(case w when 'o' then 'link-resident' else 'link-outside' end), id(case w when 'o' then 'resident' else visitor end), id(firm), county, today(), '日志',
       now(), now(), '' from world where w in ('o', 'u');
insert into policy (id, division_code, title, issuer, issued_on, apply_mode, published_by, published_at, changed_by, changed_at, content_hash)
select id('Policy ' || w), county, '政策' || w, '县政府', today(), 'NORMAL', id('office'), now(), id('office'), now(), '' from world where w in ('o', 's');
