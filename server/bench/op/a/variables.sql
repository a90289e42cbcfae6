-- Cadres with 10 to 20 enterprises.
select jsonb_build_object('who', l.person_id, 'cadre', l.person_id) from assignment l where l.ends_on is null
 group by l.person_id having count(*) between 10 and 20 order by hashtext(l.person_id::text) limit 200
