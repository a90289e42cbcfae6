-- no parameters
select json_build_object('statistics', json_build_object('asOf', now(), 'total', (select row_to_json(m) from statistics_of('430500', null) m),
  'rows', (select json_agg(json_build_object('key', r.key, 'name', r.name, 'measures', row_to_json(r)) order by r.reported desc, r.key) from statistics_of('430500', 'DIVISION') r)))::text
