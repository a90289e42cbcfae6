package plan

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"lianqi/server/fault"
)

// Actor is who asks. Role picks the text of rules and so is part of a plan's key; Values are parameters, written @actor.name in
// snippets: a string, []string, bool or integer; nil and absent ones are NULL. @actor.width, an int, is written into the statement
// and is part of a plan's key, too: how wide the reader's area is decides which index serves the rule.
//
// At is when they ask, which is the present in their answer (moment.SQL, moment.Today); zero is now by the computer's clock.
type Actor struct {
	Role   string
	Values map[string]any
	At     time.Time
}

// Schema is an executable schema whose queries are answered by plans. Introspection and mutations are gqlgen's.
type Schema struct {
	graphql.ExecutableSchema
	graph *Graph
	pool  *pgxpool.Pool
	actor func(context.Context) Actor
	plans *lru.Cache[planKey, *plan]
}

type planKey struct {
	op          *ast.OperationDefinition
	field       *ast.Field // of a payload; nil for a query
	role, shape string
	width       int
}

const (
	maxPlans    = 1000
	prepareFrom = 3 // the use at which a statement is prepared
)

// Wrap answers the queries of es by g's plans. The pool should set timezone to UTC, plan_cache_mode to force_generic_plan, a
// statement_timeout, and keep no more than 64 statements per connection.
func Wrap(es graphql.ExecutableSchema, g *Graph, pool *pgxpool.Pool, actor func(context.Context) Actor) *Schema {
	plans, _ := lru.New[planKey, *plan](maxPlans)
	return &Schema{ExecutableSchema: es, graph: g, pool: pool, actor: actor, plans: plans}
}

type schemaKey struct{}

// Exec implements graphql.ExecutableSchema. Introspection is gqlgen's when it is all that is asked.
func (s *Schema) Exec(ctx context.Context) graphql.ResponseHandler {
	oc := graphql.GetOperationContext(ctx)
	if oc.Operation.Operation != ast.Query || s.introspects(oc) {
		inner := s.ExecutableSchema.Exec(ctx)
		return func(ctx context.Context) *graphql.Response {
			return inner(context.WithValue(ctx, schemaKey{}, s)) // for the rows of payloads
		}
	}
	done := false
	return func(ctx context.Context) *graphql.Response {
		if done {
			return nil
		}
		done = true
		data, errs := s.answer(ctx, oc, nil, "")
		for _, err := range errs {
			graphql.AddError(ctx, err)
		}
		return &graphql.Response{Data: data}
	}
}

// introspects reports whether an operation asks for nothing but the schema.
func (s *Schema) introspects(oc *graphql.OperationContext) bool {
	some := false
	for _, selection := range oc.Operation.SelectionSet {
		if f, plain := selection.(*ast.Field); plain && len(f.Directives) == 0 && !strings.HasPrefix(f.Name, "__") {
			return false // without collecting, as nearly all
		}
	}
	for _, f := range graphql.CollectFields(oc, oc.Operation.SelectionSet, []string{s.graph.schema.Query.Name}) {
		if !strings.HasPrefix(f.Name, "__") {
			return false
		}
		some = some || f.Name != "__typename"
	}
	return some
}

// answer is the JSON of an operation, or of the payload's field at for the row id; null where errors reach the top.
func (s *Schema) answer(ctx context.Context, oc *graphql.OperationContext, at *graphql.CollectedField, id string) ([]byte, gqlerror.List) {
	actor := s.actor(ctx)
	actor.At = cmp.Or(actor.At, time.Now())
	k := planKey{op: oc.Operation, role: actor.Role, shape: s.graph.shape(oc)}
	k.width = actorWidth(actor.Values)
	if at != nil {
		k.field = at.Field
	}
	p, known := s.plans.Get(k)
	if !known {
		var errs gqlerror.List
		if p, errs = s.graph.compile(oc, actor, at); errs != nil {
			return null, errs
		}
	}
	b, errs := s.graph.bind(p, oc.Variables, actor, id)
	if at == nil {
		graphql.RegisterExtension(ctx, "cost", b.cost)
	}
	if errs != nil {
		return null, errs
	}
	w := writers.Get().(*writer)
	defer writers.Put(w)
	*w = writer{plan: p, in: b, out: w.out[:0], lists: w.lists[:0], cells: w.cells[:0]}
	err := s.run(ctx, p, w)
	switch {
	case isData(err) && slices.ContainsFunc(b.cursors, func(c []string) bool { return c != nil }):
		return null, gqlerror.List{report(nil, errCursor)}
	case err != nil:
		err = fmt.Errorf("read %s as %s by plan %s: %w", word(oc.Operation.Name), actor.Role, p.id, err)
		return null, gqlerror.List{report(nil, fault.Public(ctx, err))}
	case w.errs != nil:
		slog.WarnContext(ctx, "read broke the contract", "operation", oc.Operation.Name, "role", actor.Role, "plan", p.id, "at", w.errs[0].Path.String())
	}
	if !known {
		s.plans.Add(k, p)
	}
	return slices.Clone(w.out), w.errs
}

var null = []byte("null")

// writers are used again, as what they grow to is long; an answer is a copy.
var writers = sync.Pool{New: func() any { return new(writer) }}

// run executes the statement and writes its row.
func (s *Schema) run(ctx context.Context, p *plan, w *writer) error {
	if p.columns == 0 {
		w.root(nil)
		return nil
	}
	conn, err := s.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	if p.oids == nil {
		d, err := conn.Conn().PgConn().Prepare(ctx, "", p.sql, nil)
		if err != nil {
			return err
		}
		p.oids = d.ParamOIDs
	}
	mode := pgx.QueryExecModeDescribeExec
	if p.uses.Add(1) >= prepareFrom {
		mode = pgx.QueryExecModeCacheStatement
	}
	args := []any{mode, pgx.QueryResultFormats{pgx.BinaryFormatCode}}
	for i, param := range p.params {
		args = append(args, text(param(w.in), p.oids[i]))
	}
	rows, err := conn.Query(ctx, p.sql, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	if rows.Next() {
		for i, v := range rows.RawValues() {
			w.cells = append(w.cells, cell{rows.FieldDescriptions()[i].DataTypeOID, v})
		}
		w.root(w.cells)
	}
	rows.Close()
	return rows.Err()
}
