package problem

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"lianqi/server/deadline"
	"lianqi/server/intake"
	"lianqi/server/once"
)

// Columns are what a ledger (问题台账表, 6.4) may say. What the product finds out by itself, such as 是否按时, is not read.
var Columns = []intake.Column{
	{Name: "number", Title: "编号", Also: []string{"外部编号", "工单号", "工单编号", "序号", "external_number"}, Required: true},
	{Name: "reported_on", Title: "收集日期", Also: []string{"受理日期", "登记日期", "上报日期", "来电日期"}, Required: true},
	{Name: "channel", Title: "渠道", Also: []string{"来源", "问题来源"}},
	{Name: "assigned_by", Title: "交办层级", Also: []string{"交办级别"}},
	{Name: "batch", Title: "批次", Also: []string{"交办批次"}},
	{Name: "campaign", Title: "活动", Also: []string{"活动名称"}},
	{Name: "enterprise", Title: "企业名称", Also: []string{"单位名称", "公司名称"}, Required: true},
	{Name: "uscc", Title: "统一社会信用代码", Also: []string{"社会信用代码", "信用代码"}},
	{Name: "category", Title: "问题类别", Also: []string{"类别"}},
	{Name: "title", Title: "问题标题", Also: []string{"标题"}}, // else the beginning of the description
	{Name: "description", Title: "问题描述", Also: []string{"问题内容", "内容", "问题"}, Required: true},
	{Name: "demand", Title: "诉求", Also: []string{"企业诉求"}},
	{Name: "lead", Title: "主办", Also: []string{"主办单位", "责任单位", "承办单位"}},
	{Name: "co", Title: "协办", Also: []string{"协办单位"}},
	{Name: "force", Title: "专班", Also: []string{"专项小组", "工作专班"}},
	{Name: "dispatched_on", Title: "交办日期", Also: []string{"转办日期", "派单日期"}},
	{Name: "signed_on", Title: "签收", Also: []string{"签收日期"}},
	{Name: "due_on", Title: "时限", Also: []string{"办理时限", "办结时限", "截止日期"}},
	{Name: "progress", Title: "进展", Also: []string{"办理情况", "办理结果", "进展情况"}},
	{Name: "closed_on", Title: "办结日期", Also: []string{"销号日期", "完成日期", "办结时间"}},
	{Name: "solved", Title: "是否解决", Also: []string{"是否化解"}},
	{Name: "grade", Title: "企业评价", Also: []string{"满意度", "满意程度"}},
}

// ledgerWords are how people write the values of the columns that have a closed set of them.
var ledgerWords = map[string]map[string]string{
	"channel": {
		"走访": "VISIT", "驻企": "RESIDENT", "企业家接待日": "RECEPTION_DAY", "接待日": "RECEPTION_DAY", "沙龙": "SALON", "座谈": "SYMPOSIUM",
		"开放日": "OPEN_DAY", "督导": "SUPERVISION", "督导组": "SUPERVISION", "领导调研": "LEADER_RESEARCH", "企业自报": "SELF_REPORT",
		"12345热线": "HOTLINE_12345", "12345": "HOTLINE_12345", "热线": "HOTLINE_12345", "营商环境平台": "BUSINESS_ENV_PLATFORM",
		"上级交办": "UPPER_LEVEL", "对接会": "MATCHMAKING", "导入": "IMPORT",
	},
	"assigned_by": {"省": "PROVINCE", "省级": "PROVINCE", "市": "CITY", "市级": "CITY", "县": "COUNTY", "县级": "COUNTY", "乡镇": "TOWN", "乡镇级": "TOWN"},
	"category": {
		"融资": "FINANCE", "物流": "LOGISTICS", "用能": "ENERGY", "用工": "LABOUR", "人才": "TALENT", "用地": "LAND", "政策兑现": "POLICY_PAYMENT",
		"税费": "TAX", "审批证照": "PERMIT", "周边环境": "ENVIRONMENT", "交通出行": "TRANSPORT", "市场": "MARKET", "技术": "TECH",
		"涉法涉诉": "LEGAL", "疫情防控": "EPIDEMIC", "其他": "OTHER",
	},
	"solved": {"是": "true", "已解决": "true", "已化解": "true", "否": "false", "未解决": "false", "未化解": "false"},
	"grade": {
		"非常满意": "VERY_SATISFIED", "满意": "SATISFIED", "基本满意": "BASICALLY_SATISFIED", "不满意": "DISSATISFIED", "非常不满意": "VERY_DISSATISFIED",
	},
}

// entry is a row of a ledger whose cells are right by themselves. Days are midnights of Asia/Shanghai, nil where there is none.
type entry struct {
	row                             intake.Row
	id                              string // the same for the same number of the same channel in the same area
	hash                            []byte // of everything that the row says
	title, description              string
	demand, uscc, batch, campaign   *string
	lead                            string // "" where nobody was in charge
	co                              []string
	force                           *string
	channel, category               string
	assignedBy, grade               *string
	reported                        time.Time
	dispatched, signed, due, closed *time.Time
	progress                        *string
}

// status is where the row leaves its problem.
func (e *entry) status() Status {
	switch {
	case e.closed != nil:
		return Closed
	case e.lead == "":
		return Submitted
	case e.signed != nil:
		return InProgress
	}
	return Dispatched
}

// ledger checks rows one after the other, so it sees those that are there twice.
type ledger struct {
	intake.Checker
	area  string // of the office in whose name they come
	today time.Time
}

// check returns the row as an entry, or false after the report says why not.
func (l *ledger) check(row intake.Row) (*entry, bool) {
	l.Begin(row)
	e := &entry{
		row: row, channel: "IMPORT", category: "OTHER", lead: row.Get("lead"), demand: l.Text("demand", 1000), uscc: l.Text("uscc", 40),
		batch: l.Text("batch", 40), campaign: l.Text("campaign", 100), force: l.Text("force", 200), progress: l.Text("progress", 4000),
		description: row.Get("description"), title: row.Get("title"),
	}
	number := row.Get("number")
	if number == "" || utf8.RuneCountInString(number) > 60 {
		l.Refuse("number", "编号应为 1 到 60 个字")
	}
	if row.Get("enterprise") == "" && e.uscc == nil {
		l.Refuse("enterprise", "没有填")
	}
	if n := utf8.RuneCountInString(e.description); n < 2 || n > 4000 {
		l.Refuse("description", "问题描述应为 2 到 4000 个字")
	}
	if e.title == "" {
		e.title = headline(e.description)
	}
	if n := utf8.RuneCountInString(e.title); n < 2 || n > 60 {
		l.Refuse("title", "标题应为 2 到 60 个字")
	}
	if w := l.Word("channel"); w != nil {
		e.channel = *w
	}
	if w := l.Word("category"); w != nil {
		e.category = *w
	}
	e.assignedBy, e.grade = l.Word("assigned_by"), l.Word("grade")
	e.co = strings.FieldsFunc(row.Get("co"), func(r rune) bool { return strings.ContainsRune("、，,；;\n", r) })
	l.days(e)
	l.agree(e)
	key := e.channel + " " + number
	l.Once(key, "number")
	e.id = intake.ID("problem", l.area+" "+key)
	cells := make([]string, len(Columns))
	for i, c := range Columns {
		cells[i] = row.Get(c.Name)
	}
	e.hash = once.Hash("importProblem", cells)
	return e, l.Good()
}

// days reads the days and sees that they follow each other and none is to come, but the date that is due.
func (l *ledger) days(e *entry) {
	reported := l.day("reported_on")
	if reported == nil {
		if row := l.Cell("reported_on"); row == "" {
			l.Refuse("reported_on", "没有填")
		}
		return
	}
	e.reported = *reported
	e.dispatched, e.signed, e.due, e.closed = l.day("dispatched_on"), l.day("signed_on"), l.day("due_on"), l.day("closed_on")
	before := e.reported
	for _, d := range []struct {
		column string
		day    *time.Time
	}{{"reported_on", reported}, {"dispatched_on", e.dispatched}, {"signed_on", e.signed}, {"closed_on", e.closed}} {
		switch {
		case d.day == nil:
			continue
		case d.day.Before(before):
			l.Refuse(d.column, "早于前一步的日期 "+before.Format(time.DateOnly))
		case d.day.After(l.today):
			l.Refuse(d.column, "还没有到")
		}
		before = *d.day
	}
}

// agree sees that the row tells one story.
func (l *ledger) agree(e *entry) {
	solved := l.Word("solved")
	switch {
	case e.lead == "" && (e.dispatched != nil || e.signed != nil || e.force != nil || len(e.co) > 0):
		l.Refuse("lead", "已交办的请填主办单位")
	case e.lead != "" && e.dispatched == nil:
		e.dispatched = &e.reported
	}
	switch {
	case solved != nil && *solved == "true" && e.closed == nil:
		l.Refuse("closed_on", "已解决的请填办结日期")
	case solved != nil && *solved == "false" && e.closed != nil:
		l.Refuse("solved", "没有解决的不能办结，请去掉办结日期")
	case e.grade != nil && e.closed == nil:
		l.Refuse("grade", "没有办结的不能有企业评价")
	}
	if e.closed != nil && e.lead != "" && e.signed == nil {
		e.signed = e.dispatched
	}
}

// day is the cell's day; nil when it is empty or none.
func (l *ledger) day(column string) *time.Time {
	cell := l.Cell(column)
	if cell == "" {
		return nil
	}
	cell = strings.NewReplacer("年", "-", "月", "-", "日", "", "/", "-", ".", "-").Replace(cell)
	cell, _, _ = strings.Cut(cell, " ")
	day, err := time.ParseInLocation("2006-1-2", cell, deadline.Zone)
	if err != nil || day.Year() < 2000 || day.Year() > 2100 {
		l.Refuse(column, "应是日期，如 2022-07-31")
		return nil
	}
	return &day
}

// headline is the first sentence of a text, at most 60 characters of it.
func headline(text string) string {
	line := []rune(strings.TrimSpace(text))
	if end := slices.IndexFunc(line, func(r rune) bool { return strings.ContainsRune("。；\n", r) }); end >= 2 {
		line = line[:end]
	}
	return strings.TrimFunc(string(line[:min(60, len(line))]), unicode.IsSpace)
}
