package plan

import (
	"encoding/base64"
	"encoding/json"
	"errors"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"lianqi/server/fault"
)

const (
	maxRows  = 10_000 // what a document may return at worst
	maxEdges = 200    // how many edges a document may follow
)

// binding is what one request gives to a plan.
type binding struct {
	actor   Actor
	id      string // of a payload's row
	values  []any  // of plan.args
	first   []int  // of plan.lists
	cost    int    // the rows of the answer at worst
	cursors [][]string
}

// bind coerces the arguments and checks the lists. It returns every fault of the first kind that it meets: of arguments, of pages,
// of the whole document's size.
func (g *Graph) bind(p *plan, vars map[string]any, actor Actor, id string) (*binding, gqlerror.List) {
	b := &binding{actor: actor, id: id, first: make([]int, len(p.lists)), cursors: make([][]string, len(p.lists))}
	var errs gqlerror.List
	for _, a := range p.args {
		v, faults := g.coerce(a, a.raw(vars), true)
		b.values, errs = append(b.values, v), append(errs, faults...)
	}
	if errs != nil {
		return b, errs
	}
	worst := make([]int, len(p.lists))
	for i, l := range p.lists {
		for _, err := range b.list(i, l) {
			errs = append(errs, report(l.path, err))
		}
		worst[i] = max(1, b.first[i])
		if l.within >= 0 {
			worst[i] = min(worst[i]*worst[l.within], maxRows+1)
		}
		b.cost += worst[i]
	}
	if errs == nil && b.cost > maxRows {
		errs = gqlerror.List{report(nil, fault.New(fault.TooLarge, "一次最多读 %d 行，请减少 first 或层数。", maxRows))}
	}
	return b, errs
}

// list reads a list's first and after.
func (b *binding) list(i int, l bound) (errs []error) {
	b.first[i] = l.most
	if l.first != nil {
		n, _ := b.values[l.first.index].(int64)
		if n < 1 || n > maxFirst {
			errs = append(errs, fault.At("first", "first 应为 1 到 %d。", maxFirst))
		}
		b.first[i] = int(n)
	}
	if l.after != nil {
		cursor, _ := b.values[l.after.index].(string)
		raw, err := base64.RawURLEncoding.DecodeString(cursor)
		var parts []string
		if err != nil || json.Unmarshal(raw, &parts) != nil || len(parts) != l.keys+1 || parts[0] != l.order {
			return append(errs, errCursor)
		}
		b.cursors[i] = parts[1:]
	}
	return errs
}

var errCursor = fault.At("after", "after 不是这个列表的游标。")

// report is an error as GraphQL has it; what is no fault keeps its words to itself, and whoever presents errors logs it.
func report(path ast.Path, err error) *gqlerror.Error {
	shown := &gqlerror.Error{Err: err, Message: "系统出错了，请稍后重试。", Path: path, Extensions: map[string]any{"code": string(fault.Internal)}}
	if f := fault.As(err); f != nil {
		shown.Message, shown.Extensions["code"] = f.Message, string(f.Code)
	}
	return shown
}

// isData reports whether PostgreSQL refused a value, as it does with a forged cursor.
func isData(err error) bool {
	var pg interface{ SQLState() string }
	return errors.As(err, &pg) && pg.SQLState()[:2] == "22"
}
