package graph_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/db/dbtest"
	"lianqi/server/enterprise"
	"lianqi/server/geo"
	"lianqi/server/intake"
	"lianqi/server/person"
	"lianqi/server/problem"
)

// campaigns are the places, offices and units of the source texts (6.6). No firm and no person is real.
const campaigns = `
	insert into division (code, name, level, parent_code) values
	  ('430000', '湖南省', 'PROVINCE', null), ('430500', '邵阳市', 'CITY', '430000'), ('430502', '双清区', 'COUNTY', '430500'),
	  ('410000', '河南省', 'PROVINCE', null), ('411000', '许昌市', 'CITY', '410000'), ('411024', '鄢陵县', 'COUNTY', '411000');
	insert into person (id, account, name) values
	  ('01970000-0000-7000-8000-000000000001', 'office-hunan', '联企办·演示01'), ('01970000-0000-7000-8000-000000000002', 'office-shaoyang', '联企办·演示02'),
	  ('01970000-0000-7000-8000-000000000003', 'office-yanling', '联企办·演示03');
	insert into person_role (id, person_id, role, division_code)
	select gen_random_uuid(), id, 'OFFICE', case account when 'office-hunan' then '430000' when 'office-shaoyang' then '430500' else '411024' end from person;
	insert into campaign (id, name, division_code, starts_on, ends_on, sla_policy_code) values
	  ('01970000-0000-7000-8000-000000000011', '万名干部联万企', '430000', '2022-06-01', '2022-12-31', 'QUANZHOU'),
	  ('01970000-0000-7000-8000-000000000012', '百日攻坚行动', '430500', '2022-06-15', '2022-09-22', 'QUANZHOU'),
	  ('01970000-0000-7000-8000-000000000013', '万人助企', '411024', '2021-01-01', null, 'HENAN_13710'),
	  ('01970000-0000-7000-8000-000000000014', '四个专项工作小组', '411024', '2022-01-01', null, 'HENAN_13710');
	insert into organization (id, name, kind, level, division_code)
	select gen_random_uuid(), '省直部门·演示' || to_char(n, 'FM00'), 'DEPARTMENT', 'PROVINCE', '430000' from generate_series(1, 38) n
	union all select gen_random_uuid(), '邵阳市人民政府', 'GOVERNMENT', 'CITY', '430500'
	union all select gen_random_uuid(), '鄢陵县人民政府', 'GOVERNMENT', 'COUNTY', '411024'
	union all select gen_random_uuid(), g || '专项小组', 'TASK_FORCE', 'COUNTY', '411024' from unnest(array['金融服务', '产业发展', '要素保障', '涉法涉诉']) g`

const (
	hunan, shaoyang, yanling = "430000", "430500", "411024"
	campaignHunan            = "01970000-0000-7000-8000-000000000011"
	campaignShaoyang         = "01970000-0000-7000-8000-000000000012"
	campaignYanling          = "01970000-0000-7000-8000-000000000013"
	campaignGroups           = "01970000-0000-7000-8000-000000000014"
)

// ledgerOf writes a ledger row by row.
type ledgerOf struct{ strings.Builder }

func (l *ledgerOf) row(cells ...any) {
	for i, c := range cells {
		if i > 0 {
			l.WriteByte(',')
		}
		fmt.Fprint(l, c)
	}
	l.WriteByte('\n')
}

const ledgerHeading = "编号,收集日期,渠道,交办层级,批次,活动,企业名称,问题类别,问题描述,主办,交办日期,时限,办结日期,是否解决,企业评价\n"

// hunanLedger is the province's: 72,500 problems by the end of July, 63,400 of them solved. 347 went to 38 provincial departments and 257
// to cities, in four batches.
func hunanLedger() string {
	l := &ledgerOf{}
	l.WriteString(ledgerHeading)
	categories := []string{"融资", "物流", "用能", "用工", "人才", "用地", "政策兑现", "税费"}
	for i := range 72_500 {
		day := fmt.Sprintf("2022-%02d-%02d", 6+i%2, 1+i%28)
		closed, solved, lead, level, batch, score := "", "否", "邵阳市人民政府", "市", "", ""
		if i < 63_400 {
			closed, solved, lead, level = "2022-07-31", "是", "", ""
			score = []string{"非常满意", "满意", "基本满意", ""}[i%4]
		}
		switch {
		case i < 347:
			lead, level, batch = fmt.Sprintf("省直部门·演示%02d", 1+i%38), "省", fmt.Sprintf("第%d批", 1+i%4)
		case i < 347+257:
			lead, level, batch = "邵阳市人民政府", "省", fmt.Sprintf("第%d批", 1+i%4)
		}
		dispatched := ""
		if lead != "" {
			dispatched = day
		}
		l.row(fmt.Sprintf("HN%05d", i+1), day, "走访", level, batch, "万名干部联万企", fmt.Sprintf("演示企业%03d", i%300), categories[i%8],
			fmt.Sprintf("演示问题%05d需要协调解决", i+1), lead, dispatched, "", closed, solved, score)
	}
	return l.String()
}

// shaoyangLedger is the city's: 2,184 problems, 2,161 solved, 179 of them handed down by the province's group; 140 of 64 firms that the
// city's leaders link, all in time.
func shaoyangLedger() string {
	l := &ledgerOf{}
	l.WriteString(ledgerHeading)
	for i := range 2_184 {
		firm, channel, level, closed, solved, due := i%300, "走访", "市", "2022-08-30", "是", ""
		if i < 179 {
			level = "省"
		} else if i < 179+140 {
			firm, channel, due = i%64, "领导调研", "2022-09-05"
		}
		if i >= 2_161 {
			closed, solved = "", "否"
		}
		l.row(fmt.Sprintf("SY%04d", i+1), "2022-07-01", channel, level, "", "百日攻坚行动", fmt.Sprintf("演示企业%03d", firm), "融资",
			fmt.Sprintf("邵阳演示问题%04d", i+1), "邵阳市人民政府", "2022-07-02", due, closed, solved, "满意")
		if closed == "" { // nobody scores what is not done
			s := strings.TrimSuffix(l.String(), "满意\n")
			l.Reset()
			l.WriteString(s + "\n")
		}
	}
	return l.String()
}

// yanlingLedger is the county's: 251 problems in 2021 and 25 in 2022, all closed; and the 145 of its four special groups.
func yanlingLedger() string {
	l := &ledgerOf{}
	l.WriteString(ledgerHeading)
	groups := []string{"金融服务专项小组", "产业发展专项小组", "要素保障专项小组", "涉法涉诉专项小组"}
	for i := range 251 + 25 + 145 {
		day, campaign, lead := "2021-05-11", "万人助企", "鄢陵县人民政府"
		if i >= 251 {
			day = "2022-03-01"
		}
		if i >= 251+25 {
			campaign, lead = "四个专项工作小组", groups[i%4]
		}
		l.row(fmt.Sprintf("YL%03d", i+1), day, "", "", "", campaign, fmt.Sprintf("演示助企%03d", i%359), "其他", fmt.Sprintf("鄢陵演示问题%03d", i+1), lead, day, "",
			"2022-04-01", "是", "非常满意")
	}
	return l.String()
}

// take imports a ledger, and fails unless every row is added.
func take(t *testing.T, pool *pgxpool.Pool, ledger, account string, rows int) {
	t.Helper()
	table, err := intake.ReadTable([]byte(ledger), problem.Columns, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := problem.Import(t.Context(), pool, table, account, time.Now(), intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Added != rows || !r.Saved {
		t.Fatalf("%d of %d rows were added: %+v", r.Added, rows, r.Findings[:min(5, len(r.Findings))])
	}
}

// takeCadres imports the county's list of cadres: 41 of its leaders and 463 of 科级.
func takeCadres(t *testing.T, pool *pgxpool.Pool) {
	t.Helper()
	list := "姓名,账号,职级,区划代码\n"
	for i := range 41 + 463 {
		list += fmt.Sprintf("联企干部·演示%03d,yl%03d,%s,411024\n", i, i, map[bool]string{true: "县级领导", false: "科级"}[i < 41])
	}
	table, err := intake.ReadTable([]byte(list), person.Columns, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := person.Import(t.Context(), pool, table, intake.Options{})
	if err != nil || r.Added != 504 || !r.Saved {
		t.Fatalf("%+v, %v", r, err)
	}
}

// The campaigns of the source texts, loaded by the product's imports, have the figures that the texts report (6.6), and
// what screens ask of so many is answered by index.
func TestFiguresOfTheSourceTexts(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t)
	if _, err := pool.Exec(t.Context(), campaigns); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	firms := "企业名称,县市区代码,行业代码,重点企业\n"
	for i := range 300 {
		firms += fmt.Sprintf("演示企业%03d,430502,C1310,%s\n", i, map[bool]string{true: "是", false: "否"}[i < 64])
	}
	for i := range 359 {
		firms += fmt.Sprintf("演示助企%03d,411024,C1310,否\n", i)
	}
	table, err := intake.ReadTable([]byte(firms), enterprise.Columns, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := enterprise.Import(t.Context(), pool, table, geo.WGS84, intake.Options{}); err != nil {
		t.Fatal(err)
	}
	takeCadres(t, pool)
	take(t, pool, hunanLedger(), "office-hunan", 72_500)
	take(t, pool, shaoyangLedger(), "office-shaoyang", 2_184)
	take(t, pool, yanlingLedger(), "office-yanling", 421)
	t.Logf("loaded in %s", time.Since(begun))                                                                        // not judged: the machine may have other work
	if _, err := pool.Exec(t.Context(), "set statement_timeout = 0; analyze; reset statement_timeout"); err != nil { // as autovacuum does in use
		t.Fatal(err)
	}

	as := asking(t, pool)
	office := func(division string) asker {
		return as(access.Actor{Role: access.Office, PersonID: id(t, pool, "select id from person limit 1"), DivisionCode: division, Areas: areas(t, pool, division)})
	}
	whole := func(name, division string, filter map[string]any, measure string, numerator, denominator int, percent float64) {
		t.Helper()
		var out struct{ Statistics statistic }
		office(division).ask(`query ($d: String!, $f: StatisticsFilter) { statistics(divisionCode: $d, groupBy: STATUS, filter: $f) {
			total { `+measure+` { numerator denominator percent } } } }`, map[string]any{"d": division, "f": filter}, &out)
		r := out.Statistics.Total[measure]
		if r.Numerator != numerator || r.Denominator != denominator || r.Percent == nil || *r.Percent != percent {
			t.Errorf("%s: %d / %d is %v, want %d / %d = %v", name, r.Numerator, r.Denominator, r.Percent, numerator, denominator, percent)
		}
	}
	of := func(campaign string, more ...string) map[string]any {
		f := map[string]any{"campaignId": campaign}
		for i := 0; i < len(more); i += 2 {
			f[more[i]] = more[i+1]
		}
		return f
	}
	whole("S0 问题化解率", hunan, of(campaignHunan), "resolutionRate", 63_400, 72_500, 87.4)
	whole("S1 问题化解率", shaoyang, of(campaignShaoyang), "resolutionRate", 2_161, 2_184, 98.9)
	whole("S1 省工作组交办", shaoyang, of(campaignShaoyang, "assignedByLevel", "PROVINCE"), "resolutionRate", 179, 179, 100)
	whole("S1 领导联系的企业", shaoyang, of(campaignShaoyang, "channel", "LEADER_RESEARCH"), "onTimeRate", 140, 140, 100)
	whole("S3 2021 年办结率", yanling, of(campaignYanling, "from", "2021-01-01", "to", "2021-12-31"), "closingRate", 251, 251, 100)
	whole("S3 2022 年办结率", yanling, of(campaignYanling, "from", "2022-01-01", "to", "2022-12-31"), "closingRate", 25, 25, 100)
	whole("S3 专项小组", yanling, of(campaignGroups), "closingRate", 145, 145, 100)

	var led struct{ Enterprises struct{ TotalCount int } }
	office(shaoyang).ask(`query ($c: CountedInput!) { enterprises(filter: {counted: $c}, first: 1) { totalCount } }`, map[string]any{"c": map[string]any{
		"divisionCode": shaoyang, "filter": of(campaignShaoyang, "channel", "LEADER_RESEARCH"), "measure": "ON_TIME_RATE", "part": "NUMERATOR",
	}}, &led)
	if led.Enterprises.TotalCount != 64 {
		t.Errorf("the leaders' problems are of %d firms, want 64", led.Enterprises.TotalCount)
	}
	var cadres struct{ All, Leaders, Section struct{ TotalCount int } }
	office(yanling).ask(`{ all: cadres(first: 1) { totalCount } leaders: cadres(filter: {rank: [LEADER]}, first: 1) { totalCount }
		section: cadres(filter: {rank: [SECTION]}, first: 1) { totalCount } }`, nil, &cadres)
	if cadres.All.TotalCount != 504 || cadres.Leaders.TotalCount != 41 || cadres.Section.TotalCount != 463 {
		t.Errorf("the county's cadres are %+v, want 504 = 41 + 463", cadres)
	}
	var byUnit struct{ Statistics statistic }
	office(hunan).ask(`query ($f: StatisticsFilter) { statistics(divisionCode: "430000", groupBy: ORGANIZATION, filter: $f) { rows { name measures { accepted } } } }`,
		map[string]any{"f": of(campaignHunan, "assignedByLevel", "PROVINCE")}, &byUnit)
	departments, handed, toCities := 0, 0, 0
	for _, r := range byUnit.Statistics.Rows {
		if strings.HasPrefix(r.Name, "省直部门") {
			departments++
			handed += r.Measures["accepted"].Numerator
		} else {
			toCities += r.Measures["accepted"].Numerator
		}
	}
	if departments != 38 || handed != 347 || toCities != 257 {
		t.Errorf("%d problems went to %d departments and %d to cities, want 347 to 38 and 257", handed, departments, toCities)
	}
	var batches struct {
		DispatchBatches struct{ TotalCount int }
	}
	office(hunan).ask(`{ dispatchBatches(first: 10) { totalCount } }`, nil, &batches)
	if batches.DispatchBatches.TotalCount != 4 {
		t.Errorf("%d batches, want 4", batches.DispatchBatches.TotalCount)
	}
	readsAtSize(t, pool, access.Actor{
		Role: access.Office, PersonID: id(t, pool, "select id from person limit 1"), DivisionCode: hunan, Level: "PROVINCE", Areas: areas(t, pool, hunan),
	})
	askedAgain(t, office(shaoyang))
}

// areas are a division and all below.
func areas(t *testing.T, pool *pgxpool.Pool, division string) (codes []string) {
	t.Helper()
	err := pool.QueryRow(t.Context(), "select array_agg(code::text) from division where code >= area_from($1) and code < area_to($1)", division).Scan(&codes)
	if err != nil {
		t.Fatal(err)
	}
	return codes
}
