package graph_test

import (
	"fmt"
	"testing"

	"lianqi/server/access"
	"lianqi/server/db/dbtest"
)

// casebook is nine problems of one county, each for a rule of 2.8. Days are counted back from today.
const casebook = `
	insert into division (code, name, level) values ('430502', '双清区', 'COUNTY');
	insert into person (id, account, name) values ('01970000-0000-7000-8000-000000000001', 'office', '联企办·演示01');
	insert into organization (id, name, kind, level, division_code) values ('01970000-0000-7000-8000-000000000002', '双清区人民政府', 'GOVERNMENT', 'COUNTY', '430502');
	insert into enterprise (id, name, division_code) values
	  ('01970000-0000-7000-8000-000000000003', '演示企业甲', '430502'), ('01970000-0000-7000-8000-000000000004', '演示企业乙', '430502'),
	  ('01970000-0000-7000-8000-000000000005', '无人联系', '430502');
	insert into assignment (id, person_id, enterprise_id, role, mode, starts_on, content_hash)
	select gen_random_uuid(), '01970000-0000-7000-8000-000000000001', e.id, 'LEAD', 'LINKED', today() - 90, '' from enterprise e where e.name <> '无人联系';
	insert into visit (id, enterprise_id, person_id, division_code, check_in_result, captured_at, received_at, photos_expected, content_hash)
	select gen_random_uuid(), e.id, '01970000-0000-7000-8000-000000000001', '430502', case e.name when '演示企业乙' then 'NO_FIX' else 'IN_RANGE' end,
	       now() - interval '20 days', now() - interval '20 days', 0, '' from enterprise e cross join generate_series(1, 2);

	create temp table told as
	select format('01970000-0000-7000-8000-0000000001%s', to_char(n, 'FM00'))::uuid as id, * from (values
	  -- n, status, accepted, due, replied (days back), solved, grade of round, grade, round
	  (1, 'CLOSED',              30, 20, 25,   true,  1,    'SATISFIED',           1), -- in time
	  (2, 'CLOSED',              30, 20, 15,   true,  1,    'BASICALLY_SATISFIED', 1), -- late, a bureau returned it before
	  (3, 'AWAITING_EVALUATION', 10, 5,  6,    false, null, null,                  1), -- answered, not solved, not scored
	  (4, 'IN_PROGRESS',         30, 2,  null, null,  1,    'DISSATISFIED',        2), -- a redo, past its date
	  (5, 'IN_PROGRESS',         10, -5, null, null,  null, null,                  1), -- was due yesterday, extended
	  (6, 'SUBMITTED',           null, null, null, null, null, null, 1),
	  (7, 'REJECTED',            null, null, null, null, null, null, 1),
	  (8, 'MERGED',              null, null, null, null, null, null, 1),
	  (9, 'WITHDRAWN',           30, 20, null, null,  null, null,                  1)
	) as t (n, status, accepted, due, replied, solved, grade_round, grade, round);
	insert into problem (id, number, enterprise_id, division_code, reporter_id, channel, title, description, category, level, status, round, lead_organization_id,
	                     captured_at, submitted_at, accepted_at, dispatched_at, due_at, warn_at, due_reason, replied_at, solved, evaluation_asked_at, closed_at,
	                     merged_into_id, reject_reason, photos_expected, content_hash, search_text)
	select id, '430502-2026-' || n, '01970000-0000-7000-8000-000000000003', '430502', '01970000-0000-7000-8000-000000000001', 'VISIT', '问题', '问题', 'FINANCE', 'COUNTY',
	       status, round, case when accepted is not null then '01970000-0000-7000-8000-000000000002'::uuid end, now() - interval '40 days', now() - interval '40 days',
	       now() - accepted * interval '1 day', now() - accepted * interval '1 day', now() - due * interval '1 day', now() - due * interval '1 day',
	       case when due is not null then '规则' end, now() - replied * interval '1 day', solved, case when replied is not null then now() end,
	       case when status = 'CLOSED' then now() end, case when status = 'MERGED' then '01970000-0000-7000-8000-000000000101'::uuid end,
	       case when status = 'REJECTED' then 'REPEATED' end, 0, '', '问题'
	  from told order by n;
	insert into evaluation (id, problem_id, round, solved, grade, person_id, at)
	select gen_random_uuid(), id, grade_round, grade <> 'DISSATISFIED', grade, '01970000-0000-7000-8000-000000000001', now() from told where grade is not null;
	insert into dispatch (id, problem_id, round, line, role, organization_id, status, dispatched_at, sign_due_at, due_at, first_due_at, warn_at, due_reason, signed_at,
	                      replied_at, solved, reply)
	select gen_random_uuid(), id, r, 'TERRITORY', 'LEAD', '01970000-0000-7000-8000-000000000002',
	       case when status = 'WITHDRAWN' then 'CANCELLED' when replied is not null or r < round then 'ACCEPTED' else 'HANDLING' end,
	       now() - accepted * interval '1 day', case when r = 1 then now() - (accepted - 1) * interval '1 day' end, now() - due * interval '1 day', now() - due * interval '1 day',
	       now() - due * interval '1 day', '规则', now() - (accepted - case n when 2 then 2 else 0 end) * interval '1 day',
	       case when replied is not null or r < round then now() end, case when replied is not null or r < round then true end, case when replied is not null or r < round then '答复' end
	  from told cross join generate_series(1, round) r where accepted is not null;
	insert into dispatch (id, problem_id, round, line, role, organization_id, status, dispatched_at, due_at, first_due_at, warn_at, due_reason)
	select gen_random_uuid(), id, 1, 'INDUSTRY', 'CO', '01970000-0000-7000-8000-000000000002', 'RETURNED', now() - interval '30 days', now(), now(), now(), '规则' from told where n = 2;
	insert into handling_request (id, kind, problem_id, dispatch_id, status, reason, new_due_on, requested_by, requested_at, ruled_by, ruled_at, rule_by, content_hash)
	select gen_random_uuid(), 'EXTENSION', x.problem_id, x.id, 'APPROVED', '等批文', today() + 5, '01970000-0000-7000-8000-000000000001', now(),
	       '01970000-0000-7000-8000-000000000001', now(), now(), '' from dispatch x join told on told.id = x.problem_id where told.n = 5;
	-- the first and third firm heard from their unit in time, the second late, the fourth never; the fifth still may
	update dispatch x set contact_due_at = case n when 5 then now() + interval '1 day' else dispatched_at + interval '2 days' end,
	       contacted_at = dispatched_at + case n when 2 then 3 when 4 then null when 5 then null else 1 end * interval '1 day'
	  from told where told.id = x.problem_id and told.n <= 5 and x.round = 1 and x.role = 'LEAD';
	-- two samples: the first reached both firms, one of which would not say; the second only that one. The third firm was called back unsampled.
	insert into sample (id, kind, division_code, from_day, to_day, size_asked, size, population, seed, seed_given, drawn_by, drawn_at, content_hash)
	select format('01970000-0000-7000-8000-0000000002%s', to_char(s, 'FM00'))::uuid, 'PROBLEM', '430502', today(), today(), 2, 2, 2, '1', false,
	       '01970000-0000-7000-8000-000000000001', now(), '' from generate_series(1, 2) s;
	insert into callback (id, problem_id, round, sample_id, how, reached, solved, grade, note, person_id, at, content_hash)
	select gen_random_uuid(), told.id, 1, case when s > 0 then format('01970000-0000-7000-8000-0000000002%s', to_char(s, 'FM00'))::uuid end, 'PHONE', reached,
	       case when reached then true end, c.grade, '回访', '01970000-0000-7000-8000-000000000001', now() - back * interval '1 day', ''
	  from (values (1, 1, true, 'SATISFIED', 20), (2, 1, true, null, 20), (1, 2, false, null, 0), (2, 2, true, 'VERY_SATISFIED', 0), (3, 0, true, 'SATISFIED', 0))
	       c (n, s, reached, grade, back) join told using (n)`

// Each formula of 2.8, of nine problems that differ in what the rules speak of, over all time and in a period.
func TestFormulas(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t)
	conn, err := pool.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, err = conn.Exec(t.Context(), casebook)
	conn.Release()
	if err != nil {
		t.Fatal(err)
	}
	office := asking(t, pool)(access.Actor{
		Role: access.Office, PersonID: "01970000-0000-7000-8000-000000000001", DivisionCode: "430502", Level: "COUNTY", Areas: []string{"430502"},
	})
	var day string
	if err := pool.QueryRow(t.Context(), "select (today() - 12)::text").Scan(&day); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		filter map[string]any
		want   map[string]string
	}{
		"all time": {nil, map[string]string{
			"reported": "9", "accepted": "5", "solved": "2", "closed": "2", "open": "4", "overdue": "1",
			"resolutionRate": "2/5 40", "closingRate": "2/5 40",
			"onTimeRate": "2/4 50", // an extension moved the fifth's date; the fourth's has passed
			"signRate":   "4/5 80", // neither a redo nor the returned has to be signed
			"returnRate": "1/7 14.3", "redoRate": "1/7 14.3", "extensionRate": "1/7 14.3",
			"satisfactionRate": "2/3 66.7", "fullSatisfactionRate": "1/3 33.3", // solved is another question
			"evaluationRate":          "3/4 75",
			"visitCoverage":           "1/2 50", // twice visited counts once
			"responseRate":            "2/4 50",
			"sampledSatisfactionRate": "2/3 66.7", // of two problems
		}},
		"the last days": {map[string]any{"from": day}, map[string]string{
			"reported": "0", "accepted": "2", "solved": "0", "overdue": "0",
			"resolutionRate": "0/2 0",
			"onTimeRate":     "1/2 50", // by the date that was due, not by the acceptance
			"signRate":       "2/2 100", "redoRate": "0/2 0", "extensionRate": "1/2 50",
			"satisfactionRate": "0/0 -", "evaluationRate": "0/1 0", "visitCoverage": "0/2 0",
			"responseRate": "1/1 100", "sampledSatisfactionRate": "1/1 100",
		}},
		"another campaign": {map[string]any{"campaignId": "01970000-0000-7000-8000-00000000ffff"}, map[string]string{
			"reported": "0", "resolutionRate": "0/0 -", "visitCoverage": "0/0 -",
		}},
	} {
		got := office.statistics("430502", "DIVISION", c.filter)
		for field, want := range c.want {
			r := got.Total[field]
			said := fmt.Sprint(r.Numerator)
			if len(want) > 2 {
				said += fmt.Sprintf("/%d -", r.Denominator)
				if r.Percent != nil {
					said = fmt.Sprintf("%d/%d %v", r.Numerator, r.Denominator, *r.Percent)
				}
			}
			if said != want {
				t.Errorf("%s: %s is %s, want %s", name, field, said, want)
			}
		}
	}
}

// Units of the same share have the same place, the next one theirs after it, and a unit with too little due has none.
func TestRankWithTies(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t)
	if _, err := pool.Exec(t.Context(), `
		insert into division (code, name, level, parent_code) values ('430500', '邵阳市', 'CITY', null);
		insert into division (code, name, level, parent_code)
		select code, name, 'COUNTY', '430500' from (values ('430502', '甲'), ('430503', '乙'), ('430511', '丙'), ('430522', '丁')) d (code, name);
		insert into person (id, account, name) values ('01970000-0000-7000-8000-000000000001', 'office', '联企办·演示01');
		insert into enterprise (id, name, division_code) select gen_random_uuid(), '演示企业' || code, code from division;
		insert into problem (id, number, enterprise_id, division_code, reporter_id, channel, title, description, category, level, status, captured_at, submitted_at,
		                     accepted_at, solved, closed_at, photos_expected, content_hash, search_text)
		select gen_random_uuid(), v.code || n, e.id, v.code, '01970000-0000-7000-8000-000000000001', 'VISIT', '问题', '问题', 'FINANCE', 'COUNTY', v.status, now(), now(),
		       case v.status when 'CLOSED' then now() end, n <= v.solved, case v.status when 'CLOSED' then now() end, 0, '', '问题'
		  from (values ('430502', 'CLOSED', 4, 2), ('430503', 'CLOSED', 2, 1), ('430511', 'CLOSED', 3, 1), ('430522', 'SUBMITTED', 1, 0)) v (code, status, many, solved)
		  join enterprise e on e.division_code = v.code cross join generate_series(1, v.many) n`); err != nil {
		t.Fatal(err)
	}
	office := asking(t, pool)(access.Actor{
		Role: access.Office, PersonID: "01970000-0000-7000-8000-000000000001", DivisionCode: "430500", Level: "CITY",
		Areas: []string{"430500", "430502", "430503", "430511", "430522"},
	})
	ranks := func(by string, atLeast int) string {
		var out struct{ Statistics statistic }
		office.ask(`query ($by: StatisticsMeasure!, $n: Int!) { statistics(divisionCode: "430500", groupBy: DIVISION) { rows(rankBy: $by, atLeast: $n) { name rank } } }`,
			map[string]any{"by": by, "n": atLeast}, &out)
		said := map[string]string{}
		for _, r := range out.Statistics.Rows {
			said[r.Name] = "-"
			if r.Rank != nil {
				said[r.Name] = fmt.Sprint(*r.Rank)
			}
		}
		return said["甲"] + said["乙"] + said["丙"] + said["丁"]
	}
	for _, c := range []struct {
		by      string
		atLeast int
		want    string
	}{{"RESOLUTION_RATE", 1, "113-"}, {"RESOLUTION_RATE", 3, "1-2-"}, {"REPORTED", 1, "1324"}, {"OPEN", 1, "2221"}, {"SIGN_RATE", 1, "----"}} {
		if got := ranks(c.by, c.atLeast); got != c.want {
			t.Errorf("by %s of at least %d: %s, want %s", c.by, c.atLeast, got, c.want)
		}
	}
}
