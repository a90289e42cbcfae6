package plan

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/jackc/pgx/v5"
)

// Reach is what reads touch in the schema public of a database: columns by table or view, and functions by name.
type Reach struct {
	Columns   map[string][]string
	Functions []string
}

// Reach finds what the statements for readers of these roles can touch, so that the database may refuse them all the rest. It goes by their words, and
// by those of the functions that they call: a column is reached when some statement names both it and its table, a view (which reads by its
// owner's rights) when it is named at all.
func (g *Graph) Reach(ctx context.Context, conn *pgx.Conn, roles ...string) (Reach, error) {
	k, err := readCatalog(ctx, conn)
	if err != nil {
		return Reach{}, fmt.Errorf("plan: reading the catalog: %w", err)
	}
	c := &checker{Graph: g, seen: map[string]bool{}}
	for _, role := range roles {
		c.probe(role)
	}
	for _, t := range g.sorted() {
		for _, o := range t.orders {
			c.made = append(c.made, t.keysOf(o))
		}
	}
	r := Reach{Columns: map[string][]string{}}
	for _, sql := range distinct(c.made) {
		k.touch(&r, sql)
	}
	for name, columns := range r.Columns {
		r.Columns[name] = distinct(columns)
	}
	r.Functions = distinct(r.Functions)
	return r, nil
}

// catalog is what the schema public has of its own, not of an extension.
type catalog struct {
	columns map[string][]string // by table or view
	views   map[string]string   // their definitions
	bodies  map[string]string   // of functions, with the columns of the rows that they return
}

func readCatalog(ctx context.Context, conn *pgx.Conn) (*catalog, error) {
	k := &catalog{map[string][]string{}, map[string]string{}, map[string]string{}}
	rows, err := conn.Query(ctx, `
		with own as (select c.oid, c.relname, c.relkind, array(select a.attname::text from pg_attribute a
		               where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
		  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
		   and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'))
		select relkind::text, relname, columns, case relkind when 'v' then pg_get_viewdef(oid) else '' end from own
		union all
		select 'f', p.proname, coalesce(own.columns, '{}'), p.prosrc
		  from pg_proc p left join pg_type t on t.oid = p.prorettype left join own on own.oid = t.typrelid
		 where p.pronamespace = 'public'::regnamespace
		   and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`)
	if err != nil {
		return nil, err
	}
	var kind, name, text string
	var columns []string
	_, err = pgx.ForEachRow(rows, []any{&kind, &name, &columns, &text}, func() error {
		switch kind {
		case "f":
			k.bodies[name] += fmt.Sprintln(text, columns)
		case "v":
			k.views[name] = text
			fallthrough
		default:
			k.columns[name] = slices.Clone(columns)
		}
		return nil
	})
	return k, err
}

// touch adds what a statement touches.
func (k *catalog) touch(r *Reach, sql string) {
	words := k.words(sql)
	for word := range words {
		if _, called := k.bodies[word]; called {
			r.Functions = append(r.Functions, word)
		}
		for _, column := range k.columns[word] {
			if k.views[word] != "" || words[column] {
				r.Columns[word] = append(r.Columns[word], column)
			}
		}
	}
}

// words are those of a statement and of the functions that it calls, in the views that it reads, too.
func (k *catalog) words(sql string) map[string]bool {
	words, followed := map[string]bool{}, map[string]bool{}
	var read func(text string, all bool)
	read = func(text string, all bool) {
		for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r != '_' && !unicode.IsLower(r) && !unicode.IsDigit(r) }) {
			body, called := k.bodies[word]
			if all || called {
				words[word] = true
			}
			if !followed[word] {
				followed[word] = true
				read(body, true)
				read(k.views[word], false)
			}
		}
	}
	read(sql, true)
	return words
}
