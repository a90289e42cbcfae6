package person_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/db/dbtest"
	"lianqi/server/intake"
	"lianqi/server/person"
)

// A county, a closed one, two units of the same name at two levels, and somebody who has an account.
const place = `
	insert into division (code, name, level, parent_code, valid_to) values
	  ('430000', '湖南省', 'PROVINCE', null, null), ('430500', '邵阳市', 'CITY', '430000', null),
	  ('430502', '双清区', 'COUNTY', '430500', null), ('430523', '邵阳县', 'COUNTY', '430500', '2020-01-01');
	insert into organization (id, name, kind, level, division_code) values
	  ('01970000-0000-7000-8000-000000000001', '财政局', 'DEPARTMENT', 'CITY', '430500'),
	  ('01970000-0000-7000-8000-000000000002', '财政局', 'DEPARTMENT', 'COUNTY', '430502');
	insert into person (id, account, name, disabled_at) values
	  ('01970000-0000-7000-8000-000000000011', 'leader', '区领导·演示', null),
	  ('01970000-0000-7000-8000-000000000012', 'gone', '调离·演示', now());
	insert into person_role (id, person_id, role, division_code) values (gen_random_uuid(), '01970000-0000-7000-8000-000000000011', 'LEADER', '430502')`

func county(t *testing.T) *pgxpool.Pool {
	t.Helper()
	pool := dbtest.New(t)
	if _, err := pool.Exec(t.Context(), place); err != nil {
		t.Fatal(err)
	}
	return pool
}

const heading = "姓名,账号,电话,职级,单位,区划代码,身份"

func load(t *testing.T, pool *pgxpool.Pool, o intake.Options, lines ...string) *intake.Report {
	t.Helper()
	table, err := intake.ReadTable([]byte(heading+"\n"+strings.Join(lines, "\n")), person.Columns, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := person.Import(t.Context(), pool, table, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func text(t *testing.T, pool *pgxpool.Pool, query string) (out string) {
	t.Helper()
	if err := pool.QueryRow(t.Context(), query).Scan(&out); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return out
}

const everybody = `select string_agg(concat_ws(' ', n.account, n.name, n.phone, n.rank, o.level, r.role, r.division_code), '; ' order by n.account, r.position)
	from person n join person_role r on r.person_id = n.id left join organization o on o.id = n.organization_id`

func TestImportCadres(t *testing.T) {
	t.Parallel()
	pool := county(t)
	lines := []string{
		"演示甲,jia,13800000001,科级,财政局,430502,", "演示乙,,13800000002,县级领导,没有这个局,430502,驻企干部",
		"演示丙,BING,,,财政局,430500,", "区领导·演示,leader,,县级领导,,430502,",
	}
	before := text(t, pool, everybody)
	if r := load(t, pool, intake.Options{DryRun: true}, lines...); r.Saved || r.Added != 3 || r.Updated != 1 || text(t, pool, everybody) != before {
		t.Errorf("a dry run: %+v", r)
	}
	r := load(t, pool, intake.Options{}, lines...)
	if !r.Saved || r.Added != 3 || r.Updated != 1 || len(r.Findings) > 0 || !strings.Contains(strings.Join(r.Notes, ""), "没有这个局（1 行）") {
		t.Errorf("the import: %+v", r)
	}
	want := "13800000002 演示乙 13800000002 LEADER RESIDENT_CADRE 430502; bing 演示丙 CITY LINK_CADRE 430500; " +
		"jia 演示甲 13800000001 SECTION COUNTY LINK_CADRE 430502; leader 区领导·演示 LEADER LEADER 430502; leader 区领导·演示 LEADER LINK_CADRE 430502"
	if got := text(t, pool, everybody); got != want {
		t.Errorf("the cadres are\n%s, want\n%s", got, want)
	}
	if r := load(t, pool, intake.Options{}, lines...); r.Added != 0 || r.Updated != 0 || r.Unchanged != 4 {
		t.Errorf("the same list again: %+v", r)
	}
	// What a row does not say stays; what it says otherwise changes.
	if r := load(t, pool, intake.Options{}, "演示甲,jia,,,,430502,", "演示丙,bing,,一般干部,,430500,"); r.Updated != 1 || r.Unchanged != 1 {
		t.Errorf("a shorter list: %+v", r)
	}
	if got := text(t, pool, "select rank || phone from person where account = 'jia'") + text(t, pool, "select rank from person where account = 'bing'"); got != "SECTION13800000001STAFF" {
		t.Errorf("they are now %s", got)
	}
}

func TestImportRefusesBadCadres(t *testing.T) {
	t.Parallel()
	pool := county(t)
	before := text(t, pool, everybody)
	for line, column := range map[string]string{
		",jia,,,,430502,": "姓名",
		strings.Repeat("长", 41) + ",jia,,,,430502,":          "姓名",
		"演示\x01甲,jia,,,,430502,":                             "姓名",
		"演示甲,,,,,430502,":                                    "账号",
		"演示甲,甲,,,,430502,":                                   "账号",
		"演示甲,leader,,,,430502,":                              "账号", // of another person
		"调离·演示,gone,,,,430502,":                              "账号",
		"演示甲,hao,,,,430502,":                                 "账号", // of the line before
		"演示甲,jia,打电话,,,430502,":                              "电话",
		"演示甲,jia,,厅级,,430502,":                               "职级",
		"演示甲,jia,,," + strings.Repeat("长", 101) + ",430502,": "单位",
		"演示甲,jia,,,,,":                                       "区划代码",
		"演示甲,jia,,,,999999,":                                 "区划代码",
		"演示甲,jia,,,,430523,":                                 "区划代码",
		"演示甲,jia,,,,430502,领导":                               "身份",
		"演示甲,jia,,,,430502,,多出的一格":                           "整行",
	} {
		r := load(t, pool, intake.Options{}, "好人,hao,,,,430502,", line)
		if len(r.Findings) != 1 || r.Findings[0].Line != 3 || r.Findings[0].Column != column || r.Findings[0].Reason == "" || r.Saved {
			t.Errorf("%q: saved %v, %+v; want one at %s", line, r.Saved, r.Findings, column)
		}
	}
	if got := text(t, pool, everybody); got != before {
		t.Errorf("refused lists were kept: %s", got)
	}
	r := load(t, pool, intake.Options{Partial: true}, "好人,hao,,,,430502,", "坏人,huai,,,,999999,")
	if got := fmt.Sprint(r.Refused(), r.Added, r.Saved); got != "[3] 1 true" {
		t.Errorf("the good ones only: %s", got)
	}
}
