-- 400,000 enterprises: six of ten around the seats, three in parks, one anywhere. The database finds park and sector by itself.
create table bench.enterprise as
with drawn as (select i, bench.chance(i, 'kind of place') as t, bench.bell(i, 'enterprise') as b, bench.chance(i, 'seat') as s, bench.pick(i, 'park', 143) as park
                 from generate_series(1, bench.many(400000)) i),
     spot as (
       select d.i, case when t < .6 then st_x(s.at) + .10 * b[1] when t < .9 then st_x(k.location) + .005 * b[1] else 108.81 + 5.43 * bench.chance(d.i, 'lon') end as lon,
              case when t < .6 then st_y(s.at) + .09 * b[2] when t < .9 then st_y(k.location) + .005 * b[2] else 24.61 + 5.51 * bench.chance(d.i, 'lat') end as lat
         from drawn d left join bench.seat s on t < .6 and d.s >= s.lo and d.s < s.hi left join park k on t >= .6 and t < .9 and k.id = bench.id(1, d.park)),
     point as (select i, st_setsrid(st_point(round(least(greatest(coalesce(lon, 112.94), 108.81), 114.24)::numeric, 6)::float8,
                                             round(least(greatest(coalesce(lat, 28.23), 24.61), 30.12)::numeric, 6)::float8), 4326) as at from spot)
select i, at, (select c.code from bench.county c where st_intersects(c.shape, at) order by c.code limit 1) collate "C" as county from point;

insert into enterprise (id, name, uscc, address, division_code, location, raw_point, industry_code, tier, is_key)
select bench.id(4, i),
       '湖南' || (array['长岳', '天星', '华湘', '金湘', '芙蓉', '岳麓', '湘江', '洞庭', '南岳', '潇湘'])[bench.pick(i, 'brand', 10)] ||
         (array['机械', '电子', '新材料', '食品', '医药', '物流', '建材', '纺织', '软件', '能源'])[bench.pick(i, 'trade', 10)] || i || '有限公司',
       '9143' || lpad(i::text, 12, '0') || 'HN', '某路 ' || bench.pick(i, 'street', 999) || ' 号', county, at, st_setsrid(at, 0),
       chr(64 + bench.pick(i, 'section', 20)) || lpad(bench.pick(i, 'industry', 9999)::text, 4, '0'),
       case when bench.chance(i, 'tier') < .15 then (array['INNOVATIVE', 'SPECIALIZED', 'LITTLE_GIANT', 'CHAMPION'])[bench.pick(i, 'which tier', 4)] end,
       bench.chance(i, 'key') < .05
  from bench.enterprise order by i;

-- 46,000 cadres where the enterprises are, in a department of the county; each enterprise is linked to one of its county.
create table bench.cadre as
select g.i, e.county, bench.id(2, (c.i - 1) * 12 + bench.pick(g.i, 'department', 12)) as organization_id, row_number() over (partition by e.county order by g.i) as nth
  from generate_series(1, bench.many(46000)) g(i) join bench.enterprise e on e.i = g.i * 8 join bench.county c on c.code = e.county;
create unique index on bench.cadre (county, nth);
insert into person (id, account, name, phone, organization_id)
select bench.id(5, i), 'cadre-' || i, '干部 ' || i, '15' || lpad(bench.pick(i, 'phone', 999999999)::text, 9, '0'), organization_id from bench.cadre order by i;
insert into person_role (id, person_id, role, division_code) select bench.id(5, i), bench.id(5, i), 'LINK_CADRE', county from bench.cadre order by i;

create table bench.link as
select e.i, coalesce(c.i, 1) as cadre, e.at, e.county
  from bench.enterprise e left join (select county, max(nth) as n from bench.cadre group by county) m using (county)
  left join bench.cadre c on c.county = e.county and c.nth = bench.pick(e.i, 'cadre', m.n);
create unique index on bench.link (i);
insert into assignment (id, person_id, enterprise_id, role, mode, starts_on, ends_on)
select bench.id(6, i), bench.id(5, cadre), bench.id(4, i), 'LEAD', 'LINKED', bench.ago(1000)::date + bench.pick(i, 'since', 800),
       case when bench.chance(i, 'ended') < .03 then bench.ago(10)::date end
  from bench.link order by i;
analyze enterprise, person, person_role, assignment, bench.link;
