-- id(name) is the id of what is called by that name here.
create function id(name text) returns uuid language sql immutable as $$ select md5(name)::uuid $$;

insert into division (code, name, level, parent_code) values
  ('430000', '湖南省', 'PROVINCE', null),
  ('430500', '邵阳市', 'CITY', '430000'),
  ('430502', '双清区', 'COUNTY', '430500'),
  ('430503', '大祥区', 'COUNTY', '430500');

insert into organization (id, name, kind, level, division_code, sector) values
  (id('government'), '双清区人民政府·演示', 'GOVERNMENT', 'COUNTY', '430502', null),
  (id('committee'), '双清园区管委会·演示', 'PARK_COMMITTEE', 'COUNTY', '430502', null),
  (id('industry'), '邵阳市工业专班·演示', 'TASK_FORCE', 'CITY', '430500', 'INDUSTRY'),
  (id('bureau'), '双清区发改局·演示', 'DEPARTMENT', 'COUNTY', '430502', null),
  (id('other'), '双清区人社局·演示', 'DEPARTMENT', 'COUNTY', '430502', null),
  (id('office'), '双清区联企办·演示', 'OFFICE', 'COUNTY', '430502', null);

insert into park (id, name, level, division_code, committee_id, location, boundary) values
  (id('park'), '双清园区·演示', 'PROVINCIAL', '430502', id('committee'), st_setsrid(st_point(111.505, 27.205), 4326),
   st_multi(st_makeenvelope(111.50, 27.20, 111.51, 27.21, 4326)));

insert into enterprise (id, name, division_code, industry_code, location, raw_point, is_demo)
select id(name), label, code, industry, st_setsrid(p, 4326), p, true
  from (values
    ('firm', '园内机械厂·演示', '430502', 'C34', st_point(111.505, 27.205)),
    ('firm-outside', '园外机械厂·演示', '430502', 'C34', st_point(111.55, 27.25)),
    ('firm-unlisted', '未登记行业的企业·演示', '430502', null, null),
    ('firm-sibling', '大祥商店·演示', '430503', 'F51', st_point(111.45, 27.23))
  ) as e (name, label, code, industry, p);

insert into campaign (id, name, division_code, starts_on, sla_policy_code) values
  (id('campaign'), '万名干部联万企·演示', '430500', '2022-01-01', 'QUANZHOU');

insert into person (id, account, name, organization_id)
select id(account), account, account || '·演示', id(organization)
  from (values
    ('cadre', null), ('cadre-outside', null), ('resident', null), ('contact', null), ('contact-outside', null), ('contact-sibling', null),
    ('office', 'office'), ('office-city', null), ('office-sibling', null), ('leader', null), ('supervisor', null), ('handler-committee', 'committee'),
    ('handler-government', 'government'), ('handler-industry', 'industry'), ('handler-bureau', 'bureau'), ('handler-other', 'other'), ('admin', null)
  ) as n (account, organization);

insert into person_role (id, person_id, role, division_code, organization_id, enterprise_id)
select gen_random_uuid(), id(account), role, code, id(organization), id(firm)
  from (values
    ('cadre', 'LINK_CADRE', '430502', null, null), ('cadre-outside', 'LINK_CADRE', '430502', null, null),
    ('resident', 'RESIDENT_CADRE', '430502', null, null),
    ('contact', 'ENTERPRISE_CONTACT', null, null, 'firm'), ('contact-outside', 'ENTERPRISE_CONTACT', null, null, 'firm-outside'),
    ('contact-sibling', 'ENTERPRISE_CONTACT', null, null, 'firm-sibling'),
    ('office', 'OFFICE', '430502', 'office', null), ('office-city', 'OFFICE', '430500', null, null), ('office-sibling', 'OFFICE', '430503', null, null),
    ('leader', 'LEADER', '430502', null, null), ('supervisor', 'SUPERVISOR', '430500', null, null),
    ('handler-committee', 'DEPARTMENT_HANDLER', null, 'committee', null), ('handler-government', 'DEPARTMENT_HANDLER', null, 'government', null),
    ('handler-industry', 'DEPARTMENT_HANDLER', null, 'industry', null), ('handler-bureau', 'DEPARTMENT_HANDLER', null, 'bureau', null),
    ('handler-other', 'DEPARTMENT_HANDLER', null, 'other', null), ('admin', 'ADMIN', null, null, null)
  ) as r (account, role, code, organization, firm);

insert into assignment (id, person_id, enterprise_id, role, mode, starts_on) values
  (id('link'), id('cadre'), id('firm'), 'LEAD', 'LINKED', '2022-01-01'),
  (id('link-resident'), id('resident'), id('firm'), 'MEMBER', 'RESIDENT', '2022-01-01'),
  (id('link-unlisted'), id('cadre'), id('firm-unlisted'), 'LEAD', 'LINKED', '2022-01-01'),
  (id('link-outside'), id('cadre-outside'), id('firm-outside'), 'LEAD', 'LINKED', '2022-01-01');
