package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/db/dbtest"
	"lianqi/server/division"
	"lianqi/server/intake"
)

// realData returns the folder of the real divisions and enterprises, which are no part of the project: LIANQI_REAL_DATA, or shared/data
// beside the project's own folder. The test is skipped when there is none.
func realData(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("LIANQI_REAL_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared", "data")
	}
	if _, err := os.Stat(filepath.Join(dir, "enterprises.csv")); err != nil {
		t.Skipf("the real data are not here, set LIANQI_REAL_DATA to their folder: %v", err)
	}
	return dir
}

// importing runs lianqi import on the pool's database, and returns the exit code and all that it prints.
func importing(t *testing.T, pool *pgxpool.Pool, args ...string) (int, string) {
	t.Helper()
	var out bytes.Buffer
	code := run(t.Context(), append([]string{"import"}, args...), []string{"DATABASE_URL=" + pool.Config().ConnString()}, &out, &out)
	return code, out.String()
}

func says(t *testing.T, said string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(said, w) {
			t.Errorf("it does not say %q but:\n%s", w, said)
		}
	}
}

func TestImportOfRealData(t *testing.T) {
	t.Parallel()
	dir := realData(t)
	pool := dbtest.New(t)
	for _, step := range []struct {
		noun, file string
		first      []string
		again      string
	}{
		{"divisions", "hunan_prefectures.geojson", []string{"读取 14 个要素，接受 14，拒绝 0", "新增 15，更新 0", "补建上级（没有边界）：湖南省"}, "新增 0，更新 0，未变 14"},
		{"divisions", "hunan_counties.geojson", []string{"读取 122 个要素，接受 122，拒绝 0", "新增 122，更新 0"}, "新增 0，更新 0，未变 122；标记 0"},
		{"divisions", "xuchang.geojson", []string{"读取 7 个要素，接受 7，拒绝 0", "新增 8，更新 0", "河南省"}, "新增 0，更新 0，未变 7；标记 0"},
		{"divisions", "hunan_province.geojson", []string{"新增 0，更新 1，未变 0"}, "新增 0，更新 0，未变 1"},
		{"enterprises", "enterprises.csv", []string{"读取 1237 行，接受 1237，拒绝 0", "新增 1237，更新 0，未变 0；标记 1\n", "没有用到的列：registered、", "第 1238 行，标记，县市区代码：没有填，暂记在长沙市"}, "新增 0，更新 0，未变 1237；标记 1\n"},
		{"parks", "parks.geojson", []string{"读取 143 个要素，接受 143，拒绝 0", "新增 143"}, "新增 0，更新 0，未变 143"},
		{"enterprises", "enterprises.csv", []string{"新增 0，更新 839，未变 398；标记 1\n"}, "新增 0，更新 0，未变 1237；标记 1\n"}, // now their parks are known
	} {
		for _, words := range [][]string{step.first, {step.again}} {
			code, said := importing(t, pool, step.noun, filepath.Join(dir, step.file))
			t.Logf("%s:\n%s", step.file, said)
			if code != 0 {
				t.Fatalf("%s ends with %d:\n%s", step.file, code, said)
			}
			says(t, said, words...)
		}
	}
	var inCounty, inPark int
	err := pool.QueryRow(t.Context(), `
		select count(*) filter (where d.level = 'COUNTY' and st_covers(d.boundary, e.location) and e.location_flag is null), count(e.park_id)
		  from enterprise e join division d on d.code = e.division_code`).Scan(&inCounty, &inPark)
	if err != nil || inCounty != 1236 || inPark != 839 {
		t.Errorf("%d enterprises inside their county and %d in a park, %v; want 1236 and 839", inCounty, inPark, err)
	}
}

// With the outlines that the project ships, which are coarser than those files.
func TestImportOfRealDataOnOutlines(t *testing.T) {
	t.Parallel()
	file := filepath.Join(realData(t), "enterprises.csv")
	pool := dbtest.New(t)
	outlines, err := division.Outlines()
	if err != nil {
		t.Fatal(err)
	}
	var features []intake.Feature
	for i, o := range outlines {
		features = append(features, intake.Feature{Number: i + 1, Shape: o.Boundary, Properties: map[string]any{
			"code": o.Code, "name": o.Name, "parent_code": o.ParentCode, "parent_name": map[string]string{"430000": "湖南省", "410000": "河南省"}[o.ParentCode],
		}})
	}
	if r, err := division.Import(t.Context(), pool, features, intake.Options{}); err != nil || len(r.Findings) > 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	_, said := importing(t, pool, "enterprises", file)
	says(t, said, "接受 1237，拒绝 0", "新增 1237")
	t.Log(said)
}

func TestImportFromTheTerminal(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t)
	if _, err := pool.Exec(t.Context(), "insert into division (code, name, level) values ('430502', '双清区', 'COUNTY')"); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	file, report := filepath.Join(dir, "firms.csv"), filepath.Join(dir, "report.csv")
	write(t, file, "企业名称,县市区代码\n甲厂,430502\n=cmd,430599\n")
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"enterprises", file}, 1, "整批没有写入"},
		{[]string{"enterprises", file, "--partial", "--dry-run"}, 1, "将新增 1"},
		{[]string{"--partial", "enterprises", file, "--crs", "GCJ02", "--report", report}, 1, "有 1 行被拒绝，其余已导入"},
		{[]string{"enterprises", file, "--partial", "--dry-run", "--crs=GCJ02"}, 1, "未变 1"},
		{[]string{"enterprises", filepath.Join(dir, "none.csv")}, 1, "读取文件失败"},
		{[]string{"divisions", file}, 1, "没有写入：文件不是 GeoJSON"},
		{[]string{"enterprises", file, "--crs", "UTM"}, 1, "不认识坐标系 UTM"},
		{[]string{"parks", file, "--crs", "BD09"}, 1, "--crs 只用于企业"},
		{[]string{"cadres", file, "--dry-run"}, 1, "缺少必需的列：姓名"},
		{[]string{"people", file}, 1, "lianqi import enterprises 文件"},
		{[]string{"enterprises"}, 1, "从哪个文件导入"},
		{[]string{"enterprises", file, "--force"}, 1, "参数不对"},
		{[]string{"--help"}, 0, "lianqi import enterprises 文件"},
	} {
		if code, said := importing(t, pool, c.args...); code != c.code || !strings.Contains(said, c.says) {
			t.Errorf("%v ends with %d, want %d and %q:\n%s", c.args, code, c.code, c.says, said)
		}
	}
	kept, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	if want := "3,拒绝,县市区代码,430599,系统中没有这个区划，请先导入行政区划"; !strings.Contains(string(kept), want) {
		t.Errorf("the report has no %q:\n%s", want, kept)
	}
	write(t, file, "企业名称,县市区代码\n乙厂,430502\n")
	if code, said := importing(t, pool, "enterprises", file, "--dry-run"); code != 0 || !strings.Contains(said, "这是试运行，没有写入") {
		t.Errorf("a good dry run ends with %d:\n%s", code, said)
	}
	var n int
	if err := pool.QueryRow(t.Context(), "select count(*) from enterprise").Scan(&n); err != nil || n != 1 {
		t.Errorf("%d enterprises, %v; want 1", n, err)
	}
}
