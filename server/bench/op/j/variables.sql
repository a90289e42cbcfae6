select jsonb_build_object('who', l.person_id, 'cadre', l.person_id, 'enterprise', l.enterprise_id)
  from assignment l where l.ends_on is null order by hashtext('j' || l.enterprise_id) limit 200
