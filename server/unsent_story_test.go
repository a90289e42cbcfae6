package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A phone breaks with unsent work on it (H23). What it had exported is brought in at the server, as JSON or as a ZIP: by its author, with its
// photos, once, whatever is brought or sent again later; what cannot be brought is named with the reason.
func TestUnsentFile(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	cadre, firm := f.as("cadre01"), f.firm()
	owner, gone := f.one(`select id from person where account = 'cadre01'`), newID()
	far := f.one(`select id from enterprise where division_code = '` + farCounty + `' order by id limit 1`)
	jpg, sum := picture(77)
	saved := func(ago time.Duration) string { return time.Now().Add(-ago).UTC().Format(time.RFC3339) }
	photos := []any{map[string]any{"sha256": sum, "bytes": len(jpg)}}
	visit := map[string]any{"id": newID(), "enterpriseId": firm, "capturedAt": saved(50 * time.Hour), "note": "手机摔坏前", "photos": photos}
	problem := map[string]any{
		"id": newID(), "enterpriseId": firm, "visitId": visit["id"], "title": "手机摔坏前的问题", "description": "排水不畅", "category": "OTHER",
		"capturedAt": saved(49 * time.Hour), "photos": append(photos, map[string]any{"sha256": strings.Repeat("b", 64), "bytes": 9}),
	}
	item := func(kind, who string, input map[string]any, dependsOn any, ago time.Duration) map[string]any {
		return map[string]any{"id": input["id"], "kind": kind, "owner": who, "ownerName": "联企干部·演示01", "title": "条目", "savedAt": saved(ago), "dependsOn": dependsOn, "input": input}
	}
	head := map[string]any{
		"format": "lianqi-unsent", "version": 1, "exportedAt": saved(0), "device": newID(), "app": 1,
		"items": []any{
			item("REPORT", owner, problem, visit["id"], 60*time.Hour), // a wrong clock: before its visit
			item("CHECK_IN", owner, visit, nil, 50*time.Hour),
			item("CHECK_IN", owner, map[string]any{"id": newID(), "enterpriseId": far, "capturedAt": saved(0)}, nil, time.Hour),
			item("CHECK_IN", gone, map[string]any{"id": newID(), "enterpriseId": firm, "capturedAt": saved(0)}, nil, time.Hour),
			item("CONQUER", owner, map[string]any{"id": newID()}, nil, time.Hour),
		},
	}
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for name, content := range map[string][]byte{"unsent.json": mustJSON(head), "photos/" + sum: jpg} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write(content)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	whole := map[string]any{"photos": map[string]any{sum: jpg}}
	for k, v := range head {
		whole[k] = v
	}
	by := "office-county"
	bring := func(content []byte, more ...string) (int, string) {
		path := filepath.Join(t.TempDir(), "unsent")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		code := run(t.Context(), append([]string{"import", "unsent", path, "--by", by}, more...),
			[]string{"DATABASE_URL=" + f.Config.DatabaseURL, "DATA_DIR=" + f.Config.DataDir}, &out, &out)
		return code, out.String()
	}
	count := func() string {
		return f.one(`select concat_ws(' ', (select count(*) from visit v where v.id = ` + quoted(visit["id"].(string)) + ` and v.person_id = ` + quoted(owner) + `),
			(select count(*) from problem p where p.id = ` + quoted(problem["id"].(string)) + ` and p.reporter_id = ` + quoted(owner) + `), (select count(*) from problem_event t where t.problem_id = ` + quoted(problem["id"].(string)) + `),
			(select count(*) filter (where f.received_at is not null) || '/' || count(*) from photo f where f.person_id = ` + quoted(owner) + ` and f.sha256 in ('` + sum + `', repeat('b', 64))))`)
	}
	by = "cadre01"
	code, said := bring(packed.Bytes())
	if says(t, said, "不是联企办或系统管理员的账号"); code == 0 || count() != "0 0 0 0/0" {
		t.Errorf("by a cadre: %d, %s", code, count())
	}
	by = "office-county"
	code, said = bring(packed.Bytes(), "--dry-run")
	if says(t, said, "读取 5 条，接受 3，拒绝 2"); code == 0 || count() != "0 0 0 0/0" {
		t.Errorf("a dry run: %d, %s", code, count())
	}
	code, said = bring(packed.Bytes())
	says(t, said, "读取 5 条，接受 2，拒绝 3", "新增 2", "没有这个人", "不认识这种记录", "没有找到这家企业", "第 2 张照片不在文件里")
	if got := count(); code == 0 || got != "1 1 1 2/3" {
		t.Errorf("brought in: %d, %s", code, got)
	}
	_, said = bring(mustJSON(whole))
	if says(t, said, "新增 0", "未变 2"); count() != "1 1 1 2/3" {
		t.Errorf("brought in again: %s", count())
	}
	var sent struct {
		M struct{ Visit struct{ ID string } }
	}
	cadre.get(`mutation($i: CheckInInput!) { m: checkIn(input: $i) { visit { id } userErrors { code message } } }`, map[string]any{"i": visit}, &sent)
	if sent.M.Visit.ID != visit["id"] || count() != "1 1 1 2/3" {
		t.Errorf("the phone works again and sends it: %+v %s", sent, count())
	}
	logged := f.one(`select string_agg(concat_ws(' ', n.account, cardinality(l.record_ids), l.unchanged, l.refused, l.device = ` + "'" + head["device"].(string) + "'" + `), '; ' order by l.at, l.id)
		from import_log l join person n on n.id = l.person_id`)
	if logged != "office-county 2 0 3 t; office-county 0 2 3 t" {
		t.Errorf("it is written down: %s", logged)
	}
	if got := f.one(`select count(*) from import_log where ` + quoted(visit["id"].(string)) + ` = any(record_ids) and ` + quoted(problem["id"].(string)) + ` = any(record_ids)`); got != "1" {
		t.Errorf("which records it made: %s", got)
	}
	for name, bad := range map[string]string{
		"no file of ours": `{"format": "x"}`, "cut off": string(mustJSON(whole)[:500]), "a newer one": `{"format": "lianqi-unsent", "version": 2}`, "a damaged ZIP": packed.String()[:200],
	} {
		if code, said := bring([]byte(bad)); code == 0 || !strings.Contains(said, "没有写入") {
			t.Errorf("%s: %d %s", name, code, said)
		}
	}
}

func mustJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}
