-- Problems with 7 or more events, each as its county's office sees it.
select jsonb_build_object('who', r.person_id, 'problem', p.id) from problem p join person_role r on r.division_code = p.division_code and r.role = 'OFFICE'
 where p.version >= 7 order by hashtext(p.id::text) limit 200
