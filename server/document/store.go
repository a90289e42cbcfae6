package document

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/fault"
)

// Store saves the texts of documents.
type Store struct {
	pool *pgxpool.Pool
	now  func() time.Time
}

// New returns the store; now is the clock by which what is saved is dated.
func New(pool *pgxpool.Pool, now func() time.Time) *Store { return &Store{pool, now} }

// TemplateInput is the texts of one kind of document in an area. They are plain text and may name {地区} {年} {编号} {序号} {单位}.
type TemplateInput struct {
	Kind         string
	DivisionCode string // "" is the office's own
	Name         string
	Heading      string
	Numbering    string // names {编号} and {序号}, so that no two documents have the same number
	Intro        string
	Footer       string
}

// Save replaces the texts of a kind of document in an area and returns the template's id. FORBIDDEN unless an office over the area or the
// administrator asks, INVALID for an unknown area, a text that is too long, or one that names what there is not.
func (s *Store) Save(ctx context.Context, actor access.Actor, in TemplateInput) (string, error) {
	if in.DivisionCode == "" {
		in.DivisionCode = actor.DivisionCode
	}
	if !actor.Is(access.Admin) && !(actor.Is(access.Office) && actor.Over(in.DivisionCode)) {
		return "", fault.New(fault.Forbidden, "只有这个地区的联企办或系统管理员可以修改单据文字。")
	}
	if err := in.check(); err != nil {
		return "", err
	}
	var id string
	err := db.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		var known bool
		if err := tx.QueryRow(ctx, "select exists (select from division where code = $1)", in.DivisionCode).Scan(&known); err != nil {
			return fmt.Errorf("find the area: %w", err)
		}
		if !known {
			return fault.At("divisionCode", "没有这个地区。")
		}
		return tx.QueryRow(ctx, `
			-- name: SaveDocumentTemplate
			insert into document_template (division_code, kind, name, heading, numbering, intro, footer, saved_by, saved_at)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
			on conflict (id) do update set name = excluded.name, heading = excluded.heading, numbering = excluded.numbering,
			  intro = excluded.intro, footer = excluded.footer, saved_by = excluded.saved_by, saved_at = excluded.saved_at
			returning id`,
			in.DivisionCode, in.Kind, in.Name, in.Heading, in.Numbering, in.Intro, in.Footer, actor.PersonID, s.now()).Scan(&id)
	})
	return id, err
}

var named = regexp.MustCompile(`\{[^{}]*\}`)

// may are what the texts may name.
var may = []string{"{地区}", "{年}", "{编号}", "{序号}", "{单位}"}

// check trims the texts and returns INVALID for the first that is wrong.
func (in *TemplateInput) check() error {
	for _, f := range []struct {
		field, word string
		text        *string
		least, most int
	}{
		{"name", "单据名称", &in.Name, 1, 20},
		{"heading", "标题", &in.Heading, 1, 60},
		{"numbering", "编号规则", &in.Numbering, 1, 60},
		{"intro", "开头的话", &in.Intro, 0, 500},
		{"footer", "结尾的话", &in.Footer, 0, 500},
	} {
		text, err := fault.Said(f.field, *f.text, f.least, f.most)
		if err != nil {
			return err
		}
		*f.text = text
		for _, name := range named.FindAllString(*f.text, -1) {
			if !slices.Contains(may, name) {
				return fault.At(f.field, "%s里不能用 %s，可以用 %s。", f.word, name, strings.Join(may, " "))
			}
		}
	}
	if !strings.Contains(in.Numbering, "{编号}") || !strings.Contains(in.Numbering, "{序号}") {
		return fault.At("numbering", "编号规则里要有 {编号} 和 {序号}，以免两张单据同号。")
	}
	return nil
}
