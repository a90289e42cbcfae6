// Package demotest hands tests a database with the demo data.
package demotest

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/db/dbtest"
	"lianqi/server/deadline"
	"lianqi/server/demo"
)

// template is loaded at the first use on a day, as its problems fall due by the clock of the wall.
var template = dbtest.Template{
	Name:    "demo",
	Edition: time.Now().In(deadline.Zone).Format(time.DateOnly),
	Sources: []string{
		"server/access", "server/chain", "server/deadline", "server/demo", "server/division", "server/enterprise", "server/geo", "server/liaison", "server/notice",
		"server/once", "server/photo", "server/policy", "server/problem", "server/resident", "server/sample", "server/support", "server/verb", "server/visit",
	},
	Prepare: func(ctx context.Context, pool *pgxpool.Pool) error {
		return demo.Load(ctx, pool, nil, time.Now(), func(string) {})
	},
}

// New returns the pool of a database with the demo data that belongs to t alone. Its photos have not arrived.
func New(t testing.TB) *pgxpool.Pool {
	t.Helper()
	return template.New(t)
}
