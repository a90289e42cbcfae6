-- 1,000,000 visits over three years, nine of ten at the gate.
insert into visit (id, enterprise_id, person_id, division_code, check_in_result, location, raw_point, accuracy, fixed_at, distance, note,
                   captured_at, received_at, photos_expected, content_hash)
select bench.id(7, v.i), bench.id(4, l.i), bench.id(5, l.cadre), l.county, case when m.metres <= 300 then 'IN_RANGE' else 'OUT_OF_RANGE' end,
       m.at, st_setsrid(m.at, 0), 5 + 60 * bench.chance(v.i, 'accuracy'), t.at, m.metres, '企业生产经营正常，已宣讲惠企政策。' || v.i,
       t.at, t.at + interval '3 seconds', 0, '\x00'
  from generate_series(1, bench.many(1000000)) v(i)
  join bench.link l on l.i = bench.pick(v.i, 'visited', bench.many(400000)),
  lateral (select case when bench.chance(v.i, 'strays') < .9 then .0006 else .012 end as off) o,
  lateral (select st_setsrid(st_point(st_x(l.at) + o.off * (bench.chance(v.i, 'east') - .5), st_y(l.at) + o.off * (bench.chance(v.i, 'north') - .5)), 4326) as at) p,
  lateral (select p.at, st_distancesphere(l.at, p.at) as metres) m,
  lateral (select bench.ago(1 + 1088 * bench.chance(v.i, 'when')) as at) t
 order by v.i;
analyze visit;
