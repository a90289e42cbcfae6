-- Twelve departments and an office in each county, an office of each prefecture and of the province, and who works there.
insert into organization (id, name, kind, level, division_code)
select bench.id(2, (c.i - 1) * 12 + d.n), d.name, 'DEPARTMENT', 'COUNTY', c.code
  from bench.county c, unnest(array['发展和改革局', '工业和信息化局', '财政局', '自然资源局', '生态环境局', '市场监督管理局', '人力资源和社会保障局',
                                    '科学技术局', '商务局', '税务局', '金融服务中心', '应急管理局']) with ordinality d (name, n);
create table bench.office as select row_number() over (order by code) as i, code, level from division;
insert into organization (id, name, kind, level, division_code) select bench.id(3, i), '联企办', 'OFFICE', level, code from bench.office;

insert into person (id, account, name, organization_id) select bench.id(3, i), 'office-' || code, '联企办·' || code, bench.id(3, i) from bench.office;
insert into person_role (id, person_id, role, division_code) select bench.id(3, i), bench.id(3, i), 'OFFICE', code from bench.office;
