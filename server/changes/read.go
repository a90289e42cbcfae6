// Package changes is what a phone keeps for a first screen without network (离线包): the reader's enterprises with their contacts and the
// open problems, brought up to date by asking what changed since the last time.
//
// A cursor is the snapshot of the database that the phone has seen. A row is new to it when the transaction that wrote it last was not in
// that snapshot, however late it committed. A long answer comes in pages of one later snapshot; what changes meanwhile is in the next.
package changes

import (
	"strings"

	"lianqi/server/access"
	"lianqi/server/plan"
)

// keepers are the roles that have a pack; all others have an empty one.
var keepers = []access.Role{access.LinkCadre, access.ResidentCadre, access.EnterpriseContact}

// mine are the enterprises of the pack.
const mine = `select l.enterprise_id as id from assignment l where @actor.role::text in ('LINK_CADRE', 'RESIDENT_CADRE') and l.person_id = @actor.id::uuid
	and (select today()) between l.starts_on and coalesce(l.ends_on, 'infinity')
	union select @actor.enterprise::uuid where @actor.role::text = 'ENTERPRISE_CONTACT'`

// unseen says that the transaction xid is in the snapshot that is being sent and was not in the one that the phone has seen.
const unseen = `pg_visible_in_snapshot(#xid, g.until) and (g.since is null or not pg_visible_in_snapshot(#xid, g.since) and #xid >= pg_snapshot_xmin(g.since))`

// Rows are the rows of Query.changes: one page. problem is who may see a problem p.
//
// Of what the phone may have had and the reader may not read any more it names only problems that became confidential after they were
// reported: of others the reader never knew.
func Rows(problem plan.Rule) string {
	var sees strings.Builder
	sees.WriteString("case @actor.role::text")
	for _, role := range keepers {
		sees.WriteString(" when '" + string(role) + "' then " + problem(string(role)))
	}
	sees.WriteString(" else false end")
	of := strings.NewReplacer("#mine", mine, "#sees", sees.String(), "#new(e)", strings.ReplaceAll(unseen, "#xid", "e.xid"),
		"#new(p)", strings.ReplaceAll(unseen, "#xid", "p.xid"))
	return of.Replace(`(
	with mine as materialized (#mine),
	told as materialized (
	  select k.*, md5(concat_ws(' ', @actor.id::text, @actor.role::text, (select string_agg(m.id::text, ' ' order by m.id) from mine m))) as now_of
	    from changes_cursor(@since) k),
	got as materialized (
	  select case when t.pack = t.now_of then t.since end as since,
	         case when t.pack = t.now_of and t.until is not null then t.until else snapshot_now() end as until,
	         case when t.pack = t.now_of and t.until is not null then t.place else '' end as place,
	         t.pack is distinct from t.now_of or t.since is null and t.until is null as anew, t.now_of as pack
	    from told t),
	page as materialized (
	  select row_number() over (order by y.place) as n, y.place
	    from (
	      select 'e' || e.id as place from got g, enterprise e where e.id in (select m.id from mine m) and #new(e)
	      union all
	      select case when p.open and s.seen then 'p' else 'x' end || p.id
	        from got g, problem p cross join lateral (select #sees as seen) s
	       where (p.enterprise_id in (select m.id from mine m) or p.reporter_id = @actor.id::uuid) and #new(p)
	         and case when p.open and s.seen then true
	                  when g.since is null then false
	                  else s.seen or exists (select from problem_event t where t.problem_id = p.id and t.kind = 'CONCEALED') end) y, got g
	   where y.place > g.place
	   order by y.place limit least(greatest(@atMost::int, 1), 200) + 1)
	select g.anew as reset, r.more,
	       replace(encode(convert_to(concat_ws('|', coalesce(case when r.more then g.since::text else g.until::text end, ''),
	         case when r.more then g.until::text else '' end, case when r.more then r.last else '' end, g.pack), 'UTF8'), 'base64'), chr(10), '') as cursor,
	       r.enterprise_ids, r.problem_ids, r.gone, g.pack
	  from got g cross join lateral (
	    select count(*) > least(greatest(@atMost::int, 1), 200) as more,
	           max(q.place) filter (where q.n <= least(greatest(@atMost::int, 1), 200)) as last,
	           coalesce(array_agg(substr(q.place, 2)::uuid) filter (where q.place like 'e%' and q.n <= least(greatest(@atMost::int, 1), 200)), '{}') as enterprise_ids,
	           coalesce(array_agg(substr(q.place, 2)::uuid) filter (where q.place like 'p%' and q.n <= least(greatest(@atMost::int, 1), 200)), '{}') as problem_ids,
	           coalesce(array_agg(substr(q.place, 2)) filter (where q.place like 'x%' and q.n <= least(greatest(@atMost::int, 1), 200)), '{}') as gone
	      from page q) r) ch`)
}

// Read declares Changes, whose rows always come from Rows, by which it is everyone's: who is not one of the keepers has an empty pack.
func Read() *plan.Type {
	return plan.NewType("Changes", "(select null::boolean as reset, null::boolean as more, null::text as cursor, null::uuid[] as enterprise_ids,"+
		" null::uuid[] as problem_ids, null::text[] as gone, null::text as pack) ch", "ch.pack", plan.Everyone).
		Many("enterprises", "e.id = any(ch.enterprise_ids)", "e.name, e.id").AtMost(200, "enterprises").
		Many("problems", "p.id = any(ch.problem_ids)", "p.submitted_at, p.id").AtMost(200, "problems")
}
