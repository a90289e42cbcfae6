package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"lianqi/server/db/dbtest"
)

// The demo clock moves a server that runs: what is read and what is dated go by it, and sessions do not end.
func TestClockMovesARunningServer(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	office := f.as("office-city")
	clock := func(args ...string) (int, string) {
		var out, errOut bytes.Buffer
		code := run(t.Context(), append([]string{"clock"}, args...), []string{"DATABASE_URL=" + f.Config.DatabaseURL}, &out, &errOut)
		return code, out.String() + errOut.String()
	}
	ahead := func() (read, dated time.Duration) {
		var got struct{ Statistics struct{ AsOf time.Time } }
		office.get(`{ statistics(divisionCode: "430500", groupBy: DIVISION) { asOf } }`, nil, &got)
		return time.Until(got.Statistics.AsOf).Round(time.Hour), time.Until(f.clock.Now()).Round(time.Hour)
	}
	for _, step := range []struct {
		args []string
		want time.Duration
		says string
	}{
		{nil, 0, "与真实时间一致"},
		{[]string{"+3d"}, 72 * time.Hour, "比真实时间快 3 天 0 小时"},
		{[]string{"+5h"}, 77 * time.Hour, "比真实时间快 3 天 5 小时"},
		{[]string{"reset"}, 0, "与真实时间一致"},
	} {
		if code, says := clock(step.args...); code != 0 || !strings.Contains(says, step.says) {
			t.Fatalf("clock %v: exit code %d, %s", step.args, code, says)
		}
		limit := time.Now().Add(5 * time.Second)
		read, dated := ahead()
		for dated != step.want && time.Now().Before(limit) { // the server hears of it a moment later
			time.Sleep(10 * time.Millisecond)
			read, dated = ahead()
		}
		if read != step.want || dated != step.want {
			t.Errorf("after clock %v reads are %s ahead and verbs %s; want %s", step.args, read, dated, step.want)
		}
	}
	for _, args := range [][]string{{"3d"}, {"+d"}, {"+"}, {"+3w"}, {"-1d"}, {"+0d"}, {"+9999d"}, {"+1d", "+1d"}, {"++1d"}} {
		if code, says := clock(args...); code != 1 || !strings.Contains(says, "用法：lianqi clock") {
			t.Errorf("clock %v: exit code %d, %s", args, code, says)
		}
	}
}

func TestClockIsForDemonstrationsAlone(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t)
	var out, errOut bytes.Buffer
	code := run(t.Context(), []string{"clock", "+3d"}, []string{"DATABASE_URL=" + pool.Config().ConnString()}, &out, &errOut)
	var moved bool
	if err := pool.QueryRow(t.Context(), "select moment() <> now()").Scan(&moved); err != nil {
		t.Fatal(err)
	}
	if code != 1 || moved || !strings.Contains(errOut.String(), "只有演示数据库可以拨动时钟") {
		t.Errorf("exit code %d, moved %v: %s", code, moved, &errOut)
	}
}
