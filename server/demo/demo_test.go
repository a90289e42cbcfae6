package demo_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/db/dbtest"
	"lianqi/server/deadline"
	"lianqi/server/demo"
	"lianqi/server/demo/demotest"
	"lianqi/server/enterprise"
	"lianqi/server/once"
	"lianqi/server/problem"
	"lianqi/server/session"
	"lianqi/server/verb"
	"lianqi/server/visit"
)

// count is the number that a query returns.
func count(t *testing.T, pool *pgxpool.Pool, sql string, args ...any) (n int) {
	t.Helper()
	if err := pool.QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return n
}

// words are the texts that a query returns.
func words(t *testing.T, pool *pgxpool.Pool, sql string, args ...any) []string {
	t.Helper()
	rows, err := pool.Query(t.Context(), sql, args...)
	if err != nil {
		t.Fatal(err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return out
}

// as signs a demo account in.
func as(t *testing.T, pool *pgxpool.Pool, account string) access.Actor {
	t.Helper()
	sessions := session.New(pool)
	cookie, _, err := sessions.SignIn(t.Context(), session.Credentials{Account: account, Password: session.DemoPassword}, "test", "127.0.0.1", time.Now())
	if err != nil {
		t.Fatalf("sign in %s: %v", account, err)
	}
	actor, err := sessions.Load(t.Context(), cookie, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return actor
}

func TestHowMuchThereIs(t *testing.T) {
	t.Parallel()
	pool := demotest.New(t)
	for _, c := range []struct {
		what, sql   string
		least, most int
	}{
		{"prefectures of Hunan", "select count(*) from division where parent_code = '430000' and boundary is not null", 14, 14},
		{"counties of Hunan", "select count(*) from division where level = 'COUNTY' and code like '43%' and label_point is not null", 122, 122},
		{"Yanling and above", "select count(*) from division where code in ('410000', '411000', '411024')", 3, 3},
		{"enterprises", "select count(*) from enterprise", 590, 640},
		{"made-up ones in 鄢陵", "select count(*) from enterprise where is_demo and division_code = '411024'", 60, 60},
		{"parks drawn", "select count(*) from park where boundary is not null", 13, 13},
		{"other parks", "select count(*) from park where boundary is null", 125, 135},
		{"cadres", "select count(*) from person_role where role = 'LINK_CADRE'", 40, 40},
		{"cadres of the three ranks", "select count(distinct rank) from person where rank is not null", 3, 3},
		{"cadres without a rank", "select count(*) from person n join person_role r on r.person_id = n.id where r.role = 'LINK_CADRE' and n.rank is null", 0, 0},
		{"resident cadres", "select count(*) from assignment where mode = 'RESIDENT'", 2, 2},
		{"days of residents", "select count(*) from resident_log", 20, 20},
		{"lists of residents", "select count(*) from resident_checklist", 2, 2},
		{"policies in the book", "select count(*) from policy where withdrawn_at is null", 9, 9},
		{"policies taken out", "select count(*) from policy where withdrawn_at is not null", 1, 1},
		{"linked to cadre01", "select count(*) from assignment a join person n on n.id = a.person_id where n.account = 'cadre01'", 8, 8},
		{"linked to nobody", "select count(*) from enterprise e where not exists (select from assignment a where a.enterprise_id = e.id)", 50, 70},
		{"visits", "select count(*) from visit", 450, 550},
		{"problems", "select count(*) from problem", 250, 400},
		{"problems of 鄢陵's campaign", "select count(*) from problem p join campaign g on g.id = p.campaign_id where g.sla_policy_code = 'HENAN_13710'", 30, 60},
		{"problems of Hunan's", "select count(*) from problem p join campaign g on g.id = p.campaign_id where g.sla_policy_code = 'QUANZHOU'", 200, 280},
		{"campaigns that run", "select count(*) from campaign where today() between starts_on and ends_on", 3, 3},
		{"cases of the texts", "select count(*) from problem where description like '%据2022年公开报道整理%'", 32, 32},
		{"in the second round", "select count(*) from problem where round = 2", 5, 30},
		{"misplaced firms", "select count(*) from location_proposal where division_code = '430502'", 2, 2},
		{"photos announced", "select count(*) from photo", 40, 200},
		{"units with a head", "select count(*) from organization where head_id is not null", 50, 200},
		{"decisions of a meeting", "select count(*) from decision", 5, 5},
		{"decisions carried out", "select count(*) from decision where status = 'DONE'", 1, 1},
		{"on the agenda of a meeting to be held", "select count(*) from agenda_item ad join meeting ab on ab.id = ad.meeting_id where ab.status = 'PLANNED'", 1, 50},
		{"instructions", "select count(*) from problem_event where kind = 'INSTRUCTED'", 2, 2},
		{"task forces of 鄢陵's industries", "select count(*) from organization where task_force_kind = 'INDUSTRY' and division_code = '411024' and lead_id is not null", 5, 5},
		{"chains of 邵阳", "select count(*) from industry_chain where division_code = '430500'", 9, 9},
		{"leaders who head them", "select count(distinct person_id) from chain_head", 13, 13},
		{"firms along them", "select count(*) from chain_member", 150, 400},
		{"chains without a liaison", "select count(*) from industry_chain ic where not exists (select from liaison li where li.chain_id = ic.id and li.ended_at is null)", 0, 0},
		{"support plans", "select count(*) from support_plan", 4, 4},
		{"ended ones", "select count(*) from support_plan where outcome = 'ACHIEVED'", 1, 1},
		{"follow-ups", "select count(*) from support_plan_entry where kind = 'FOLLOWED'", 7, 7},
		{"applications", "select count(*) from api_client where name = '演示应用'", 1, 1},
	} {
		if n := count(t, pool, c.sql); n < c.least || n > c.most {
			t.Errorf("%s: %d, not %d to %d", c.what, n, c.least, c.most)
		}
	}
}

// everyState are queries and the words that each must return at least once.
var everyState = map[string][]string{
	"select distinct status from problem":        names(problem.Statuses, problem.Draft),
	"select distinct status from dispatch":       names(problem.DispatchStatuses),
	"select distinct check_in_result from visit": {"IN_RANGE", "UNCERTAIN", "OUT_OF_RANGE", "NO_FIX"},
	"select distinct unnest(flags) from visit": names([]visit.Flag{
		visit.StaleFix, visit.ClockSkew, visit.LateArrival, visit.LowAccuracy, visit.RepeatedCoordinates,
	}),
	"select distinct grade from evaluation": {
		"VERY_SATISFIED", "SATISFIED", "BASICALLY_SATISFIED", "DISSATISFIED", "VERY_DISSATISFIED",
	},
	"select distinct kind || ' ' || status from handling_request": {
		"RETURN PENDING", "RETURN APPROVED", "RETURN DENIED", "LONG_TERM PENDING", "LONG_TERM APPROVED", "LONG_TERM DENIED",
		"EXTENSION PENDING", "EXTENSION APPROVED",
	},
	"select distinct escalation_level from problem where escalation_level is not null and open and division_code = '411024'": {"REMIND", "URGE", "SUPERVISE", "ESCALATED", "LISTED"},
	"select distinct escalation_level from problem where escalation_level is not null and open and division_code = '430502'": {"REMIND", "URGE", "SUPERVISE", "ESCALATED", "LISTED"},
	"select distinct channel from problem": {"VISIT", "SELF_REPORT", "SUPERVISION", "LEADER_RESEARCH", "UPPER_LEVEL"},
}

func names[T ~string](all []T, but ...T) (out []string) {
	for _, v := range all {
		if !slices.Contains(but, v) {
			out = append(out, string(v))
		}
	}
	return out
}

func checkEveryState(t *testing.T, pool *pgxpool.Pool) {
	t.Helper()
	for sql, want := range everyState {
		got := words(t, pool, sql)
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: no %s", sql, w)
			}
		}
	}
}

func TestEveryStateIsThere(t *testing.T) {
	t.Parallel()
	pool := demotest.New(t)
	checkEveryState(t, pool)
	lamps := words(t, pool, "select distinct "+problem.Lamp+" from problem p where "+problem.Lamp+" is not null order by 1")
	if !slices.Equal(lamps, []string{"GREEN", "RED", "YELLOW"}) {
		t.Errorf("lamps: %v", lamps)
	}
}

func TestAccounts(t *testing.T) {
	t.Parallel()
	pool := demotest.New(t)
	roles := map[string]access.Role{
		"admin": access.Admin, "office-province": access.Office, "office-city": access.Office, "office-county": access.Office,
		"supervisor01": access.Supervisor, "leader01": access.Leader, "cadre01": access.LinkCadre, "cadre02": access.LinkCadre, "resident01": access.ResidentCadre,
		"enterprise01": access.EnterpriseContact, "handler-territory": access.DepartmentHandler, "handler-industry": access.DepartmentHandler,
	}
	for account, role := range roles {
		if got := as(t, pool, account).Role; got != role {
			t.Errorf("%s is %s, not %s", account, got, role)
		}
	}
	for _, a := range demo.Accounts {
		if n := count(t, pool, "select count(*) from person where account = $1 and password_hash = $2", a.Name, session.DemoPasswordHash); n != 1 {
			t.Errorf("there is no account %s", a.Name)
		}
		delete(roles, a.Name)
	}
	if len(roles) > 0 {
		t.Errorf("not shown: %v", roles)
	}
}

// The whole job can be walked with the named accounts: cadre01 reports for enterprise01's firm, which lies in office-county's county, and
// the dual-line default hands it to the units of the two handlers.
func TestAccountsFitTogether(t *testing.T) {
	t.Parallel()
	pool := demotest.New(t)
	cadre, office, firm := as(t, pool, "cadre01"), as(t, pool, "office-county"), as(t, pool, "enterprise01")
	verbs := verb.New(pool, time.Now)
	id, err := verbs.Problem.Report(t.Context(), cadre, problem.ReportInput{
		ID: once.New(), EnterpriseID: firm.EnterpriseID, Title: "测试", Description: "测试双线交办", Category: "OTHER", CapturedAt: time.Now(),
	})
	if err != nil {
		t.Fatal(err)
	}
	handed, err := verbs.Problem.Triage(t.Context(), office, problem.TriageInput{ProblemID: id, ExpectedVersion: 1, Decision: problem.Accept, DryRun: true})
	if err != nil {
		t.Fatal(err)
	}
	units := map[string]string{}
	for _, p := range handed {
		units[p.Line+" "+string(p.Role)] = p.OrganizationID
	}
	for line, account := range map[string]string{"TERRITORY LEAD": "handler-territory", "INDUSTRY CO": "handler-industry"} {
		if want := as(t, pool, account).OrganizationID; units[line] != want {
			t.Errorf("%s goes to %q, not to the unit of %s", line, units[line], account)
		}
	}
}

func TestEverybodyHasSomethingToDo(t *testing.T) {
	t.Parallel()
	pool := demotest.New(t)
	ofUnit := "select count(*) from dispatch x join problem p on p.id = x.problem_id where x.organization_id = $1 and x.active and "
	territory, industry := as(t, pool, "handler-territory").OrganizationID, as(t, pool, "handler-industry").OrganizationID
	for _, c := range []struct {
		what, sql string
		args      []any
		least     int
	}{
		{"county's triage", "select count(*) from problem where status = 'SUBMITTED' and division_code = $1", []any{as(t, pool, "office-county").DivisionCode}, 6},
		{"county's reviews", "select count(*) from problem where status = 'HANDLED' and division_code = '430502'", nil, 1},
		{"county's rulings", "select count(*) from handling_request q join problem p on p.id = q.problem_id where q.status = 'PENDING' and p.division_code = '430502'", nil, 1},
		{"enterprise01's scores", "select count(*) from problem where status = 'AWAITING_EVALUATION' and enterprise_id = $1", []any{as(t, pool, "enterprise01").EnterpriseID}, 1},
		{"states of cadre01's problems", "select count(distinct status) from problem where reporter_id = $1", []any{as(t, pool, "cadre01").PersonID}, 5},
		{"territory's to sign", ofUnit + "x.status = 'PENDING_SIGN'", []any{territory}, 2},
		{"territory's in hand", ofUnit + "x.status in ('SIGNED', 'HANDLING')", []any{territory}, 3},
		{"territory's due soon", ofUnit + problem.Lamp + " = 'YELLOW'", []any{territory}, 1},
		{"territory's overdue", ofUnit + problem.Lamp + " = 'RED'", []any{territory}, 1},
		{"territory's replied", ofUnit + "x.status = 'REPLIED'", []any{territory}, 1},
		{"industry's to sign", ofUnit + "x.status = 'PENDING_SIGN'", []any{industry}, 2},
		{"industry's in hand", ofUnit + "x.status in ('SIGNED', 'HANDLING')", []any{industry}, 3},
		{"industry's replied", ofUnit + "x.status = 'REPLIED'", []any{industry}, 1},
		{"open in the leader's park", "select count(*) from problem p join park k on k.id = p.park_id where p.open and k.name = '邵阳经济技术开发区'", nil, 5},
		{"overdue in the leader's park", "select count(*) from problem p join park k on k.id = p.park_id where k.name = '邵阳经济技术开发区' and " + problem.Overdue, nil, 1},
	} {
		if n := count(t, pool, c.sql, c.args...); n < c.least {
			t.Errorf("%s: %d, fewer than %d", c.what, n, c.least)
		}
	}
}

func TestNothingIsMadeUpAboutNamedFirms(t *testing.T) {
	t.Parallel()
	pool := demotest.New(t)
	for what, sql := range map[string]string{
		"visits":         "select count(*) from visit v join enterprise e on e.id = v.enterprise_id where not e.is_demo",
		"other problems": "select count(*) from problem p join enterprise e on e.id = p.enterprise_id where not e.is_demo and p.description not like '%公开报道%'",
		"codes":          "select count(*) from enterprise where not is_demo and (uscc is not null or tier is not null or help_category is not null or is_key)",
		"unmarked firms": "select count(*) from enterprise where is_demo <> (name like '演示·%')",
	} {
		if n := count(t, pool, sql); n != 0 {
			t.Errorf("%s: %d", what, n)
		}
	}
	for _, code := range words(t, pool, "select uscc from enterprise where is_demo") {
		if err := enterprise.CheckUSCC(code); err != nil || code[8:11] != "DEM" {
			t.Errorf("%s: %v", code, err)
		}
	}
	if outside := words(t, pool, "select e.name from enterprise e join division d on d.code = e.division_code where not st_covers(d.boundary, e.location)"); len(outside) > 0 {
		t.Errorf("outside their county: %v", outside)
	}
}

func TestLoadRefusesData(t *testing.T) {
	t.Parallel()
	pool := demotest.New(t)
	before := count(t, pool, "select count(*) from enterprise")
	if err := demo.Load(t.Context(), pool, nil, time.Now(), func(string) {}); !errors.Is(err, demo.ErrNotEmpty) {
		t.Errorf("a second load: %v", err)
	}
	if after := count(t, pool, "select count(*) from enterprise"); after != before {
		t.Errorf("%d enterprises became %d", before, after)
	}
}

// Two loads with the same now tell the same, here on a morning of the Spring Festival, when nobody has worked for days.
func TestSameNowSameDemo(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 2, 20, 7, 0, 0, 0, deadline.Zone)
	dumps := [2]map[string]string{}
	for i := range dumps {
		pool := dbtest.New(t)
		if err := demo.Load(t.Context(), pool, nil, now, func(string) {}); err != nil {
			t.Fatal(err)
		}
		checkEveryState(t, pool)
		dumps[i] = dump(t, pool)
	}
	for table, first := range dumps[0] {
		if second := dumps[1][table]; first != second {
			t.Errorf("%s differs", table)
		}
	}
}

// made are the columns that the server makes up anew each time.
var made = []string{"event_id", "dispatch_id", "content_hash", "secret_hash", "xid"}

// dump is a hash of what each table holds, but for what the server makes up.
func dump(t *testing.T, pool *pgxpool.Pool) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, table := range words(t, pool, "select tablename from pg_tables where schemaname = 'public' and tablename not in ('spatial_ref_sys', 'goose_db_version', 'signing_key')") {
		but := made
		if slices.Contains([]string{"problem_event", "dispatch", "evaluation", "photo", "notice", "api_client", "supervision_order", "sample_item", "decision", "agenda_item", "support_plan_entry"}, table) {
			but = append([]string{"id"}, made...)
		}
		hash := words(t, pool, fmt.Sprintf(
			"select coalesce(md5(string_agg(j::text, ' ' order by j::text)), '') from (select to_jsonb(x) - $1::text[] as j from %s x) _",
			pgx.Identifier{table}.Sanitize()), but)
		out[table] = hash[0]
	}
	return out
}
