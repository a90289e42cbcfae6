-- A province as large as Hunan: 14 prefectures at their seats, 122 counties (the cells of scattered points), 143 parks near the seats.
insert into division (code, name, level) values ('430000', '湖南省', 'PROVINCE');

create table bench.seat (code text, at geometry, weight float8, lo float8, hi float8);
insert into bench.seat
select code, st_setsrid(st_point(lon, lat), 4326), weight, sum(weight) over (order by code) - weight, sum(weight) over (order by code)
  from (values
    ('430100', '长沙市', 112.94, 28.23, .26), ('430200', '株洲市', 113.13, 27.83, .09), ('430300', '湘潭市', 112.94, 27.83, .07),
    ('430400', '衡阳市', 112.57, 26.89, .09), ('430500', '邵阳市', 111.47, 27.24, .07), ('430600', '岳阳市', 113.13, 29.36, .08),
    ('430700', '常德市', 111.70, 29.03, .08), ('430800', '张家界市', 110.48, 29.12, .02), ('430900', '益阳市', 112.36, 28.55, .06),
    ('431000', '郴州市', 113.01, 25.77, .06), ('431100', '永州市', 111.61, 26.42, .04), ('431200', '怀化市', 110.00, 27.57, .03),
    ('431300', '娄底市', 112.00, 27.73, .03), ('433100', '湘西州', 109.74, 28.31, .02)) as seat (code, name, lon, lat, weight);
insert into division (code, name, level, parent_code) select code, '市州 ' || code, 'CITY', '430000' from bench.seat;

insert into division (code, name, level, parent_code, boundary, label_point)
with spot as (select i, st_setsrid(st_point(108.8 + 5.45 * bench.chance(i, 'lon'), 24.6 + 5.53 * bench.chance(i, 'lat')), 4326) as at from generate_series(1, 122) i),
     frame as (select st_makeenvelope(108.8, 24.6, 114.25, 30.13, 4326) as box),
     cell as (select (st_dump(st_voronoipolygons(st_collect(at), 0, box))).geom as shape, box from spot, frame group by box),
     county as (select spot.i, spot.at, st_multi(st_intersection(cell.shape, cell.box)) as shape from spot join cell on st_contains(cell.shape, spot.at)),
     placed as (select county.*, (select seat.code from bench.seat seat order by seat.at <-> county.at, seat.code limit 1) as city from county)
select left(city, 4) || lpad(row_number() over (partition by city order by i)::text, 2, '0'), '县区 ' || i, 'COUNTY', city, shape, at from placed;

create table bench.county as select row_number() over (order by code) as i, code, boundary as shape from division where level = 'COUNTY';
create index on bench.county using gist (shape);

insert into park (id, name, level, division_code, location, boundary)
with spot as (
  select i, st_setsrid(st_point(least(greatest(st_x(s.at) + .5 * b.b[1], 108.9), 114.15), least(greatest(st_y(s.at) + .5 * b.b[2], 24.7), 30.03)), 4326) as at
    from generate_series(1, 143) i join (select *, row_number() over (order by code) - 1 as n from bench.seat) s on s.n = i % 14, lateral (select bench.bell(i, 'park') as b) b)
select bench.id(1, i), '产业园 ' || i, (array['NATIONAL', 'PROVINCIAL', 'OTHER'])[bench.pick(i, 'park level', 3)],
       (select c.code from bench.county c where st_intersects(c.shape, at) order by c.code limit 1), at,
       st_multi(st_buffer(at::geography, 1000 + 1600 * bench.chance(i, 'park size'), 8)::geometry)
  from spot;
analyze division, park, bench.county;
