package person

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/intake"
	"lianqi/server/once"
)

// Columns are what a list of cadres (联企干部清单, A2) may say. An empty cell, like a column that is not there, leaves what is stored.
var Columns = []intake.Column{
	{Name: "name", Title: "姓名", Also: []string{"干部姓名", "联企干部"}, Required: true},
	{Name: "account", Title: "账号", Also: []string{"登录账号", "用户名"}}, // else the phone is the account
	{Name: "phone", Title: "电话", Also: []string{"手机", "手机号", "手机号码", "联系电话", "联系方式"}},
	{Name: "rank", Title: "职级", Also: []string{"级别", "职务级别", "职务层次"}},
	{Name: "unit", Title: "单位", Also: []string{"工作单位", "派出单位", "所在单位"}},
	{Name: "division_code", Title: "区划代码", Also: []string{"行政区划代码", "联系地区代码", "县市区代码"}, Required: true},
	{Name: "role", Title: "身份", Also: []string{"干部类别"}},
}

var cadreWords = map[string]map[string]string{
	"rank": {
		"县级领导": "LEADER", "县处级": "LEADER", "处级": "LEADER", "科级": "SECTION", "科级干部": "SECTION", "乡科级": "SECTION", "正科级": "SECTION",
		"副科级": "SECTION", "一般干部": "STAFF", "科员": "STAFF",
	},
	"role": {"联企干部": "LINK_CADRE", "驻企干部": "RESIDENT_CADRE"},
}

// candidate is a row whose cells are right by themselves.
type candidate struct {
	line                    int
	id                      string // for when the person is new
	account, name, division string
	phone, unit, rank       *string
	role                    string
}

var (
	accountShape = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{1,39}$`)
	phoneShape   = regexp.MustCompile(`^\+?[0-9][0-9 -]{4,19}$`)
)

// Import takes the cadres of a list into the database and tells what became of each row.
//
// A row is the person who has its account, else a new one, who then has no password and cannot sign in yet. It makes them a cadre of its
// area, beside what they are already; somebody of that account and another name is refused.
func Import(ctx context.Context, pool *pgxpool.Pool, table *intake.Table, o intake.Options) (*intake.Report, error) {
	report := intake.Report{Noun: "联企干部", Unit: "行", Read: len(table.Rows)}
	if len(table.Ignored) > 0 {
		report.Note("没有用到的列：%s", strings.Join(table.Ignored, "、"))
	}
	check := intake.Checker{Report: &report, Columns: Columns, Words: cadreWords}
	var good []candidate
	for _, row := range table.Rows {
		if p, ok := cadre(&check, row); ok {
			good = append(good, p)
		}
	}
	return intake.Load(ctx, pool, o, report, func(tx pgx.Tx, r *intake.Report) error {
		if err := stage(ctx, tx, good, o.Progress); err != nil {
			return fmt.Errorf("stage the cadres: %w", err)
		}
		refused, err := judge(ctx, tx, r, good)
		if err != nil {
			return fmt.Errorf("judge the cadres: %w", err)
		}
		o.Progress.Begin("写入联企干部")
		rows, err := merge(ctx, tx, refused)
		if err != nil {
			return fmt.Errorf("write the cadres: %w", err)
		}
		if err := r.Count(rows, len(good)-len(refused)); err != nil {
			return fmt.Errorf("write the cadres: %w", err)
		}
		if r.Added > 0 {
			r.Note("新增的账号还没有密码，设置密码后才能登录")
		}
		return nil
	})
}

// cadre returns the row as a candidate, or false after the report says why not.
func cadre(c *intake.Checker, row intake.Row) (candidate, bool) {
	c.Begin(row)
	c.OneLine()
	p := candidate{
		line: row.Line, id: once.New(), name: row.Get("name"), division: row.Get("division_code"), phone: c.Text("phone", 20),
		unit: c.Text("unit", 100), rank: c.Word("rank"), account: strings.ToLower(row.Get("account")), role: "LINK_CADRE",
	}
	if n := len([]rune(p.name)); n < 2 || n > 40 {
		c.Refuse("name", "姓名应为 2 到 40 个字")
	}
	if p.phone != nil && !phoneShape.MatchString(*p.phone) {
		c.Refuse("phone", "应是电话号码，如 13800000000 或 0739-5300000")
	}
	if p.account == "" && p.phone != nil {
		p.account = strings.NewReplacer(" ", "", "+", "").Replace(*p.phone)
	}
	if p.account == "" {
		c.Refuse("account", "账号和电话至少填一项")
	} else if !accountShape.MatchString(p.account) {
		c.Refuse("account", "账号由 2 到 40 个小写字母、数字、点、横线或下划线组成，以字母或数字开头")
	}
	if role := c.Word("role"); role != nil {
		p.role = *role
	}
	if p.division == "" {
		c.Refuse("division_code", "没有填")
	}
	c.Once(p.account, "account")
	return p, c.Good()
}
