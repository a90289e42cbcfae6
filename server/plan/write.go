package plan

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"lianqi/server/fault"
)

// writer makes the answer from one row. A method that writes a value returns false when the value is null; where the schema does
// not allow that, the parent takes back what it wrote and becomes null itself, or passes it on.
type writer struct {
	plan  *plan
	in    *binding
	out   []byte
	lists [][]byte // the records of the lists at hand, an inner list's after those of the list that it is in
	cells []cell   // of the rows at hand, likewise
	errs  gqlerror.List
}

// table is the records of a list, cut to the length that was asked for.
type table struct {
	rows [][]byte
	more bool // whether rows follow
}

// root writes the answer; a payload's row is written alone.
func (w *writer) root(row []cell) {
	w.orNull(true, func() bool {
		if w.plan.single {
			return w.value(w.plan.root[0], row, nil)
		}
		return w.object(w.plan.root, row, nil)
	})
}

// object writes fields in the order of the question.
func (w *writer) object(fields []*node, row []cell, on *table) bool {
	w.out = append(w.out, '{')
	whole := true
	for i, n := range fields {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		w.out = append(w.out, n.text...)
		failed := len(w.errs)
		whole = w.orNull(n.typ.NonNull, func() bool { return w.value(n, row, on) }) && whole
		for _, err := range w.errs[failed:] {
			err.Path = slices.Insert(err.Path, 0, n.at)
		}
	}
	w.out = append(w.out, '}')
	return whole
}

// list writes the rows of a table.
func (w *writer) list(n *node, t *table) bool {
	w.out = append(w.out, '[')
	whole := true
	for i, row := range t.rows {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		failed := len(w.errs)
		whole = w.orNull(n.typ.Elem.NonNull, func() bool {
			return w.within(row, func(cells []cell) bool { return w.object(n.fields, cells, t) })
		}) && whole
		for _, err := range w.errs[failed:] {
			err.Path = slices.Insert(err.Path, 0, ast.PathElement(ast.PathIndex(i)))
		}
	}
	w.out = append(w.out, ']')
	return whole
}

// orNull writes a value, or null in its place; false means that the schema does not allow null here.
func (w *writer) orNull(nonNull bool, value func() bool) bool {
	from := len(w.out)
	if value() {
		return true
	}
	w.out = append(w.out[:from], "null"...)
	return !nonNull
}

func (w *writer) value(n *node, row []cell, on *table) bool {
	switch n.kind {
	case scalar:
		return w.scalar(n, row)
	case pageFirst, pageLast:
		if len(on.rows) == 0 {
			return w.null(n)
		}
		at := on.rows[0]
		if n.kind == pageLast {
			at = on.rows[len(on.rows)-1]
		}
		return w.within(at, func(cells []cell) bool { return w.scalar(n, cells) })
	case computed:
		return w.computed(n, row)
	case object:
		if n.cols != nil && row[n.cols[0]].b == nil {
			return w.null(n)
		}
		return w.object(n.fields, row, on)
	case rows:
		if n.cols == nil { // of the page at hand
			return w.list(n, on)
		}
		return w.table(n, row, func(t *table) bool { return w.list(n, t) })
	case page:
		return w.table(n, row, func(t *table) bool { return w.object(n.fields, row, t) })
	case pageMore:
		w.out = strconv.AppendBool(w.out, on.more)
	}
	return true
}

// table takes a list apart for as long as f needs its records; there are none when nothing asks for them.
func (w *writer) table(n *node, row []cell, f func(t *table) bool) bool {
	t, from := table{}, len(w.lists)
	if n.cols != nil {
		each(row[n.cols[0]].b, func(i int, e cell) {
			if t.more = i >= w.in.first[n.list]; !t.more {
				w.lists = append(w.lists, e.b)
			}
		})
	}
	t.rows = w.lists[from:]
	whole := f(&t)
	w.lists = w.lists[:from]
	return whole
}

// within takes a record apart for as long as f needs its cells.
func (w *writer) within(r []byte, f func(row []cell) bool) bool {
	from := len(w.cells)
	w.cells = record(w.cells, r)
	whole := f(w.cells[from:])
	w.cells = w.cells[:from]
	return whole
}

func (w *writer) scalar(n *node, row []cell) (ok bool) {
	c := row[n.cols[0]]
	if c.b == nil {
		return w.null(n)
	}
	w.out, ok = n.enc(w.out, c)
	return ok || w.fail("存储的值不合约定。")
}

func (w *writer) computed(n *node, row []cell) bool {
	cells := make(Cells, len(n.cols))
	for i, col := range n.cols {
		cells[i] = row[col]
	}
	v := n.compute(w.in.actor, cells)
	if v == nil {
		return w.null(n)
	}
	text, err := json.Marshal(v)
	w.out = append(w.out, text...)
	return err == nil || w.fail("算出的值不合约定。")
}

// null is NULL for a field: allowed, or an error.
func (w *writer) null(n *node) bool {
	return n.typ.NonNull && w.fail("必有的内容为空，或您无权查看。")
}

// fail reports an error of the value at hand; false, for callers to return. Its path is made on the way out.
func (w *writer) fail(message string) bool {
	w.errs = append(w.errs, report(nil, fault.New(fault.Internal, "%s", message)))
	return false
}
