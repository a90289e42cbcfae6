package plan

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// own are the columns of its table that a noun's declarations name for their rows: statements select these and never the whole row, since a
// reader may not select what nothing declares (Reach).
type own struct {
	word  *regexp.Regexp  // a column of the alias, or of up
	known map[string]bool // by name
	up    []string        // what edges to itself start from
}

// learn notes the noun's own columns, once all fields are declared. orders are those in which edges of other nouns show its rows.
func (t *Type) learn(orders []string) {
	t.own = own{regexp.MustCompile(`\b(` + t.alias + `|up)\.([a-z_]\w*)`), map[string]bool{}, nil}
	said := append(orders, t.key)
	for _, f := range t.fields {
		switch {
		case f.look != nil:
			said = append(said, f.look.sql, f.look.where, f.look.order)
		case f.edge:
			said = append(said, f.on, f.rows, f.order)
		default:
			said = append(said, f.sql...)
		}
	}
	for _, o := range append(slices.Collect(maps.Values(t.args)), t.orders...) {
		said = append(said, orderSQL(o.keys))
	}
	said = slices.AppendSeq(said, maps.Values(t.edgeFields))
	for _, m := range t.own.word.FindAllStringSubmatch(strings.Join(said, "\n"), -1) {
		t.own.known[m[2]] = true
		if m[1] == "up" {
			t.own.up = append(t.own.up, t.alias+"."+m[2])
		}
	}
	t.own.up = distinct(t.own.up)
}

// named are those of the noun's columns that the SQL around its rows names. Rows that do not come from the table itself are taken as they come.
func (t *Type) named(from, sql string) string {
	if t.table() == "" || !strings.HasSuffix(from, t.from) {
		return t.alias + ".*"
	}
	var out []string
	for _, m := range t.own.word.FindAllStringSubmatch(sql, -1) {
		if m[1] == t.alias && t.own.known[m[2]] {
			out = append(out, m[0])
		}
	}
	return strings.Join(distinct(out), ", ")
}

// all are all of the noun's columns.
func (t *Type) all() string {
	var out []string
	for name := range t.own.known {
		out = append(out, t.alias+"."+name)
	}
	return strings.Join(distinct(out), ", ")
}

// above is the row that an edge of the noun to itself starts from.
func (t *Type) above() string {
	columns := strings.Join(t.own.up, ", ")
	if t.table() == "" {
		columns = t.alias + ".*"
	}
	return "(select " + columns + ") up"
}

func distinct(list []string) []string { return slices.Compact(slices.Sorted(slices.Values(list))) }
