package intake

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

var columns = []Column{
	{Name: "name", Title: "企业名称", Also: []string{"单位名称"}, Required: true},
	{Name: "code", Title: "县市区代码", Required: true},
	{Name: "address", Title: "地址", Also: []string{"经营地址", "注册地址"}},
}

// told is a table in one line of text.
func told(t *testing.T, content []byte) string {
	t.Helper()
	table, err := ReadTable(content, columns, nil)
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	for _, row := range table.Rows {
		fmt.Fprintf(&b, "%d:%s|%s|%s ", row.Line, row.Get("name"), row.Get("code"), row.Get("address"))
	}
	return b.String() + strings.Join(table.Ignored, ",")
}

func TestReadTable(t *testing.T) {
	t.Parallel()
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("企业名称,县市区代码,地址\n镕鎔厂𠮷,430502,大道\n")
	if err != nil {
		t.Fatal(err)
	}
	for content, want := range map[string]string{
		"name,code\n甲,430502\n":            "2:甲|430502| ",
		"\ufeff企业名称,县市区代码\r\n甲,430502\r\n": "2:甲|430502| ",
		gb: "2:镕鎔厂𠮷|430502|大道 ",
		"企业名称,县市区代码\n\n甲,1\n ,\n\"乙\n厂\",2\n丙,3":            "3:甲|1| 5:乙\n厂|2| 7:丙|3| ",
		"双清区企业名录,,\n,,制表：办公室\n序号,* 单位名称（全称）,县市区代码\n1,甲,2\n": "4:甲|2| 序号",
		"name,code,注册地址,经营地址\n甲,1,旧路,新路":                    "2:甲|1|新路 注册地址",
		"name,code\n甲":             "2:甲|| ",
		"name\n甲":                  "缺少必需的列：县市区代码。表头应有这些列名，或英文列名",
		"a,b\n1,2":                 "缺少必需的列：企业名称、县市区代码。表头应有这些列名，或英文列名",
		"":                         "文件是空的",
		"\n,\n":                    "文件是空的",
		"\xff\xfea\x00":            "文件的编码是 UTF-16，请另存为 CSV UTF-8",
		"name,code\n\xff\xff,1":    "文件的编码既不是 UTF-8 也不是 GB18030，请另存为 CSV UTF-8",
		"\xd0\xcf\x11\xe0\xa1\xb1": "这是旧版 Excel（.xls）或加了密码的文件，请另存为不带密码的 .xlsx 或 .csv",
	} {
		if got := told(t, []byte(content)); got != want {
			t.Errorf("%q is read as\n%s, want\n%s", content, got, want)
		}
	}
	if got := told(t, []byte("name,code\n甲,\"1\n")); !strings.HasPrefix(got, "第 3 行的引号不成对") && !strings.HasPrefix(got, "第 2 行的引号不成对") {
		t.Errorf("an open quote: %s", got)
	}
	if got := told(t, []byte("PK\x03\x04nonsense")); !strings.HasPrefix(got, "读不了这个 Excel 文件") {
		t.Errorf("a broken workbook: %s", got)
	}
}

func TestReadXLSX(t *testing.T) {
	t.Parallel()
	book := excelize.NewFile()
	defer book.Close()
	format := "#,##0"
	style, err := book.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		t.Fatal(err)
	}
	for cell, value := range map[string]any{
		"A1": "双清区企业名录", "B3": "企业名称", "C3": "县市区代码", "D3": "地址", "E3": "备注",
		"B4": "甲厂", "C4": 430502, "D4": 112.5, "B7": "乙厂", "C7": "430503",
	} {
		if err := book.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SetCellStyle("Sheet1", "C4", "C4", style); err != nil {
		t.Fatal(err)
	}
	// A hidden sheet before it is not what people see.
	if _, err := book.NewSheet("隐藏"); err != nil {
		t.Fatal(err)
	}
	if err := book.MoveSheet("隐藏", "Sheet1"); err != nil {
		t.Fatal(err)
	}
	if err := book.SetSheetVisible("隐藏", false); err != nil {
		t.Fatal(err)
	}
	var content bytes.Buffer
	if err := book.Write(&content); err != nil {
		t.Fatal(err)
	}
	if got, want := told(t, content.Bytes()), "4:甲厂|430502|112.5 7:乙厂|430503| 备注"; got != want {
		t.Errorf("read as %s, want %s", got, want)
	}
}
