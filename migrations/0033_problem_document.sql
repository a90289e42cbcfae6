-- Documents of a problem (三单: 交办单、办理反馈单、销号单, and 督办单; domain 2.2, D12) and how each area words them. A document is not kept:
-- it is always what the problem's own records say.

-- +goose Up
create table document_template (
  id            text primary key generated always as (division_code || '-' || kind) stored,
  division_code text collate "C" not null references division,
  kind          text not null constraint document_template_kind_known check (kind in
                  ('DISPATCH_NOTE', 'PROGRESS_NOTE', 'CLOSURE_NOTE', 'SUPERVISION_ORDER')),
  name          text not null constraint document_template_name_length check (length(btrim(name)) between 1 and 20),
  heading       text not null constraint document_template_heading_length check (length(btrim(heading)) between 1 and 60),
  numbering     text not null constraint document_template_numbering_length check (length(btrim(numbering)) between 1 and 60),
  intro         text not null constraint document_template_intro_length check (length(intro) <= 500),
  footer        text not null constraint document_template_footer_length check (length(footer) <= 500),
  saved_by      uuid not null references person,
  saved_at      timestamptz not null
);

-- The texts in force in an area: those saved for it or for the next area above that has any, else those that everybody begins with.
create function document_templates_of(area text) returns table (id text, place int, division_code text, kind text, name text, heading text,
  numbering text, intro text, footer text, saved_at timestamptz) language sql stable as $$
  select coalesce(t.id, d.kind), d.place, t.division_code, d.kind, coalesce(t.name, d.name), coalesce(t.heading, d.heading),
         coalesce(t.numbering, d.numbering), coalesce(t.intro, d.intro), coalesce(t.footer, d.footer), t.saved_at
    from (values
      (1, 'DISPATCH_NOTE', '交办单', '{地区}企业问题交办单', '{编号}-交{序号}',
       '{单位}：' || chr(10) || '现将下列企业问题交你单位办理。请按时签收，主动联系企业，在时限内办结并答复。', '签收即视为受理；认为不属本单位职责的，请在一个工作日内说明理由申请退单。'),
      (2, 'PROGRESS_NOTE', '办理反馈单', '{地区}企业问题办理反馈单', '{编号}-反{序号}', '{单位}对下列企业问题的办理情况如下。', ''),
      (3, 'CLOSURE_NOTE', '销号单', '{地区}企业问题销号单', '{编号}-销{序号}', '下列企业问题已办结并经企业评价或回访，予以销号。', '销号后经回头看发现未解决的，重新办理。'),
      (4, 'SUPERVISION_ORDER', '督办单', '{地区}企业问题督办单', '{编号}-督{序号}', '{单位}：' || chr(10) || '下列企业问题请抓紧办理，并按期书面回复。', '')
    ) d (place, kind, name, heading, numbering, intro, footer)
    left join lateral (select t.* from document_template t where t.kind = d.kind and starts_with(area, area_from(t.division_code))
      order by length(area_from(t.division_code)) desc limit 1) t on true
$$;

-- A text of a template with what it names: {地区} {年} {编号} {序号} {单位}.
create function document_text(said text, area text, at timestamptz, number text, nth bigint, unit text) returns text
  language sql immutable parallel safe as
$$ select replace(replace(replace(replace(replace(said, '{地区}', area), '{年}', to_char(at at time zone 'Asia/Shanghai', 'YYYY')),
     '{编号}', number), '{序号}', nth::text), '{单位}', coalesce(unit, '')) $$;

-- What is written down of each problem: whom it was handed to, what each unit that signed did, that it was struck off, and each supervision order.
create view problem_document_source as
select 'DISPATCH_NOTE' as kind, x.id, x.problem_id, x.id as dispatch_id, null::uuid as order_id, x.dispatched_at as at, x.organization_id,
       row_number() over (partition by x.problem_id order by x.dispatched_at, x.role desc, x.id) as nth
  from dispatch x
union all
select 'PROGRESS_NOTE', x.id, x.problem_id, x.id, null, coalesce(x.replied_at, x.signed_at), x.organization_id,
       row_number() over (partition by x.problem_id order by x.dispatched_at, x.role desc, x.id)
  from dispatch x where x.signed_at is not null
union all
select 'CLOSURE_NOTE', t.id, t.problem_id, null, null, t.at, p.lead_organization_id, row_number() over (partition by t.problem_id order by t.version)
  from problem_event t join problem p on p.id = t.problem_id where t.to_status = 'CLOSED' and t.from_status <> 'CLOSED'
union all
select 'SUPERVISION_ORDER', so.id, so.problem_id, null, so.id, so.issued_at, so.organization_id,
       row_number() over (partition by so.problem_id order by so.issued_at, so.id)
  from supervision_order so;

-- The same with its texts.
create view problem_document as
select s.kind || '-' || s.id as id, s.kind, s.problem_id, s.dispatch_id, s.order_id, s.at, m.place, m.name,
       document_text(m.numbering, d.name, s.at, p.number, s.nth, o.name) as number,
       document_text(m.heading, d.name, s.at, p.number, s.nth, o.name) as heading,
       document_text(m.intro, d.name, s.at, p.number, s.nth, o.name) as intro,
       document_text(m.footer, d.name, s.at, p.number, s.nth, o.name) as footer
  from problem_document_source s
  join problem p on p.id = s.problem_id
  join division d on d.code = p.division_code
  join lateral document_templates_of(p.division_code) m on m.kind = s.kind
  left join organization o on o.id = s.organization_id;
