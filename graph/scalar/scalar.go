// Package scalar reads and writes the contract's scalars for gqlgen. Each Unmarshal function takes what encoding/json (with
// UseNumber) or a literal of a document gives, is stricter than gqlgen's own, and refuses in Chinese with a fault.
package scalar

import (
	"encoding/json"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"

	"lianqi/server/fault"
)

func invalid(words string) error { return fault.New(fault.Invalid, "%s", words) }

// MarshalString writes a String.
func MarshalString(s string) graphql.Marshaler { return graphql.MarshalString(s) }

// UnmarshalString takes text that PostgreSQL can keep: no NUL, no broken UTF-8.
func UnmarshalString(v any) (string, error) {
	s, ok := v.(string)
	switch {
	case !ok:
		return "", invalid("应为文字。")
	case strings.ContainsRune(s, 0) || !utf8.ValidString(s):
		return "", invalid("文字中有不可用的字符，请删去后再提交。")
	}
	return s, nil
}

// MarshalID writes an ID.
func MarshalID(s string) graphql.Marshaler { return graphql.MarshalString(s) }

// UnmarshalID takes a String or, as the specification has it, an integer.
func UnmarshalID(v any) (string, error) {
	switch v := v.(type) {
	case int64:
		return strconv.FormatInt(v, 10), nil
	case json.Number:
		if _, err := v.Int64(); err == nil {
			return v.String(), nil
		}
	case string:
		return UnmarshalString(v)
	}
	return "", invalid("应为编号。")
}

// MarshalInt writes an Int.
func MarshalInt(n int) graphql.Marshaler { return graphql.MarshalInt(n) }

// UnmarshalInt takes a whole JSON number of 32 bits.
func UnmarshalInt(v any) (int, error) {
	n, ok := number(v)
	if !ok || n != math.Trunc(n) || n < math.MinInt32 || n > math.MaxInt32 {
		return 0, invalid("应为 32 位整数。")
	}
	return int(n), nil
}

// MarshalFloat writes a Float.
func MarshalFloat(f float64) graphql.Marshaler { return graphql.MarshalFloat(f) }

// UnmarshalFloat takes a finite JSON number, never the words NaN and Infinity.
func UnmarshalFloat(v any) (float64, error) {
	n, ok := number(v)
	if !ok {
		return 0, invalid("应为数字。")
	}
	return n, nil
}

// MarshalLongitude writes a Longitude.
func MarshalLongitude(f float64) graphql.Marshaler { return graphql.MarshalFloat(f) }

// UnmarshalLongitude takes degrees from -180 to 180.
func UnmarshalLongitude(v any) (float64, error) {
	n, ok := number(v)
	if !ok || math.Abs(n) > 180 {
		return 0, invalid("经度应为 -180 到 180 之间的数。")
	}
	return n, nil
}

// MarshalLatitude writes a Latitude.
func MarshalLatitude(f float64) graphql.Marshaler { return graphql.MarshalFloat(f) }

// UnmarshalLatitude takes degrees from -90 to 90.
func UnmarshalLatitude(v any) (float64, error) {
	n, ok := number(v)
	if !ok || math.Abs(n) > 90 {
		return 0, invalid("纬度应为 -90 到 90 之间的数。")
	}
	return n, nil
}

// number is a finite JSON number.
func number(v any) (float64, bool) {
	var n float64
	switch v := v.(type) {
	case int64:
		n = float64(v)
	case float64:
		n = v
	case json.Number:
		var err error
		if n, err = v.Float64(); err != nil {
			return 0, false
		}
	default:
		return 0, false
	}
	return n, !math.IsNaN(n) && !math.IsInf(n, 0)
}

// MarshalDateTime writes an instant in UTC.
func MarshalDateTime(t time.Time) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		_, _ = io.WriteString(w, t.UTC().Format(`"`+time.RFC3339Nano+`"`))
	})
}

// UnmarshalDateTime takes an instant in RFC 3339 with an offset, years 1 to 9999, and returns it in UTC to the microsecond,
// as PostgreSQL keeps it.
func UnmarshalDateTime(v any) (time.Time, error) {
	s, _ := v.(string)
	var t time.Time
	if err := t.UnmarshalText([]byte(s)); err != nil || s[13] != ':' || t.UTC().Year() < 1 || t.UTC().Year() > 9999 {
		return time.Time{}, invalid("应为带时区的时间，如 2026-11-22T08:00:00+08:00。")
	}
	return t.UTC().Truncate(time.Microsecond), nil
}

// Date is a day that the calendar has, as 2026-11-22; in Asia/Shanghai.
type Date string

// MarshalGQL implements graphql.Marshaler.
func (d Date) MarshalGQL(w io.Writer) { graphql.MarshalString(string(d)).MarshalGQL(w) }

// UnmarshalGQL implements graphql.Unmarshaler: it takes a day of the years 1 to 9999.
func (d *Date) UnmarshalGQL(v any) error {
	s, _ := v.(string)
	day, err := time.Parse(time.DateOnly, s)
	if err != nil || day.Year() < 1 {
		return invalid("应为日期，如 2026-11-22。")
	}
	*d = Date(s)
	return nil
}

// Day is the day at midnight UTC, as PostgreSQL's date is read and written.
func (d Date) Day() time.Time {
	day, _ := time.Parse(time.DateOnly, string(d))
	return day
}
