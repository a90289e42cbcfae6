package demo_test

import (
	"testing"
	"time"

	"lianqi/server/db/dbtest"
	"lianqi/server/demo"
)

func TestLoadTmp(t *testing.T) {
	pool := dbtest.New(t)
	start := time.Now()
	if err := demo.Load(t.Context(), pool, nil, time.Now(), func(s string) { t.Log(time.Since(start), s) }); err != nil {
		t.Fatal(err)
	}
	rows, _ := pool.Query(t.Context(), "select status, count(*) from problem group by 1")
	for rows.Next() {
		var s string
		var n int
		rows.Scan(&s, &n)
		t.Log(s, n)
	}
}
