// Package plan is the read path: it turns a validated GraphQL operation into one SQL statement and writes the JSON bytes.
//
// A noun is declared once, in server/<noun>/read.go: where its rows come from, who may see them, and what the names of its
// fields mean in SQL. A field that is not declared is the column of its name (createdAt: created_at). Kinds, lists, pages, enums
// and nulls are read off the schema, so a new column needs a migration and one line of schema, and no Go.
//
//	plan.NewType("Problem", "problem p", "p.id", sees).
//		Field("overdue", "p.due_at < (select moment())").
//		One("enterprise", "e.id = p.enterprise_id").
//		Many("events", "t.problem_id = p.id").
//		Order("NEWEST", "p.submitted_at desc, p.id desc").
//		Filter("text", "p.title ilike '%' || @it || '%'")
//
// In a snippet @name is an argument of the field (@near.lon a member of it), @it a filter's value, @self a value's own SQL,
// @actor.name a value of whoever asks. (select moment()) and (select today()) are when that is. In an edge of a noun to itself, up is the row it starts from:
// One("parent", "d.code = up.parent_code").
//
// # What comes out
//
// query Newest { problems(first: 20) { totalCount nodes { title enterprise { name } } } }, asked by an office:
//
//	/* Newest OFFICE */
//	select (select count(*) from problem p where (left(p.division_code, 6) = $1)),
//	  array(select row(p.title, o1.c0, o1.c1)
//	    from (select p.enterprise_id, p.id, p.submitted_at, p.title from problem p
//	      where (left(p.division_code, 6) = $1) order by p.submitted_at desc, p.id desc limit 20) p
//	    left join lateral (select e.id as c0, e.name as c1 from enterprise e where (…the rule of Enterprise…)
//	      and (e.id = p.enterprise_id)) o1 on true
//	    order by p.submitted_at desc, p.id desc)
//	from (select) _
//
// Every field is one expression in the scope of its parent. An edge to one row is a lateral join whose columns are handed up into
// the parent's row; an edge to many is an array of records. The limit is inside and the joins outside, so a list never joins more
// rows than it returns; one row more is fetched where it is asked whether there is a next page. PostgreSQL answers with binary records
// (cell.go takes them apart), and the writer (write.go) appends JSON from them.
//
// # What a plan depends on
//
// A plan belongs to one parsed operation, one role, one width of the reader's area and one shape of the variables: which are null, the
// values of enums and booleans, the size class of integers, the width of texts that are codes of divisions, the members given in inputs
// (shape.go). @actor.role, @actor.width and @it.width are literals: with them PostgreSQL knows how much a rule or a filter leaves out. Enums, booleans and limits are literals in the
// SQL, limits rounded up to 1, 5, 10, 20, 50 or 100 and cut by the writer; everything else is a parameter. The pool is expected to
// set plan_cache_mode to force_generic_plan and timezone to UTC.
//
// # What keeps it safe
//
// compiler.rows is the only place that writes a noun's FROM, and it writes the noun's rule with it, but along an edge from a row by which those
// of the edge are seen (With, rule.go): a problem's events need not each look for the problem again. Count and First go through it too. New refuses declarations that do not fit the schema, that sort or filter by what is hidden, or that read another
// noun's table past its rule (Through is the way to say that this is meant). Check compiles every field alone and prepares it for
// every role. Reach tells which columns and functions all of this reads, which are all that the database lets the read pool's role have. A document that may return more than 10,000 rows, which is the cost in its answer's extensions, or follows more than 200 edges is
// refused before it runs. All reads of one
// operation are one statement, hence one snapshot.
//
// type.go and rule.go declare; graph.go joins; refuse.go and check.go refuse; reach.go tells the database. compile.go and page.go make the SQL and the nodes of node.go from a
// document; argument.go, coerce.go, bind.go and shape.go handle what clients send; cell.go and write.go make JSON; exec.go and row.go
// sit in gqlgen.
package plan
