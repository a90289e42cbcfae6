package plan

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/vektah/gqlparser/v2/ast"
)

// How the naive interpreter asks, by literals, and writes what it is told, by pgx and encoding/json.

// sent stands around the literals that clients sent.
const sent = "/**/"

// sql writes everything that a snippet names as a literal.
func (n *naive) sql(snippet string, r at) string {
	return names.ReplaceAllStringFunc(snippet, func(m string) string {
		of, wide := strings.CutSuffix(m[1:], ".width") // a measure of the value before it
		name, path, _ := strings.Cut(of, ".")
		members := strings.FieldsFunc(path, func(c rune) bool { return c == '.' })
		v := dig(r.args[name], members)
		switch name {
		case "self":
			return r.self
		case "actor":
			v, wide = n.actor.Values[m[len("@actor."):]], false
		case "it":
			v = dig(r.it, members)
		}
		if wide {
			v = n.widthOf(v)
		}
		if s, given := text(v, 0).(string); given {
			return sent + quote(s) + sent
		}
		return "null"
	})
}

// query returns the cells of all rows, and remembers them: nothing changes meanwhile. A text that PostgreSQL does not take for a uuid is
// none: NULL.
func (n *naive) query(sql string) [][]cell {
	out, asked := n.asked.Get(sql)
	if !asked {
		out = n.rows(sql)
		n.asked.Add(sql, out)
	}
	return out
}

func (n *naive) rows(sql string) (out [][]cell) {
	rows, err := n.pool.Query(context.Background(), sql, pgx.QueryExecModeDescribeExec, pgx.QueryResultFormats{1})
	if err == nil {
		for rows.Next() {
			var row []cell
			for i, v := range rows.RawValues() {
				row = append(row, cell{rows.FieldDescriptions()[i].DataTypeOID, slices.Clone(v)})
			}
			out = append(out, row)
		}
		rows.Close()
		err = rows.Err()
	}
	if err == nil {
		return out
	}
	_, said, isUUID := strings.Cut(err.Error(), `invalid input syntax for type uuid: "`)
	if !isUUID {
		n.t.Fatalf("%v in %s", err, sql)
	}
	said = said[:strings.LastIndexByte(said, '"')]
	element := strings.ReplaceAll(strings.Trim(text([]any{said}, 0).(string), "{}"), "'", "''")
	without := strings.NewReplacer(sent+quote(said)+sent, "null", element, "NULL").Replace(sql)
	if without == sql {
		n.t.Fatalf("%v, which nobody sent, in %s", err, sql)
	}
	return n.rows(without)
}

var typeMap = pgtype.NewMap()

// scalar decodes with pgx and encodes with encoding/json.
func (n *naive) scalar(t *ast.Type, c cell, path string) string {
	if c.b == nil {
		return n.null(t, path)
	}
	dt, _ := typeMap.TypeForOID(c.oid)
	v, err := dt.Codec.DecodeValue(typeMap, c.oid, 1, c.b)
	if err != nil {
		n.t.Fatal(err)
	}
	if all, ok := v.([]any); ok {
		for i := range all {
			all[i] = n.shownAs(t, all[i])
		}
		return encode(all)
	}
	if t.Name() == "GeoJSON" {
		return v.(string)
	}
	return encode(n.shownAs(t, v))
}

func (n *naive) shownAs(t *ast.Type, v any) any {
	switch v := v.(type) {
	case time.Time:
		return v.UTC().Format(map[string]string{"Date": time.DateOnly, "DateTime": time.RFC3339Nano}[t.Name()])
	case [16]byte:
		return fmt.Sprintf("%x-%x-%x-%x-%x", v[:4], v[4:6], v[6:8], v[8:10], v[10:])
	}
	return v
}

func encode(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v)
	return strings.TrimSpace(b.String())
}
