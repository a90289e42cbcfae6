package main

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

//go:embed op
var opFiles embed.FS

// op is one operation: the same question in three languages, and who asks it about what. It is a folder of op/.
type op struct {
	name, about string
	ours, peer  document
	limit       statement
	asked       []question
}

// document is GraphQL with its variables, in which "$x" is x of a question.
type document struct {
	query     string
	variables any
}

// statement is SQL whose parameters are named in its first line.
type statement struct {
	sql    string
	params []string
}

// question is a set of values, the same for all systems; who is the person whose session ours is asked in.
type question map[string]any

// reads and writes are the operations in the order of measuring.
var reads, writes = []string{"a", "b", "c", "d", "e", "f"}, []string{"i", "j"}

func (o *op) mutates() bool { return strings.HasPrefix(o.ours.query, "mutation") }

// readOp reads an operation's folder; its questions are those of a database.
func readOp(ctx context.Context, conn *pgx.Conn, name string) (*op, error) {
	o := &op{name: name}
	text := map[string]string{}
	for _, file := range []string{"about.txt", "ours.graphql", "peer.graphql", "limit.sql", "variables.sql"} {
		b, err := opFiles.ReadFile("op/" + name + "/" + file)
		if err != nil {
			return nil, err
		}
		text[file] = string(b)
	}
	o.about = strings.TrimSpace(text["about.txt"])
	var err error
	if o.ours, err = readDocument(text["ours.graphql"]); err != nil {
		return nil, err
	}
	if o.peer, err = readDocument(text["peer.graphql"]); err != nil {
		return nil, err
	}
	head, sql, _ := strings.Cut(text["limit.sql"], "\n")
	o.limit = statement{sql: sql, params: strings.Fields(strings.TrimPrefix(head, "--"))}
	rows, err := conn.Query(ctx, text["variables.sql"])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	o.asked, err = pgx.CollectRows(rows, pgx.RowTo[question])
	if err == nil && len(o.asked) == 0 {
		err = fmt.Errorf("%s: nothing to ask about", name)
	}
	return o, err
}

// readDocument takes the variables from the comment in the first line.
func readDocument(text string) (d document, err error) {
	head, query, _ := strings.Cut(text, "\n")
	d.query = strings.Join(strings.Fields(query), " ")
	return d, json.Unmarshal([]byte(strings.TrimPrefix(head, "#")), &d.variables)
}

// ask is the body of a request. A question that creates something gets an id and a time of its own.
func (d document) ask(q question) []byte {
	body, _ := json.Marshal(map[string]any{"query": d.query, "variables": fill(d.variables, q.anew())})
	return body
}

// anew adds what is another value in each request.
func (q question) anew() question {
	out := question{"uuid": uuid.Must(uuid.NewV7()).String(), "now": time.Now().UTC().Format(time.RFC3339Nano)}
	for k, v := range q {
		out[k] = v
	}
	return out
}

// fill gives "$x" in v its value; what a question has not is null.
func fill(v any, q question) any {
	switch v := v.(type) {
	case string:
		if name, ok := strings.CutPrefix(v, "$"); ok {
			return q[name]
		}
	case map[string]any:
		out := map[string]any{}
		for k, e := range v {
			out[k] = fill(e, q)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = fill(e, q)
		}
		return out
	}
	return v
}

// pages reports whether a document continues after a cursor, of which each system makes its own.
func (d document) pages() bool {
	text, _ := json.Marshal(d.variables)
	return bytes.Contains(text, []byte(`"$after"`))
}
