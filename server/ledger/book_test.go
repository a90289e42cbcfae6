package ledger

import (
	"archive/zip"
	"encoding/csv"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// hostile are texts that a spreadsheet might take for something else, and what a reader is to see: the same, but for what XML cannot hold.
var hostile = []struct{ text, seen string }{
	{"=1+1", "=1+1"},
	{`=HYPERLINK("http://example.invalid","点我")`, `=HYPERLINK("http://example.invalid","点我")`},
	{`=cmd|' /C calc'!A0`, `=cmd|' /C calc'!A0`},
	{"+86 138", "+86 138"},
	{"-1", "-1"},
	{"@SUM(A1:A9)", "@SUM(A1:A9)"},
	{"\t=1+1", "\t=1+1"},
	{"\r=1+1", "\r=1+1"},
	{"＝1+1", "＝1+1"},
	{"'=1+1", "'=1+1"},
	{`{=1+1}`, `{=1+1}`},
	{"第一行\n第二行", "第一行\n第二行"},
	{" 前后有空格 ", " 前后有空格 "},
	{"<b>&\"x\"</b>]]>", "<b>&\"x\"</b>]]>"},
	{"_x0041_", "_x0041_"},
	{"\x00\x1b空", "��空"},
	{"0012345678901234567890", "0012345678901234567890"},
	{"1E5", "1E5"},
	{"2026-01-01", "2026-01-01"},
	{"TRUE", "TRUE"},
	{"😀𠮷", "😀𠮷"},
}

// written is a workbook of one column of words and one of each other kind, kept as a file.
func written(t *testing.T) (path string) {
	t.Helper()
	b, err := newBook("问题台账", []column{{"文字", 40, words, ""}, {"日期", 12, day, ""}, {"时刻", 17, minute, ""}, {"数", 8, number, ""}, {"是否", 8, yesNo, ""}})
	if err != nil {
		t.Fatal(err)
	}
	defer b.close()
	at := time.Date(2026, 11, 21, 16, 30, 0, 0, time.UTC) // the 22nd in Asia/Shanghai
	for _, h := range hostile {
		if err := b.add([]any{h.text, at, at, int64(7), true}); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.add([]any{nil, nil, nil, nil, nil}); err != nil {
		t.Fatal(err)
	}
	if err := b.finish([][2]string{{"导出人", "=1+1"}}); err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "book.xlsx")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.send(file); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// No text becomes a formula, a number or a date; dates are dates, of the day in Asia/Shanghai.
func TestCellsAreWhatTheyAre(t *testing.T) {
	t.Parallel()
	path := written(t)
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cell := func(column, row int) string { name, _ := excelize.CoordinatesToCellName(column, row); return name }
	for i, h := range hostile {
		at := cell(1, i+2)
		kind, _ := f.GetCellType("问题台账", at)
		formula, _ := f.GetCellFormula("问题台账", at)
		got, _ := f.GetCellValue("问题台账", at)
		if kind != excelize.CellTypeInlineString || formula != "" || got != h.seen {
			t.Errorf("%q is %q, of type %v with formula %q", h.text, got, kind, formula)
		}
	}
	for column, want := range map[int]string{2: "2026-11-22", 3: "2026-11-22 00:30", 4: "7", 5: "是"} {
		if got, _ := f.GetCellValue("问题台账", cell(column, 2)); got != want {
			t.Errorf("column %d shows %q, want %q", column, got, want)
		}
		if got, _ := f.GetCellValue("问题台账", cell(column, len(hostile)+2)); got != "" {
			t.Errorf("column %d shows %q for nothing", column, got)
		}
	}
	if got, _ := f.GetCellValue("说明", "B1"); got != "=1+1" {
		t.Errorf("the note is %q", got)
	}
	panes, _ := f.GetPanes("问题台账")
	if !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("the header does not stay: %+v", panes)
	}
	sheet := part(t, path, "xl/worksheets/sheet1.xml")
	for _, want := range []string{`<autoFilter ref="$A$1:$E$23"`, `fitToPage="true"`, `orientation="landscape"`, `fitToWidth="1"`, `pageOrder="overThenDown"`} {
		if !strings.Contains(sheet, want) {
			t.Errorf("the sheet lacks %s", want)
		}
	}
	if strings.Contains(sheet, "<f>") {
		t.Error("the sheet has a formula")
	}
}

// part is a file of a workbook.
func part(t *testing.T, path, name string) string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	file, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	content, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// LibreOffice opens the workbook and shows every text as it was written.
func TestLibreOfficeShowsTextAsText(t *testing.T) {
	t.Parallel()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice (soffice) is not installed here, so that nobody looks whether it opens the workbook")
	}
	path := written(t)
	folder := t.TempDir()
	out, err := exec.CommandContext(t.Context(), soffice, "-env:UserInstallation=file://"+filepath.Join(folder, "profile"), "--headless",
		"--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", folder, path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	file, err := os.Open(filepath.Join(folder, "book.csv"))
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, h := range hostile {
		if got := rows[i+1]; got[0] != h.seen || got[1] != "2026-11-22" || got[2] != "2026-11-22 00:30" {
			t.Errorf("%q is shown as %q on %s, %s", h.text, got[0], got[1], got[2])
		}
	}
}
