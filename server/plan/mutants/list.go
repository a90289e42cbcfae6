package main

// mutant is one place of package plan, or of what it stands on, and what it is changed to.
type mutant struct{ name, file, from, to string }

var mutants = []mutant{
	// Who sees what.
	{"a noun's rule is forgotten", "compile.go", `if see := t.see(c.role); see != "" && !c.implied(s.t, f, see) {`, `if see := t.see(c.role); false {`},
	{"a rule is implied by a part of it", "rule.go", `slices.Contains(split(rule, " or ")`, `slices.Contains(split(rule, " and ")`},
	{"a rule is implied along an edge to any rows", "rule.go", `len(split(f.on, " or ")) == 1 && `, ``},
	{"a rule is implied by words in brackets", "rule.go", `case depth == 0 && strings`, `case strings`},
	{"a hidden field is shown", "compile.go", `case decl.hidden != nil && decl.hidden(c.role):`, `case false:`},
	{"a cursor throws rule and filter away", "page.go", `where = append(where, p.beyond(keys))`, `where = []string{p.beyond(keys)}`},
	{"a count forgets its where", "compile.go", `if l.where != "" {`, `if false {`},
	{"an edge forgets whom it belongs to", "compile.go", `if f.on != "" {`, `if false {`},
	{"a computed field does not know who asks", "write.go", `n.compute(w.in.actor, cells)`, `n.compute(Actor{}, cells)`},

	// What a plan depends on.
	{"the key forgets the role", "exec.go", `role: actor.Role, shape:`, `role: "", shape:`},
	{"the key forgets the payload's field", "exec.go", `k.field = at.Field`, `_ = at.Field`},
	{"the key forgets all variables", "exec.go", `shape: s.graph.shape(oc)}`, `shape: ""}`},
	{"the key forgets null", "shape.go", `case v == nil:`, `case false:`},
	{"the key forgets what was not sent", "shape.go", `return append(b, '_')`, `return append(b, '0')`},
	{"the key forgets enums and booleans", "shape.go", `return fmt.Append(b, v, ";")`, `return append(b, '1')`},
	{"the key forgets how long a page is", "shape.go", `return fmt.Append(b, bucket(n), ";")`, `return fmt.Append(b, bucket(min(n, 1)), ";")`},
	{"the key forgets the members of inputs", "shape.go", `b = g.appendShape(b, f.Type, e, given)`, `_, _ = e, given`},
	{"the key forgets the elements of lists", "shape.go", `b = g.appendShape(b, t.Elem, e, true)`, `_ = e`},
	{"two operands share a parameter", "argument.go", `c.param(fmt.Sprint(snippet, "\x00", o), func`, `c.param(snippet, func`},

	{"the key forgets how wide the reader's area is", "exec.go", `k.width = actorWidth(actor.Values)`, `k.width = 0`},
	{"today is the day in Greenwich", "compile.go", `b.actor.At.In(moment.Zone)`, `b.actor.At`},
	{"the key forgets how wide a code is", "shape.go", `g.widthOf(v), ",")`, `0, ",")`},

	// Pages.
	{"one row too many", "write.go", `t.more = i >= w.in`, `t.more = i > w.in`},
	{"hasNextPage is never true", "write.go", `strconv.AppendBool(w.out, on.more)`, `strconv.AppendBool(w.out, false)`},
	{"no row is fetched beyond the page", "page.go", `p.beside = pageMore, 1`, `p.beside = pageMore, 0`},
	{"the keyset goes the wrong way", "page.go", `if keys[0].desc {`, `if !keys[0].desc {`},
	{"orders forget desc", "page.go", `if k.desc {`, `if false {`},
	{"totalCount forgets the filter", "page.go", "case \"totalCount\":\n\t\t\tfrom, where := p.all()", "case \"totalCount\":\n\t\t\tfrom, where := p.rows(p.scope, p.target, p.decl)"},
	{"hasPreviousPage is never true", "page.go", `p.plan.lists[p.list].after != nil)`, `false)`},
	{"endCursor is the first row's", "write.go", `at = on.rows[len(on.rows)-1]`, `at = on.rows[0]`},
	{"a cursor of another order is taken", "bind.go", ` || parts[0] != l.order {`, ` {`},
	{"first has no upper bound", "bind.go", `if n < 1 || n > maxFirst {`, `if n < 1 {`},
	{"the size of an answer has no bound", "bind.go", `b.cost > maxRows {`, `false {`},
	{"an argument's own order is forgotten", "page.go", `arg.keys != nil && p.now(given) != nil {`, `false && p.now(given) != nil {`},
	{"the order is lost after joins", "graph.go", `t.alias + joins + order`, `t.alias + joins`},
	{"one of many is not the first", "compile.go", "\tif order != \"\" {\n\t\tlimit = \" limit 1\"", "\tif order != \"\" {\n\t\torder, limit = \"\", \" limit 1\""},
	{"the nearest forget rule and filter", "page.go", `" ")), from, where, keys, limit), nil`, `" ")), from, nil, keys, limit), nil`},
	{"of equally near ones some are left out", "page.go", `" rows with ties"`, `" rows only"`},
	{"the nearest are not put into their whole order", "page.go", `c.array(p.sub, t, from, where, orderSQL(keys), limit)`, `c.array(p.sub, t, from, where, orderSQL(keys[:1]), limit)`},

	// Values.
	{"null stays in a field that has none", "write.go", `whole = w.orNull(n.typ.NonNull, func`, `whole = w.orNull(false, func`},
	{"null stays in a list that has none", "write.go", `whole = w.orNull(n.typ.Elem.NonNull, func`, `whole = w.orNull(false, func`},
	{"an unknown enum value is shown", "cell.go", `return appendString(b, c.b), known.ForName(string(c.b)) != nil`, `return appendString(b, c.b), known != nil || true`},
	{"times lose what is below a second", "cell.go", `appendTime(b, instant(c), time.RFC3339Nano)`, `appendTime(b, instant(c), time.RFC3339)`},
	{"quotes in texts are not escaped", "cell.go", `c < ' ' || c == '"' || c == '\\'`, `c < ' ' || c == '\\'`},
	{"large integers wrap", "cell.go", `return strconv.AppendInt(b, n, 10), n == int64(int32(n))`, `return strconv.AppendInt(b, int64(int32(n)), 10), true`},

	// What clients send.
	{"defaults of arguments are forgotten", "argument.go", `from = a.DefaultValue`, `from = nil`},
	{"defaults of members are forgotten", "coerce.go", `v, _ = f.DefaultValue.Value(nil)`, `v = nil`},
	{"an unknown enum value is taken", "coerce.go", `if def.Kind == ast.Enum && def.EnumValues.ForName(fmt.Sprint(v)) == nil {`, `if def.EnumValues.ForName(fmt.Sprint(v)) == nil && false {`},
	{"null is taken where none may be", "coerce.go", `if t.NonNull { // a variable`, `if false { // a variable`},
	{"inputs are not converted", "coerce.go", `f != nil && c.convert && c.errs == nil {`, `false && f != nil && c.errs == nil {`},
	{"what is no uuid reaches the database", "argument.go", `oid == pgtype.UUIDOID && !isUUID(v) {`, `oid == pgtype.UUIDOID && v == "" {`},
	{"elements of lists are not escaped", "argument.go", "strings.NewReplacer(`\\`, `\\\\`, `\"`, `\\\"`).Replace(p)", `p`},

	// What the database is told that reads need.
	{"the reader may select whole tables", "reach.go", `if k.views[word] != "" || words[column] {`, `if true {`},
	{"rows are selected whole", "columns.go", `if t.table() == "" || !strings.HasSuffix(from, t.from) {`, `if true {`},
	{"what functions read is not told", "reach.go", `read(body, true)`, `_ = body`},

	// Who asks, as sessions are remembered.
	{"sessions are remembered for ever", "server/session/memory.go", `ok && now.Sub(h.at).Abs() < remembered`, `ok`},
	{"sessions are remembered that changed while they were loaded", "server/session/memory.go", `if !m.hears || m.forgot != since {`, `if !m.hears {`},
	{"sessions are remembered though nobody tells of changes", "server/session/memory.go", `if !m.hears || m.forgot != since {`, `if m.forgot != since {`},
	{"a change is not noticed", "server/session/memory.go", `		s.memory.forget(true)
		if _, err := conn.WaitForNotification`, `		s.memory.hears = true
		if _, err := conn.WaitForNotification`},
	{"a database that was lost is not noticed", "server/session/memory.go", `s.memory.forget(false)`, `s.memory.forget(true)`},
	{"what this server changed waits to be told", "server/session/memory.go", `	m.forgot++
	clear(m.sessions)`, `	_ = 0`},
	{"the memory has no bound", "server/session/memory.go", `if len(m.sessions) >= mostRemembered {`, `if false {`},
}
