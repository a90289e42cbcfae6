package deadline

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"testing"
	"time"

	"lianqi/migrations"
)

// calendar reads the exceptions out of the migration, without a database.
func calendar(t *testing.T) Calendar {
	t.Helper()
	sql, err := migrations.FS.ReadFile("0003_calendar_and_policies.sql")
	if err != nil {
		t.Fatal(err)
	}
	cal := Calendar{}
	for _, m := range regexp.MustCompile(`\('([^']+)', (true|false), '([0-9-]+)', '([0-9-]+)'\)`).FindAllStringSubmatch(string(sql), -1) {
		for day := date(t, m[3]); !day.After(date(t, m[4])); day = day.AddDate(0, 0, 1) {
			cal[day.Format(time.DateOnly)] = Exception{Off: m[2] == "true", Name: m[1]}
		}
	}
	return cal
}

func date(t *testing.T, day string) time.Time {
	t.Helper()
	return clock(t, day+" 00:00")
}

func clock(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", text, Zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func all(n int, unit Unit) map[Complexity]Step {
	return map[Complexity]Step{Simple: {n, unit}, CrossUnit: {n, unit}, Major: {n, unit}}
}

var (
	quanzhou = Policy{Code: "QUANZHOU", Name: "泉州规则", OfficeOpen: 9 * time.Hour, OfficeClose: 18 * time.Hour, AnswerDays: 5, RulingDays: 1, Furthest: 180, Steps: map[Timer]map[Complexity]Step{
		Sign: all(1, WorkingDay), CoReply: all(3, WorkingDay), Resolve: all(7, WorkingDay),
	}}
	henan = Policy{Code: "HENAN_13710", Name: "河南13710", OfficeOpen: 9 * time.Hour, OfficeClose: 18 * time.Hour, AnswerDays: 5, RulingDays: 1, Furthest: 180, Steps: map[Timer]map[Complexity]Step{
		Sign: all(1, Day), Progress: all(3, Day), Resolve: {Simple: {7, Day}, CrossUnit: {1, Month}, Major: {1, Month}},
	}}
)

func TestWorkingDaysOfTheYears(t *testing.T) {
	t.Parallel()
	cal := calendar(t)
	if len(cal) != 180 {
		t.Errorf("%d exceptions, want 180", len(cal))
	}
	for year, want := range map[int]int{2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248} {
		if got := cal.WorkingDays(date(t, fmt.Sprint(year, "-01-01")), date(t, fmt.Sprint(year, "-12-31"))); got != want {
			t.Errorf("%d has %d working days, want %d", year, got, want)
		}
	}
}

func TestAdd(t *testing.T) {
	t.Parallel()
	cal := calendar(t)
	for _, c := range []struct {
		start string
		n     int
		unit  Unit
		want  string
	}{
		// the vectors of 2.10
		{"2026-04-30 09:30", 3, WorkingDay, "2026-05-08 18:00"},
		{"2026-04-30 09:30", 7, WorkingDay, "2026-05-13 18:00"},
		{"2026-02-13 09:30", 1, WorkingDay, "2026-02-14 18:00"},
		{"2026-02-13 09:30", 5, WorkingDay, "2026-02-27 18:00"},
		{"2026-09-30 09:30", 3, WorkingDay, "2026-10-10 18:00"},
		{"2026-09-30 09:30", 7, WorkingDay, "2026-10-15 18:00"},
		// handed out after hours, or on a day off, the count still begins with the next working day
		{"2026-11-20 23:50", 1, WorkingDay, "2026-11-23 18:00"},
		{"2026-11-21 10:00", 1, WorkingDay, "2026-11-23 18:00"},
		{"2026-12-31 10:00", 1, WorkingDay, "2027-01-01 18:00"}, // a year without a notice has weekends only
		{"2026-11-22 00:00", 7, Day, "2026-11-30 00:00"},
		{"2026-11-22 23:59", 7, Day, "2026-11-30 00:00"},
		{"2026-11-22 23:59", 2, Hour, "2026-11-23 01:59"},
		{"2026-11-22 10:00", 1, Month, "2026-12-23 00:00"},
		{"2026-01-31 10:00", 1, Month, "2026-03-01 00:00"},
		{"2028-01-31 10:00", 1, Month, "2028-03-01 00:00"},
		{"2026-12-31 10:00", 2, Month, "2027-03-01 00:00"},
	} {
		if got := quanzhou.Add(clock(t, c.start), c.n, c.unit, cal); !got.Equal(clock(t, c.want)) {
			t.Errorf("%s + %d %s = %s, want %s", c.start, c.n, c.unit, got, c.want)
		}
		// the day is the one in Asia/Shanghai, wherever the moment was written down
		if got := quanzhou.Add(clock(t, c.start).UTC(), c.n, c.unit, cal); !got.Equal(clock(t, c.want)) {
			t.Errorf("%s in UTC + %d %s = %s", c.start, c.n, c.unit, got)
		}
	}
}

func TestReceptionDays(t *testing.T) {
	t.Parallel()
	cal := calendar(t)
	for i, want := range []string{
		"2026-01-05", "2026-02-02", "2026-03-02", "2026-04-07", "2026-05-06", "2026-06-01",
		"2026-07-06", "2026-08-03", "2026-09-07", "2026-10-08", "2026-11-02", "2026-12-07",
	} {
		if got := cal.ReceptionDay(2026, time.Month(i+1)); !got.Equal(date(t, want)) {
			t.Errorf("reception day of month %d: %s, want %s", i+1, got, want)
		}
	}
}

func TestDue(t *testing.T) {
	t.Parallel()
	cal := calendar(t)
	for _, c := range []struct {
		policy     Policy
		timer      Timer
		complexity Complexity
		start      string
		at, warn   string
		reason     string
	}{
		{
			quanzhou, Resolve, Simple, "2026-11-20 16:00", "2026-12-01 18:00", "2026-11-29 12:48",
			"11月20日 16:00 交办，一般事项 7 个工作日（泉州规则），中间跳过 2 个周末，到 12月1日 18:00",
		},
		{
			quanzhou, Sign, Simple, "2026-11-20 16:00", "2026-11-23 18:00", "2026-11-20 18:00",
			"11月20日 16:00 交办，签收 1 个工作日（泉州规则），中间跳过 1 个周末，到 11月23日 18:00",
		},
		{
			quanzhou, CoReply, Major, "2026-11-23 08:00", "2026-11-26 18:00", "2026-11-25 18:00",
			"11月23日 08:00 交办，协办答复 3 个工作日（泉州规则），到 11月26日 18:00",
		},
		{
			quanzhou, Resolve, CrossUnit, "2026-09-30 16:10", "2026-10-15 18:00", "2026-10-12 17:38",
			"9月30日 16:10 交办，跨部门事项 7 个工作日（泉州规则），中间跳过 1 个周末、国庆节（10月1日至10月7日），10月10日补班照算，到 10月15日 18:00",
		},
		{
			quanzhou, CoReply, Simple, "2026-04-03 09:00", "2026-04-09 18:00", "2026-04-08 11:24",
			"4月3日 09:00 交办，协办答复 3 个工作日（泉州规则），中间跳过清明节（4月4日至4月6日），到 4月9日 18:00",
		},
		{
			henan, Resolve, Simple, "2026-11-22 09:00", "2026-11-30 00:00", "2026-11-26 18:00",
			"11月22日 09:00 交办，一般事项 7 天（河南13710），到 11月29日 24:00",
		},
		{
			henan, Resolve, Major, "2026-11-22 09:00", "2026-12-23 00:00", "2026-12-16 21:00",
			"11月22日 09:00 交办，重大复杂事项 1 个月（河南13710），到 12月22日 24:00",
		},
	} {
		got, ok := c.policy.Due(c.timer, c.complexity, clock(t, c.start), cal)
		if !ok || !got.At.Equal(clock(t, c.at)) || !got.WarnAt.Equal(clock(t, c.warn)) || got.Reason != c.reason {
			t.Errorf("%s %s from %s:\n at %s, yellow at %s\n %s\nwant at %s, yellow at %s\n %s",
				c.policy.Code, c.timer, c.start, got.At, got.WarnAt, got.Reason, c.at, c.warn, c.reason)
		}
	}
	if _, ok := henan.Due(Contact, Simple, clock(t, "2026-11-22 09:00"), cal); ok {
		t.Error("13710 has no timer for the first contact")
	}
}

func TestRemaining(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		now, due    string
		workingDays *int
		want        string
	}{
		{"2026-11-20 16:00", "2026-12-01 18:00", new(7), "还有 7 个工作日"},
		{"2026-12-01 15:00", "2026-12-01 18:00", new(0), "还有 3 小时"},
		{"2026-12-01 17:30", "2026-12-01 18:00", new(0), "还有不到 1 小时"},
		{"2026-12-01 18:00", "2026-12-01 18:00", new(0), "还有不到 1 小时"},
		{"2026-12-01 18:30", "2026-12-01 18:00", new(0), "已超期不到 1 小时"},
		{"2026-12-02 09:00", "2026-12-01 18:00", new(0), "已超期 15 小时"},
		{"2026-12-02 18:00", "2026-12-01 18:00", new(1), "已超期 1 个工作日"},
		{"2026-10-06 18:00", "2026-09-30 18:00", new(0), "已超期不到 1 个工作日"},
		{"2026-11-27 20:00", "2026-11-30 00:00", nil, "还有 2 天"},
		{"2026-11-29 20:00", "2026-11-30 00:00", nil, "还有 4 小时"},
		{"2026-12-07 00:00", "2026-11-30 00:00", nil, "已超期 7 天"},
	} {
		if got := Remaining(clock(t, c.now), clock(t, c.due), c.workingDays); got != c.want {
			t.Errorf("at %s, due %s: %s, want %s", c.now, c.due, got, c.want)
		}
	}
}

func TestResume(t *testing.T) {
	t.Parallel()
	cal := calendar(t)
	for _, c := range []struct {
		policy               Policy
		unit                 Unit
		due, paused, resumed string
		want, reason         string
	}{
		{
			quanzhou, WorkingDay, "2026-12-01 18:00", "2026-11-25 10:00", "2026-11-30 09:00", "2026-12-04 18:00",
			"原因；11月25日 10:00 至 11月30日 09:00 挂账不计时，顺延 3 个工作日，到 12月4日 18:00",
		},
		{
			henan, Day, "2026-11-30 00:00", "2026-11-25 10:00", "2026-11-28 09:00", "2026-12-03 00:00",
			"原因；11月25日 10:00 至 11月28日 09:00 挂账不计时，顺延 3 天，到 12月2日 24:00",
		},
		{
			henan, Hour, "2026-11-25 12:00", "2026-11-25 11:00", "2026-11-25 13:30", "2026-11-25 14:30",
			"原因；11月25日 11:00 至 11月25日 13:30 挂账不计时，顺延 2 小时，到 11月25日 14:30",
		},
	} {
		got := c.policy.Resume(Due{At: clock(t, c.due), Reason: "原因"}, c.unit, clock(t, c.paused), clock(t, c.resumed), cal)
		if !got.At.Equal(clock(t, c.want)) || got.Reason != c.reason {
			t.Errorf("%s paused %s to %s: %s %s", c.due, c.paused, c.resumed, got.At, got.Reason)
		}
	}
}

// A later start, a longer step or a longer stand never gives an earlier date, and the lamp turns between start and date.
func TestClockRunsForward(t *testing.T) {
	t.Parallel()
	cal := calendar(t)
	r := rand.New(rand.NewPCG(13710, 347))
	first := clock(t, "2022-01-01 00:00")
	for range 2000 {
		start := first.Add(time.Duration(r.Int64N(int64(5 * 365 * 24 * time.Hour))))
		later := start.Add(time.Duration(r.Int64N(int64(60 * 24 * time.Hour))))
		n := 1 + r.IntN(20)
		for _, unit := range []Unit{Hour, Day, WorkingDay, Month} {
			at := quanzhou.Add(start, n, unit, cal)
			if !at.After(start) || quanzhou.Add(later, n, unit, cal).Before(at) || !quanzhou.Add(start, n+1, unit, cal).After(at) {
				t.Fatalf("%s + %d %s = %s, from %s it is %s", start, n, unit, at, later, quanzhou.Add(later, n, unit, cal))
			}
			warn := quanzhou.warn(start, at, cal)
			if warn.Before(start) || warn.After(at) {
				t.Fatalf("%s to %s turns yellow at %s", start, at, warn)
			}
			middle := start.Add(later.Sub(start) / 3)
			once := quanzhou.Resume(Due{At: at}, unit, start, later, cal)
			twice := quanzhou.Resume(quanzhou.Resume(Due{At: at}, unit, start, middle, cal), unit, middle, later, cal)
			if once.At.Before(at) || !once.At.Equal(twice.At) {
				t.Fatalf("%s stood %s to %s: %s, in two parts %s", at, start, later, once.At, twice.At)
			}
		}
	}
}
