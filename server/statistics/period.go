package statistics

import (
	"fmt"
	"time"

	"lianqi/server/fault"
)

// Period refuses the members of a StatisticsFilter whose last day is before the first.
func Period(filter map[string]any) (map[string]any, error) {
	from, to := fmt.Sprint(filter["from"]), fmt.Sprint(filter["to"]) // ISO days sort as text
	if filter["from"] != nil && filter["to"] != nil && to < from {
		return nil, fault.At("to", "截止日期不能早于起始日期。")
	}
	return filter, nil
}

// period names a day, a week from Monday or a month by its first day; empty for other groups.
func period(group, key string) string {
	day, err := time.Parse(time.DateOnly, key)
	if err != nil {
		return ""
	}
	switch group {
	case "DAY":
		return day.Format("1月2日")
	case "WEEK":
		return day.Format("1月2日") + "—" + day.AddDate(0, 0, 6).Format("1月2日")
	case "MONTH":
		return fmt.Sprintf("%d年%d月", day.Year(), day.Month())
	}
	return ""
}
