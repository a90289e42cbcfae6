package deadline

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Clock writes a moment as people here do: 11月20日 16:00, and a midnight as 24:00 of the day before.
func Clock(t time.Time) string {
	t = t.In(Zone)
	if t.Equal(midnight(t)) {
		t = t.AddDate(0, 0, -1)
		return fmt.Sprintf("%d月%d日 24:00", t.Month(), t.Day())
	}
	return fmt.Sprintf("%d月%d日 %s", t.Month(), t.Day(), t.Format("15:04"))
}

// ClockSeen is Clock for readers whose present is seen: another year is said.
func ClockSeen(t, seen time.Time) string {
	last := t.In(Zone).Add(-time.Nanosecond) // midnight belongs to the day before
	if last.Year() == seen.In(Zone).Year() {
		return Clock(t)
	}
	return fmt.Sprintf("%d年", last.Year()) + Clock(t)
}

// DaySeen writes a day for readers whose present is seen: 12月1日, or in another year 2027年1月4日. Only the date of day counts.
func DaySeen(day, seen time.Time) string {
	if day.Year() == seen.In(Zone).Year() {
		return fmt.Sprintf("%d月%d日", day.Month(), day.Day())
	}
	return fmt.Sprintf("%d年%d月%d日", day.Year(), day.Month(), day.Day())
}

// span is a time in words: whole working days where they are counted, else days; hours within a day; less than an hour.
func span(wall time.Duration, workingDays *int) string {
	hours := int(wall.Hours())
	switch {
	case workingDays != nil && *workingDays > 0:
		return fmt.Sprintf(" %d 个工作日", *workingDays)
	case hours >= 24 && workingDays != nil: // a weekend
		return "不到 1 个工作日"
	case hours >= 24:
		return fmt.Sprintf(" %d 天", hours/24)
	case hours >= 1:
		return fmt.Sprintf(" %d 小时", hours)
	default:
		return "不到 1 小时"
	}
}

var unitText = map[Unit]string{Hour: "小时", Day: "天", WorkingDay: "个工作日", Month: "个月"}

var complexityText = map[Complexity]string{Simple: "一般事项", CrossUnit: "跨部门事项", Major: "重大复杂事项"}

// what names the timer, or for the reply the kind of problem that decides its length.
func what(timer Timer, complexity Complexity) string {
	switch timer {
	case Sign:
		return "签收"
	case Contact:
		return "联系企业"
	case Progress:
		return "反馈"
	case CoReply:
		return "协办答复"
	default:
		return complexityText[complexity]
	}
}

// skipped tells which days between start and at were not worked, and which weekend days were.
func skipped(start, at time.Time, cal Calendar) (text string) {
	var off, worked []string
	weekends, last := 0, time.Time{}
	for day := midnight(start).AddDate(0, 0, 1); day.Before(at); day = day.AddDate(0, 0, 1) {
		switch e, exception := cal.on(day); {
		case e.Off:
			first := day
			for next, _ := cal.on(day.AddDate(0, 0, 1)); next == e; next, _ = cal.on(day.AddDate(0, 0, 1)) {
				day = day.AddDate(0, 0, 1)
			}
			off = append(off, e.Name+"（"+days(first, day)+"）")
		case exception:
			worked = append(worked, days(day, day))
		case weekend(day):
			if day.Sub(last) > 24*time.Hour {
				weekends++
			}
			last = day
		}
	}
	if weekends > 0 {
		off = slices.Insert(off, 0, fmt.Sprintf(" %d 个周末", weekends))
	}
	if len(off) > 0 {
		text = "，中间跳过" + strings.Join(off, "、")
	}
	if len(worked) > 0 {
		text += "，" + strings.Join(worked, "、") + "补班照算"
	}
	return text
}

// days writes a run of days: 10月1日至10月7日, 4月5日.
func days(first, last time.Time) string {
	text := fmt.Sprintf("%d月%d日", first.Month(), first.Day())
	if last.After(first) {
		text += fmt.Sprintf("至%d月%d日", last.Month(), last.Day())
	}
	return text
}
