package intake

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestReport(t *testing.T) {
	t.Parallel()
	r := Report{Noun: "企业", Unit: "行", Read: 60, Added: 4}
	r.Flag(2, "位置", "1, 2", "不在县内")
	r.Flag(3, "位置", "1, 2", "不在县内")
	r.Refuse(3, "企业名称", "=HYPERLINK(1)", "太短")
	for line := 4; line < 60; line++ {
		r.Refuse(line, "地址", "-1+2", "不对")
	}
	var out, csv bytes.Buffer
	r.Print(&out)
	for _, want := range []string{
		"企业：读取 60 行，接受 3，拒绝 57\n", "将新增 4，将更新 0，未变 0；标记 1\n",
		"第 3 行，拒绝，企业名称“=HYPERLINK(1)”：太短\n", "还有 9 条没有列出",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in:\n%s", want, &out)
		}
	}
	if err := r.WriteCSV(&csv); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\ufeff行,结果,列,内容,原因\r\n", "\r\n3,拒绝,企业名称,'=HYPERLINK(1),太短\r\n", "\r\n59,拒绝,地址,'-1+2,不对\r\n"} {
		if !strings.Contains(csv.String(), want) {
			t.Errorf("%q is not in:\n%s", want, &csv)
		}
	}
}

func TestMeterSpeaksAfterASecond(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	at := time.Unix(0, 0)
	meter := Meter(&out, func() time.Time { return at })
	for i := range 30 {
		at = at.Add(100 * time.Millisecond)
		meter("读取", (i+1)*100)
	}
	meter("写入", 0)
	want := "读取：1100 行，每秒 1100 行\n读取：2100 行，每秒 1050 行\n写入……\n"
	if out.String() != want {
		t.Errorf("it says\n%s, want\n%s", &out, want)
	}
}
