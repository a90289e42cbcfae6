-- What reads may select are the columns that they name (server/db/reader.sql): neither a whole row nor a secret, of which something else is shown.

-- +goose Up
-- What of a channel's address and secret may be shown, beside them.
alter table outbound_channel
  add column host text generated always as (substring(url from '^https?://([^/?#]+)')) stored,
  add column signed boolean not null generated always as (secret <> '') stored;

-- The texts in force in an area: those saved for it or for the next area above that has any, else those that everybody begins with.
create or replace function document_templates_of(area text) returns table (id text, place int, division_code text, kind text, name text, heading text,
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
    left join lateral (select t.id, t.division_code, t.name, t.heading, t.numbering, t.intro, t.footer, t.saved_at
        from document_template t where t.kind = d.kind and starts_with(area, area_from(t.division_code))
       order by length(area_from(t.division_code)) desc limit 1) t on true
$$;
