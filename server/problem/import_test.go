package problem_test

import (
	"strings"
	"testing"
	"time"

	"lianqi/server/db/dbtest"
	"lianqi/server/intake"
	"lianqi/server/problem"
)

const ledgerWorld = `
	insert into division (code, name, level, parent_code) values
	  ('430000', '湖南省', 'PROVINCE', null), ('430500', '邵阳市', 'CITY', '430000'), ('430502', '双清区', 'COUNTY', '430500'), ('430503', '大祥区', 'COUNTY', '430500');
	insert into organization (id, name, kind, level, division_code) values
	  ('01970000-0000-7000-8000-000000000001', '双清区人民政府', 'GOVERNMENT', 'COUNTY', '430502'), ('01970000-0000-7000-8000-000000000002', '金融服务专班', 'TASK_FORCE', 'CITY', '430500');
	insert into person (id, account, name) values ('01970000-0000-7000-8000-000000000003', 'office', '联企办·演示01'), ('01970000-0000-7000-8000-000000000004', 'cadre', '联企干部·演示01');
	insert into person_role (id, person_id, role, division_code) values
	  (gen_random_uuid(), '01970000-0000-7000-8000-000000000003', 'OFFICE', '430502'), (gen_random_uuid(), '01970000-0000-7000-8000-000000000004', 'LINK_CADRE', '430502');
	insert into enterprise (id, name, division_code) values
	  ('01970000-0000-7000-8000-000000000005', '演示企业甲', '430502'), ('01970000-0000-7000-8000-000000000006', '演示企业乙', '430503'),
	  ('01970000-0000-7000-8000-000000000007', '演示同名', '430502'), ('01970000-0000-7000-8000-000000000008', '演示同名', '430502')`

const ledgerColumns = "工单号,收集日期,渠道,企业名称,问题描述,主办,专班,交办日期,签收,时限,办结日期,是否解决,企业评价,批次\n"

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// What a ledger says becomes problems where it leaves them, with the events on the way; saying it again changes nothing.
func TestImportLedger(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t)
	if _, err := pool.Exec(t.Context(), ledgerWorld); err != nil {
		t.Fatal(err)
	}
	load := func(ledger string) *intake.Report {
		t.Helper()
		table, err := intake.ReadTable([]byte(ledgerColumns+ledger), problem.Columns, nil)
		if err != nil {
			t.Fatal(err)
		}
		r, err := problem.Import(t.Context(), pool, table, "office", noon, intake.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	ledger := "1,2022年6月1日,12345,演示企业甲,用电不稳。请协调,,,,,,,,,\n" +
		"2,2022/6/1,走访,演示企业甲,贷款到期需要续贷,双清区人民政府,金融服务专班,2022-06-02,2022-06-02,2022-06-30,2022-06-20,是,满意,第1批\n" +
		"3,2022-06-01,走访,演示企业甲,缺工二十人,双清区人民政府,,2022-06-02,,,,否,,第1批\n" +
		"4,2022-06-01,,演示企业甲,路灯坏了已修,,,,,,2022-06-03,是,,\n"
	if r := load(ledger); r.Added != 4 || !r.Saved {
		t.Fatalf("%+v", r)
	}
	for number, want := range map[string]string{
		"1": "SUBMITTED HOTLINE_12345 v1 REPORTED",
		"2": "CLOSED VISIT v6 REPORTED DISPATCHED SIGNED REPLIED REPLY_ACCEPTED EVALUATED",
		"3": "DISPATCHED VISIT v2 REPORTED DISPATCHED",
		"4": "CLOSED IMPORT v3 REPORTED SOLVED_ON_SITE CLOSED_UNANSWERED",
	} {
		var got string
		err := pool.QueryRow(t.Context(), `select p.status || ' ' || p.channel || ' v' || p.version || ' ' ||
			(select string_agg(t.kind, ' ' order by t.version) from problem_event t where t.problem_id = p.id) from problem p where p.external_number = $1`, number).Scan(&got)
		if err != nil || got != want {
			t.Errorf("number %s is %q, want %q; %v", number, got, want, err)
		}
	}
	var dispatches, items, grades int
	var inTime bool
	err := pool.QueryRow(t.Context(), `select (select count(*) from dispatch), (select count(*) from dispatch_batch_item), (select count(*) from evaluation),
		(select replied_at <= due_at and due_reason like '台账写明%' from problem where external_number = '2')`).Scan(&dispatches, &items, &grades, &inTime)
	if err != nil || dispatches != 3 || items != 2 || grades != 1 || !inTime {
		t.Errorf("%d dispatches, %d in a batch, %d scores, in time %v; %v", dispatches, items, grades, inTime, err)
	}
	if r := load(ledger); r.Added != 0 || r.Unchanged != 4 || len(r.Findings) != 0 {
		t.Errorf("the same again: %+v", r)
	}
	if r := load(strings.Replace(ledger, "缺工二十人", "缺工三十人", 1)); r.Added != 0 || r.Unchanged != 4 || len(r.Flagged()) != 1 {
		t.Errorf("another text under a known number: %+v", r)
	}
	var problems int
	if err := pool.QueryRow(t.Context(), "select count(*) from problem").Scan(&problems); err != nil || problems != 4 {
		t.Errorf("%d problems, %v", problems, err)
	}
}

// A row that cannot be true, or is not the office's to import, is refused in words, and nothing is written.
func TestImportLedgerRefuses(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t)
	if _, err := pool.Exec(t.Context(), ledgerWorld); err != nil {
		t.Fatal(err)
	}
	good := "9,2022-06-01,走访,演示企业甲,用电不稳,,,,,,,,,\n"
	for row, want := range map[string]string{
		",2022-06-01,走访,演示企业甲,用电不稳,,,,,,,,,":                          "编号",
		"1,昨天,走访,演示企业甲,用电不稳,,,,,,,,,":                                 "收集日期",
		"1,2099-06-01,走访,演示企业甲,用电不稳,,,,,,,,,":                         "收集日期",
		"1,2022-06-01,传说,演示企业甲,用电不稳,,,,,,,,,":                         "渠道",
		"1,2022-06-01,走访,演示企业乙,用电不稳,,,,,,,,,":                         "企业名称", // of another county
		"1,2022-06-01,走访,没有的企业,用电不稳,,,,,,,,,":                         "企业名称",
		"1,2022-06-01,走访,演示同名,用电不稳,,,,,,,,,":                          "企业名称",
		"1,2022-06-01,走访,演示企业甲,,,,,,,,,,":                             "问题描述",
		"1,2022-06-01,走访,演示企业甲,用电不稳,大祥区人民政府,,2022-06-02,,,,,,":        "主办",
		"1,2022-06-01,走访,演示企业甲,用电不稳,,,2022-06-02,,,,,,":               "主办",
		"1,2022-06-01,走访,演示企业甲,用电不稳,双清区人民政府,,2022-05-30,,,,,,":        "交办日期",
		"1,2022-06-01,走访,演示企业甲,用电不稳,双清区人民政府,,2022-06-02,,,,是,,":       "办结日期",
		"1,2022-06-01,走访,演示企业甲,用电不稳,,,,,,2022-06-03,否,,":              "是否解决",
		"1,2022-06-01,走访,演示企业甲,用电不稳,,,,,,,,满意,":                       "企业评价",
		"9,2022-06-01,走访,演示企业甲,与上一行同号,,,,,,,,,":                       "编号",
		"1,2022-06-01,走访,演示企业甲,用电不稳,双清区人民政府,双清区人民政府,2022-06-02,,,,,,": "协办",
	} {
		table, err := intake.ReadTable([]byte(ledgerColumns+good+row+"\n"), problem.Columns, nil)
		if err != nil {
			t.Fatal(err)
		}
		r, err := problem.Import(t.Context(), pool, table, "office", noon, intake.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Refused()) != 1 || r.Saved || r.Findings[0].Column != want {
			t.Errorf("%s: saved %v, %+v; want a refusal of %s", row, r.Saved, r.Findings, want)
		}
	}
	table, _ := intake.ReadTable([]byte(ledgerColumns+good), problem.Columns, nil)
	for _, account := range []string{"cadre", "nobody"} {
		if _, err := problem.Import(t.Context(), pool, table, account, noon, intake.Options{}); err == nil || !strings.Contains(err.Error(), "--by") {
			t.Errorf("%s imports: %v", account, err)
		}
	}
	var problems int
	if err := pool.QueryRow(t.Context(), "select count(*) from problem").Scan(&problems); err != nil || problems != 0 {
		t.Errorf("%d problems, %v", problems, err)
	}
}
