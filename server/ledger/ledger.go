// Package ledger makes workbooks (XLSX) of what a reader may see: the 问题台账表 (6.4) and the others of 一书三单一表 (D1).
//
// GET /exports/{name}.xlsx?member=value…, with the members of the filter of the connection that holds the same rows:
//
//	ledger            问题台账      ProblemFilter
//	cadres            联企干部清单  CadreFilter; rows for offices alone
//	key-enterprises   重点企业清单  EnterpriseFilter, of the key list only
//	tasks             工作任务清单  EnterpriseFilter, a row for each cadre assigned today
//	policies          惠企政策一本通  PolicyFilter
//	accountability    督办问责事实表  DispatchFilter, a row for each unit and problem; for offices and supervisors (A17)
//
// One statement reads all rows, in one snapshot; they go through a file on disk, so that memory does not grow with their number. Who took
// which rows, and how many, is kept in export_log (domain 5).
package ledger

import (
	"context"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/fault"
	"lianqi/server/plan"
)

const (
	atOnce   = 2                // exports that are made at the same time
	patience = 20 * time.Second // how long the next one waits
)

// Server makes the workbooks.
type Server struct {
	pool   *pgxpool.Pool
	nouns  *plan.Graph
	now    func() time.Time
	word   func(enum string) map[string]string
	facts  Facts
	places chan struct{}
}

// Facts are predicates of the nouns that sheets count by.
type Facts struct {
	Overdue    string // a problem p is past its date and unanswered
	Late       string // a dispatch x is
	Unanswered string // an order so waits for its unit's answer
}

// New returns the workbooks of a database. word gives the Chinese words of an enum's values, and now is the clock by which they are dated.
func New(pool *pgxpool.Pool, nouns *plan.Graph, word func(enum string) map[string]string, facts Facts, now func() time.Time) *Server {
	return &Server{pool: pool, nouns: nouns, now: now, word: word, facts: facts, places: make(chan struct{}, atOnce)}
}

// output is one kind of workbook: the rows of a connection of the query, joined and in columns.
type output struct {
	title   string // of the sheet, and the first part of the file's name
	list    string
	fixed   url.Values    // members of the filter that are always so
	readers []access.Role // whom it is for; nil: everybody but applications
	note    string        // a further sentence on the sheet 说明
	columns []column
	from    func(rows *plan.Selection) string
	order   string
}

// output finds what a path names; false where there is no such workbook.
func (s *Server) output(name string) (output, bool) {
	switch name {
	case "ledger.xlsx":
		return s.problems(), true
	case "cadres.xlsx":
		return s.cadreList(), true
	case "key-enterprises.xlsx":
		return s.enterpriseList(), true
	case "tasks.xlsx":
		return s.taskList(), true
	case "policies.xlsx":
		return s.policies(), true
	case "accountability.xlsx":
		return s.accountability(), true
	}
	return output{}, false
}

// words is SQL for the Chinese word of a column that holds a value of an enum.
func (s *Server) words(enum, column string) string {
	var b strings.Builder
	b.WriteString("case " + column)
	words := s.word(enum)
	for _, value := range slices.Sorted(maps.Keys(words)) {
		b.WriteString(" when '" + value + "' then '" + words[value] + "'")
	}
	return b.String() + " end"
}

// ServeHTTP answers GET with the path value name: 200 with the workbook as an attachment, or a fault as JSON: 401 for nobody, 403 for
// applications, 404 for another name, 400 for a filter that does not exist, 429 while too many others export.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b, err := s.make(r.Context(), r.PathValue("name"), r.URL.Query())
	if err != nil {
		fault.Respond(w, r, err)
		return
	}
	defer func() { _ = b.close() }()
	h := w.Header()
	h.Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	h.Set("Content-Disposition", `attachment; filename="`+r.PathValue("name")+`"; filename*=UTF-8''`+url.PathEscape(b.name))
	h.Set("X-Row-Count", strconv.Itoa(b.rows))
	if err := b.send(w); err != nil {
		slog.WarnContext(r.Context(), "an export broke off", "error", err) // the caller went away, or the disk is full
	}
}

// make reads the rows and writes them down; the workbook is the caller's to close.
func (s *Server) make(ctx context.Context, name string, members url.Values) (*book, error) {
	reader, err := access.Need(ctx)
	if err != nil {
		return nil, err
	}
	what, known := s.output(name)
	switch {
	case !known:
		return nil, fault.New(fault.NotFound, "没有这份表。")
	case reader.Is(access.ThirdPartyApp):
		return nil, fault.New(fault.Forbidden, "第三方应用不能导出整表，请分页读取。")
	case what.readers != nil && !reader.Is(what.readers...):
		return nil, fault.New(fault.Forbidden, "这份表只供联企办和督导组使用。")
	}
	select {
	case s.places <- struct{}{}:
		defer func() { <-s.places }()
	case <-time.After(patience):
		return nil, fault.New(fault.TooMany, "正有别人在导出，请过一会儿再试。")
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return s.export(ctx, reader, what, members)
}
