package enterprise_test

import (
	"fmt"
	"strings"
	"testing"

	"lianqi/server/intake"
)

const heading = "企业名称,统一社会信用代码,县市区代码,经度,纬度,行业代码,园区,主体类型,企业梯度,帮扶类别,重点企业,签到半径"

func TestImportRefusesBadRows(t *testing.T) {
	t.Parallel()
	pool := county(t)
	load(t, pool, options{}, "name,uscc,county_code", "旧厂,"+uscc(1)+",430502", "重名厂,"+uscc(2)+",430502", "重名厂二,"+uscc(3)+",430502")
	if _, err := pool.Exec(t.Context(), "update enterprise set name = '重名厂' where name = '重名厂二'"); err != nil {
		t.Fatal(err)
	}
	for line, column := range map[string]string{
		"厂,,430502":                                "企业名称",
		strings.Repeat("长", 121) + ",,430502":      "企业名称",
		"甲\x01厂,,430502":                           "企业名称",
		"\"甲\n厂\",,430502":                         "企业名称",
		"重名厂,,430502":                              "企业名称", // which of the two?
		"甲厂," + uscc(1)[:17] + "!,430502":          "统一社会信用代码",
		"甲厂,9.14305E+17,430502":                    "统一社会信用代码",
		"旧厂," + uscc(9) + ",430502":                "统一社会信用代码", // the name is taken by another
		"甲厂,,":                                     "县市区代码",
		"甲厂,,999999":                               "县市区代码",
		"甲厂,,430500":                               "县市区代码",
		"甲厂,,430523":                               "县市区代码",
		"甲厂,,430502,111.45":                        "纬度",
		"甲厂,,430502,,27.25":                        "经度",
		"甲厂,,430502,东经,27.25":                      "经度",
		"甲厂,,430502,NaN,27.25":                     "经度",
		"甲厂,,430502,Inf,27.25":                     "经度",
		"甲厂,,430502,27.25,111.45":                  "纬度", // the wrong way round
		"甲厂,,430502,,,A27":                         "行业代码",
		"甲厂,,430502,,,98":                          "行业代码",
		"甲厂,,430502,,,制造":                          "行业代码",
		"甲厂,,430502,,,,,工厂":                        "主体类型",
		"甲厂,,430502,,,,,,巨人":                       "企业梯度",
		"甲厂,,430502,,,,,,,很好":                      "帮扶类别",
		"甲厂,,430502,,,,,,,,也许":                     "重点企业",
		"甲厂,,430502,,,,,,,,,19":                    "签到半径",
		"甲厂,,430502,,,,,,,,,5001":                  "签到半径",
		"甲厂,,430502,,,,,,,,,远":                     "签到半径",
		"乙厂," + uscc(8) + ",430502,,,,,,,,,,多出的一格": "整行",
	} {
		r := load(t, pool, options{}, heading, "好厂,,430502", line)
		counts(t, r, 2, 1, 1, 0, 0, 0)
		if len(r.Findings) != 1 || r.Findings[0].Line != 3 || r.Findings[0].Column != column || r.Findings[0].Reason == "" || r.Saved {
			t.Errorf("%q: saved %v, %+v; want one at %s", line, r.Saved, r.Findings, column)
		}
		if n := one[int](t, pool, "select count(*) from enterprise where name = '好厂'"); n != 0 {
			t.Fatalf("%q: the good row was kept", line)
		}
		if _, err := pool.Exec(t.Context(), "delete from enterprise where name = '好厂'"); err != nil {
			t.Fatal(err)
		}
	}
}

func TestImportRefusesWhatIsTwiceInTheFile(t *testing.T) {
	t.Parallel()
	pool := county(t)
	load(t, pool, options{}, "name,uscc,county_code", "旧名厂,"+uscc(1)+",430502")
	r := load(
		t, pool, options{Options: intake.Options{Partial: true}}, "name,uscc,county_code",
		"甲厂,"+uscc(2)+",430502",
		"乙厂,"+strings.ToLower(uscc(2))+",430502", // the code of line 2
		"甲厂,,430502",                             // the name of line 2
		"甲厂,,430503",                             // another county
		"新名厂,"+uscc(1)+",430502",                 // 旧名厂 by its code
		"旧名厂,,430502",                            // and by its name
	)
	counts(t, r, 6, 3, 2, 1, 0, 0)
	if got := fmt.Sprint(r.Refused()); got != "[3 4 7]" || !r.Saved {
		t.Errorf("refused %s, saved %v: %+v", got, r.Saved, r.Findings)
	}
	if n := one[int](t, pool, "select count(*) from enterprise"); n != 3 {
		t.Errorf("%d enterprises, want 3", n)
	}
}

func TestImportUnderstandsPeople(t *testing.T) {
	t.Parallel()
	pool := county(t)
	r := load(
		t, pool, options{}, "序号,* 企业名称（必填）,信用代码,区县代码,注册地址,经度(°),纬度(°),行业大类代码,所属园区,类型,梯度,帮扶分类,是否重点,围栏半径",
		"1, 甲厂 ,　"+strings.ToLower(uscc(1))+",430502,大道1号,１１１．４５,27.25,27,演示产业园,农业经营主体,小巨人,困难,是,500",
		"2,乙厂,,430503,,,,c2770,01970000-0000-7000-8000-000000000001,PROJECT,,,否,",
		"3,丙厂,,430503,,,,1,没有的园区,,,,,",
		",,,,,,,,,,,,,",
	)
	counts(t, r, 3, 3, 3, 0, 0, 0)
	const told = `select concat_ws(' ', name, uscc, division_code, address, st_astext(location), raw_crs, industry_code, sector, (select k.name from park k where k.id = park_id),
		kind, tier, help_category, is_key, fence_radius) from enterprise where name = $1`
	for name, want := range map[string]string{
		"甲厂": "甲厂 " + uscc(1) + " 430502 大道1号 POINT(111.45 27.25) WGS84 C27 INDUSTRY 演示产业园 FARM LITTLE_GIANT DISTRESSED t 500",
		"乙厂": "乙厂 430503 WGS84 C2770 INDUSTRY 演示产业园 PROJECT f 300",
		"丙厂": "丙厂 430503 WGS84 A01 AGRICULTURE ENTERPRISE f 300",
	} {
		if got := one[string](t, pool, told, name); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	notes := strings.Join(r.Notes, "\n")
	if !strings.Contains(notes, "没有用到的列：序号") || !strings.Contains(notes, "没有的园区（1 行）") {
		t.Errorf("notes: %s", notes)
	}
}

func TestImportAgain(t *testing.T) {
	t.Parallel()
	pool := county(t)
	rows := []string{
		"甲厂," + uscc(1) + ",430502,111.45,27.25,27,演示产业园,,,,是,500",
		"乙厂,,430502,111.46,27.26",
		"丙厂," + uscc(3) + ",430503,111.47,27.27",
	}
	counts(t, load(t, pool, options{}, heading, rows...), 3, 3, 3, 0, 0, 0)
	if _, err := pool.Exec(t.Context(), "update enterprise set address = '旧路'"); err != nil {
		t.Fatal(err)
	}
	const written = "select string_agg(xmin::text, ' ' order by id) from enterprise"
	before := one[string](t, pool, written)
	counts(t, load(t, pool, options{}, heading, rows...), 3, 3, 0, 0, 3, 0)
	if after := one[string](t, pool, written); after != before {
		t.Error("rows that say the same were written again")
	}

	rows[0] = "甲厂," + uscc(1) + ",430502,111.48,27.28"     // moved; the rest is not said
	rows[1] = "乙厂," + uscc(2) + ",430502"                  // known by its name, and now with its code
	rows[2] = "丙新厂," + uscc(3) + ",430502,111.47,27.27,26" // known by its code: another name, another county
	counts(t, load(t, pool, options{}, heading, rows...), 3, 3, 0, 3, 0, 0)
	for sql, want := range map[string]string{
		"select concat_ws(' ', st_astext(location), st_astext(raw_point), industry_code, is_key, fence_radius, declared_park_id is not null) from enterprise where name = '甲厂'": "POINT(111.48 27.28) POINT(111.48 27.28) C27 t 500 t",
		"select concat_ws(' ', uscc, address, st_astext(location)) from enterprise where name = '乙厂'":                                                                           uscc(2) + " 旧路 POINT(111.46 27.26)",
		"select concat_ws(' ', name, division_code, industry_code, sector) from enterprise where uscc = '" + uscc(3) + "'":                                                      "丙新厂 430502 C26 INDUSTRY",
	} {
		if got := one[string](t, pool, sql); got != want {
			t.Errorf("%s: %s, want %s", sql, got, want)
		}
	}
	if n := one[int](t, pool, "select count(*) from enterprise"); n != 3 {
		t.Errorf("%d enterprises, want 3", n)
	}
}

func TestImportPartialAndDryRun(t *testing.T) {
	t.Parallel()
	pool := county(t)
	rows := []string{"甲厂,,430502", "乙厂,,999999", "丙厂,123,430502"}
	for _, c := range []struct {
		o     intake.Options
		saved bool
		left  int
	}{
		{intake.Options{}, false, 0},
		{intake.Options{DryRun: true}, false, 0},
		{intake.Options{DryRun: true, Partial: true}, false, 0},
		{intake.Options{Partial: true}, true, 1},
	} {
		r := load(t, pool, options{Options: c.o}, "name,uscc,county_code", rows...)
		counts(t, r, 3, 1, 1, 0, 0, 0)
		if n := one[int](t, pool, "select count(*) from enterprise"); r.Saved != c.saved || n != c.left {
			t.Errorf("%+v: saved %v, %d enterprises; want %v and %d", c.o, r.Saved, n, c.saved, c.left)
		}
	}
	r := load(t, pool, options{Options: intake.Options{DryRun: true}}, "name,county_code,address", "甲厂,430502,新路1号", "丁厂,430502,")
	counts(t, r, 2, 2, 1, 1, 0, 0)
	if n := one[int](t, pool, "select count(address) from enterprise"); r.Saved || n != 0 {
		t.Error("a dry run changed something")
	}
}
