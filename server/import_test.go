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
