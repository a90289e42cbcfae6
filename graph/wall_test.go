package graph_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/graph"
	"lianqi/server/db"
	"lianqi/server/db/dbtest"
	"lianqi/server/plan"
)

// reading is the pool of plans on the same database.
func reading(t testing.TB, nouns *plan.Graph, pool *pgxpool.Pool) *pgxpool.Pool {
	t.Helper()
	reader, missing, err := graph.OpenReader(t.Context(), nouns, pool)
	if err != nil || missing != "" {
		t.Fatal(missing, err)
	}
	t.Cleanup(reader.Close)
	return reader
}

// What the reads of no declaration name, the database does not let their pool have: not a column more, no row changed, no way out of the role.
func TestSecondWall(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t)
	nouns, err := graph.Nouns(graph.Schema())
	if err != nil {
		t.Fatal(err)
	}
	reader := reading(t, nouns, pool)
	const denied, readOnly = "42501", "25006"
	for sql, code := range map[string]string{
		"select password_hash from person":                                        denied,
		"select token_hash from session":                                          denied,
		"select secret from outbound_channel":                                     denied,
		"select url from outbound_channel":                                        denied,
		"select token_hash from evaluation_link":                                  denied,
		"select secret_hash from api_client":                                      denied,
		"select private_key from signing_key":                                     denied,
		"select content_hash from problem":                                        denied,
		"select * from export_log":                                                denied,
		"select * from person":                                                    denied,
		"select n from person n":                                                  denied,
		"select (n).password_hash from (select n from person n) n":                denied,
		"select query_to_xml('select password_hash from person', true, true, '')": denied,
		"select * from goose_db_version":                                          denied,
		"select * from river.river_job":                                           denied,
		"select rolpassword from pg_authid":                                       denied,
		"insert into division (code, name, level) values ('1', '1', 'COUNTY')":    readOnly,
		"update person set name = name":                                           readOnly,
		"delete from problem":                                                     readOnly,
		"truncate problem":                                                        readOnly,
		"select id from problem for update":                                       readOnly,
		"select keep_facts('{}')":                                                 denied,
		"select set_config('role', 'none', false)":                                denied,
		"select set_config('default_transaction_read_only', 'off', false)":        denied,
		"select lo_create(0)":                                                     denied,
		"create table mine ()":                                                    readOnly,
		"create temp table mine ()":                                               readOnly,
	} {
		var pg *pgconn.PgError
		if _, err := reader.Exec(t.Context(), sql); !errors.As(err, &pg) || pg.Code != code {
			t.Errorf("%s: %v", sql, err)
		}
	}
	conn, err := pool.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	reach, err := nouns.Reach(t.Context(), conn.Conn(), graph.Roles()...)
	conn.Release()
	if err != nil {
		t.Fatal(err)
	}
	for what, sql := range map[string]string{
		"select": `select c.relname || '.' || a.attname from ours c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
			where has_column_privilege($1, c.oid, a.attnum, 'select')`,
		"write": `select relname::text from ours where has_any_column_privilege($1, oid, 'insert, update, references')
			or has_table_privilege($1, oid, 'insert, update, delete, truncate, references, trigger, select')`,
		"call": `select proname::text from pg_proc p where pronamespace = 'public'::regnamespace and has_function_privilege($1, p.oid, 'execute')
			and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') group by 1`,
	} {
		want := slices.Clone(reach.Functions)
		if what == "select" {
			want = nil
			for table, columns := range reach.Columns {
				for _, c := range columns {
					want = append(want, table+"."+c)
				}
			}
		} else if what == "write" {
			want = nil
		}
		rows, err := pool.Query(t.Context(), `with ours as (select c.oid, c.relname from pg_class c where c.relnamespace in (select oid from pg_namespace
			where nspname in ('public', 'river')) and c.relkind in ('r', 'p', 'v', 'm')
			and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')) `+sql, db.Reader)
		if err != nil {
			t.Fatal(err)
		}
		got, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("the reader may %s\n%v\nwant\n%v", what, got, want)
		}
	}
}

// A second start changes nothing; what somebody else has granted or taken is put right.
func TestSecondWallStands(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t)
	nouns, err := graph.Nouns(graph.Schema())
	if err != nil {
		t.Fatal(err)
	}
	rights := func() (text string) {
		err := pool.QueryRow(t.Context(), `select coalesce(string_agg(concat_ws(' ', c.relname, c.xmin, c.relacl, a.attname, a.xmin, a.attacl), E'\n' order by c.relname, a.attnum), '')
			from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relname in ('person', 'problem', 'export_log')`).Scan(&text)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	reading(t, nouns, pool)
	first := rights()
	reading(t, nouns, pool)
	if rights() != first {
		t.Error("a second start wrote rights anew")
	}
	if _, err := pool.Exec(t.Context(), `grant select, insert on person to lianqi_reader; grant select (filter) on export_log to lianqi_reader;
		revoke select (title) on problem from lianqi_reader; grant execute on function keep_facts(uuid[]) to public`); err != nil {
		t.Fatal(err)
	}
	reader := reading(t, nouns, pool)
	for sql, want := range map[string]bool{
		"select count(name) from person": true, "select count(password_hash) from person": false, "select count(filter) from export_log": false,
		"select count(title) from problem": true, "select keep_facts('{}')": false,
	} {
		if _, err := reader.Exec(t.Context(), sql); (err == nil) != want {
			t.Errorf("%s: %v", sql, err)
		}
	}
}
