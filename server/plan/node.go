package plan

import (
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/vektah/gqlparser/v2/ast"
)

// plan is an operation, or a payload's row, compiled for one role and one shape of variables.
type plan struct {
	id, sql string
	params  []param
	oids    []uint32 // of the parameters, from the database
	args    []argument
	lists   []bound
	root    []*node
	columns int
	single  bool // the root is a payload's row, not the query
	uses    atomic.Int32
}

// param is the value of a parameter in one request.
type param func(b *binding) any

// bound is what limits a list: the declared most, or of a page the argument first. A page may also start after a cursor.
type bound struct {
	within       int // the list it is in; -1 at the root
	most         int
	first, after *operand
	order        string // as cursors name it
	keys         int
	path         ast.Path
}

type kind uint8

const (
	constant  kind = iota
	scalar         // the column of the row
	computed       // made in Go from columns
	object         // columns of the same row; null when the first of cols is
	rows           // a list: a column of records or, without cols, the rows of the page at hand
	page           // a connection: a column of records and what stands around them
	pageMore       // whether rows follow the page's
	pageFirst      // a column of the page's first row
	pageLast       // and of its last
)

// node is a field of the answer.
type node struct {
	kind    kind
	at      ast.PathElement // its alias
	text    string          // `"alias":`, and a constant
	typ     *ast.Type
	cols    []int // of the row: a scalar's, an object's key, a computed field's, a list's records
	enc     encoder
	compute func(Actor, Cells) any
	fields  []*node
	list    int // of rows and pages: index into plan.lists
}

// row collects the columns of one FROM. Joined to another it hands its columns up, so that an edge to one row costs no record.
type row struct {
	up    *row
	alias string
	cols  []string
	place map[string]int // of a column, in the outermost row
	joins string
}

func newRow(up *row, alias string) *row { return &row{up: up, alias: alias, place: map[string]int{}} }

// selected is the statement of the outermost row.
func (r *row) selected(from string) string {
	return "select " + strings.Join(r.cols, ", ") + " from " + from + r.joins
}

// col is the place of a column, which is added when it is new.
func (r *row) col(sql string) int {
	i, known := r.place[sql]
	if known {
		return i
	}
	i = len(r.cols)
	r.cols = append(r.cols, sql)
	if r.up != nil {
		i = r.up.col(fmt.Sprintf("%s.c%d", r.alias, i))
	}
	r.place[sql] = i
	return i
}
