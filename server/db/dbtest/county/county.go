// Package county is a made-up county with a park, its firms and its people, for tests that need somebody to act.
//
// 双清区 (430502) of 邵阳市 has an industrial park with a committee; the city has a task force for industry. 大祥区 (430503) is its
// neighbour. The campaign of the city follows the deadlines of QUANZHOU.
package county

import (
	"context"
	"crypto/md5"
	_ "embed"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/db/dbtest"
)

//go:embed county.sql
var sql string

// Monday is when the tests' clock starts: an ordinary Monday, 10:00 in Asia/Shanghai.
var Monday = time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)

// ID is the id of what county.sql calls by that name.
func ID(name string) string { return uuid.UUID(md5.Sum([]byte(name))).String() }

// County is a database with its people.
type County struct {
	Pool *pgxpool.Pool
	Now  time.Time // moved by the test
	t    testing.TB
}

// New returns a county of the test's own.
func New(t testing.TB) *County {
	t.Helper()
	tpl := dbtest.Template{
		Name:    "county",
		Sources: []string{"server/db/dbtest/county"},
		Prepare: func(ctx context.Context, pool *pgxpool.Pool) error {
			_, err := pool.Exec(ctx, sql)
			return err
		},
	}
	return &County{Pool: tpl.New(t), Now: Monday, t: t}
}

// Clock is the time as the test sets it.
func (c *County) Clock() time.Time { return c.Now }

// Names are the accounts that can sign in.
var Names = []string{
	"cadre", "cadre-outside", "resident", "contact", "contact-outside", "contact-sibling", "office", "office-city", "office-sibling", "leader", "supervisor",
	"handler-committee", "handler-government", "handler-industry", "handler-bureau", "handler-other", "admin",
}

// Actor is a person signed in by account, in the first of their roles.
func (c *County) Actor(account string) access.Actor {
	c.t.Helper()
	var a access.Actor
	err := c.Pool.QueryRow(context.Background(), `
		select r.role, n.id, coalesce(r.division_code, ''), coalesce(d.level, ''), coalesce(coalesce(r.organization_id, n.organization_id)::text, ''),
		       coalesce(r.enterprise_id::text, ''),
		       array(select s.code from division s where s.code >= area_from(r.division_code) and s.code < area_to(r.division_code) order by 1)
		  from person n join person_role r on r.person_id = n.id left join division d on d.code = r.division_code
		 where n.account = $1 order by r.position limit 1`, account).
		Scan(&a.Role, &a.PersonID, &a.DivisionCode, &a.Level, &a.OrganizationID, &a.EnterpriseID, &a.Areas)
	if err != nil {
		c.t.Fatalf("%s: %v", account, err)
	}
	return a
}

// Text is the one value that a query returns, as text; "" for NULL.
func (c *County) Text(query string, args ...any) (s string) {
	c.t.Helper()
	if err := c.Pool.QueryRow(context.Background(), "select coalesce(("+query+")::text, '')", args...).Scan(&s); err != nil {
		c.t.Fatalf("%s: %v", query, err)
	}
	return s
}

// Column is what a query of one text column returns.
func (c *County) Column(query string, args ...any) []string {
	c.t.Helper()
	rows, err := c.Pool.Query(context.Background(), query, args...)
	if err != nil {
		c.t.Fatalf("%s: %v", query, err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		c.t.Fatalf("%s: %v", query, err)
	}
	return out
}

// Exec changes the database behind the back of the program.
func (c *County) Exec(query string, args ...any) {
	c.t.Helper()
	if _, err := c.Pool.Exec(context.Background(), query, args...); err != nil {
		c.t.Fatalf("%s: %v", query, err)
	}
}

// Dump is every row that verbs may change, in order; two equal dumps mean that nothing happened.
func (c *County) Dump() string {
	c.t.Helper()
	return c.Text(`
		select string_agg(line, E'\n' order by line) from (
		  select 'problem ' || p::text from problem p union all select 'number ' || p::text from problem_number p
		  union all select 'event ' || p::text from problem_event p union all select 'dispatch ' || p::text from dispatch p
		  union all select 'request ' || p::text from handling_request p union all select 'score ' || p::text from evaluation p
		  union all select 'callback ' || p::text from callback p union all select 'photo ' || p::text from photo p
		  union all select 'notice ' || p::text from notice p union all select 'visit ' || p::text from visit p
		  union all select 'unit ' || p::text from organization p union all select 'role ' || p::text from person_role p
		  union all select 'link ' || p::text from evaluation_link p union all select 'round ' || p::text from problem_round p
		  union all select 'sample ' || p::text from sample p union all select 'drawn ' || p::text from sample_item p
		  union all select 'assignment ' || p::text from assignment p) rows (line)`)
}
