-- $1 person, $2 role, $3 organization, $4 division
select json_build_object('viewer', (select json_build_object('id', w.id, 'account', w.account, 'name', w.name, 'role', $2::text,
  'organization', (select json_build_object('id', o.id, 'name', o.name) from organization o where o.id = $3::uuid),
  'divisions', (select coalesce(json_agg(json_build_object('code', d.code, 'name', d.name, 'level', d.level)), '[]') from division d where d.code = $4),
  'unreadCount', (select count(*) from notice i where i.person_id = w.id and i.read_at is null)) from person w where w.id = $1::uuid))::text
