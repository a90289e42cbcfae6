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
	plan *plan
	in   *binding
	out  []byte
	path ast.Path // of the value at hand
	errs gqlerror.List
}

// table is the rows of a list, cut to the length that was asked for.
type table struct {
	cells    []cell
	width, n int
	more     bool // whether rows follow
}

func (t *table) row(i int) []cell { return t.cells[i*t.width : (i+1)*t.width] }

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
		w.path = append(w.path, n.at)
		whole = w.orNull(n.typ.NonNull, func() bool { return w.value(n, row, on) }) && whole
		w.path = w.path[:len(w.path)-1]
	}
	w.out = append(w.out, '}')
	return whole
}

// list writes n elements.
func (w *writer) list(n int, nonNull bool, element func(i int) bool) bool {
	w.out = append(w.out, '[')
	whole := true
	for i := range n {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		w.path = append(w.path, ast.PathIndex(i))
		whole = w.orNull(nonNull, func() bool { return element(i) }) && whole
		w.path = w.path[:len(w.path)-1]
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

func (w *writer) value(n *node, row []cell, on *table) (ok bool) {
	switch n.kind {
	case constant:
		return true
	case pageFirst, pageLast:
		if on.n == 0 {
			return w.null(n)
		}
		row = on.row(0)
		if n.kind == pageLast {
			row = on.row(on.n - 1)
		}
		fallthrough
	case scalar:
		if row[n.cols[0]].b == nil {
			return w.null(n)
		}
		w.out, ok = n.enc(w.out, row[n.cols[0]])
		return ok || w.fail("存储的值不合约定。")
	case computed:
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
	case object:
		if n.cols != nil && row[n.cols[0]].b == nil {
			return w.null(n)
		}
	case rows:
		if n.cols != nil {
			on = w.rows(n, row)
		}
		return w.list(on.n, n.typ.Elem.NonNull, func(i int) bool { return w.object(n.fields, on.row(i), on) })
	case page:
		on = w.rows(n, row)
	case pageMore:
		w.out = strconv.AppendBool(w.out, on.more)
		return true
	}
	return w.object(n.fields, row, on)
}

// rows takes the records of a list or page apart; there are none when nothing asks for them.
func (w *writer) rows(n *node, row []cell) *table {
	t, most := &table{}, w.in.first[n.list]
	if n.cols == nil {
		return t
	}
	each(row[n.cols[0]].b, func(i int, e cell) {
		if t.more = i >= most; !t.more {
			t.cells = record(t.cells, e.b)
			t.n++
		}
	})
	t.width = len(t.cells) / max(1, t.n)
	return t
}

// null is NULL for a field: allowed, or an error.
func (w *writer) null(n *node) bool {
	return n.typ.NonNull && w.fail("必有的内容为空，或您无权查看。")
}

// fail reports an error of the value at hand; false, for callers to return.
func (w *writer) fail(message string) bool {
	w.errs = append(w.errs, report(slices.Clone(w.path), fault.New(fault.Internal, "%s", message)))
	return false
}
