package statistics

// Kind is what one fact is: the rows of the view statistics_fact.
type Kind string

const (
	Reported Kind = "REPORTED" // a problem, dated by its report
	Accepted Kind = "ACCEPTED" // an accepted problem, dated by its acceptance
	Due      Kind = "DUE"      // an accepted problem whose date came or that was replied to, dated by that date
	Handed   Kind = "HANDED"   // a dispatch of an accepted problem: each unit and round its own, dated by itself
	Sampled  Kind = "SAMPLED"  // a callback of a random sample that reached the firm, dated by itself
	Assigned Kind = "ASSIGNED" // an enterprise with a cadre; it stands in every period
)

// Measure is a formula of domain 2.8. Of and By are predicates over a fact; s is the question that was asked (ask in question.go).
type Measure struct {
	Name    string // of StatisticsMeasure
	Field   string // of Measures
	Word    string // 中文
	Formula string // in words, for people
	Source  string // where it is written
	Kind    Kind
	Of      string // which facts should have: the denominator; "" for all of the kind
	By      string // which of them did: the numerator; "" for all of them
	Count   bool   // a plain number: there is no denominator
	Lower   bool   // the lower the better
}

const (
	contented = "fact.grade in ('VERY_SATISFIED', 'SATISFIED', 'BASICALLY_SATISFIED')"
	pleased   = "fact.grade in ('VERY_SATISFIED', 'SATISFIED')"
	visited   = `exists (select from visit v where v.enterprise_id = fact.enterprise_id and v.check_in_result = 'IN_RANGE'` +
		` and day_of(v.checked_in_at) >= coalesce(s.from_day, '-infinity') and day_of(v.checked_in_at) <= coalesce(s.to_day, 'infinity'))`
)

// Registry is every measure, once: the API's numbers, the lists behind them, and their definitions are made from it.
var Registry = []Measure{
	{Name: "REPORTED", Field: "reported", Word: "上报", Formula: "期内上报的问题数", Source: "2.8", Kind: Reported, Count: true},
	{Name: "ACCEPTED", Field: "accepted", Word: "受理", Formula: "期内受理（已交办或现场解决）的问题数，不含不予受理、并单、撤回", Source: "2.8", Kind: Accepted, Count: true},
	{Name: "SOLVED", Field: "solved", Word: "化解", Formula: "期内受理的问题中，承办单位或企业最后说已解决的", Source: "2.8", Kind: Accepted, By: "fact.solved", Count: true},
	{Name: "CLOSED", Field: "closed", Word: "销号", Formula: "期内受理的问题中，已销号的", Source: "2.8", Kind: Accepted, By: "fact.status = 'CLOSED'", Count: true},
	{Name: "OPEN", Field: "open", Word: "在办", Formula: "期内上报的问题中，还没有了结的", Source: "2.8", Kind: Reported, By: "fact.open", Count: true},
	{Name: "OVERDUE", Field: "overdue", Word: "超期", Formula: "期内上报的问题中，过了时限还没有答复的", Source: "6.3", Kind: Reported, By: "fact.overdue", Count: true, Lower: true},
	{
		Name: "RESOLUTION_RATE", Field: "resolutionRate", Word: "化解率", Formula: "化解 ÷ 受理；不含不予受理、并单、撤回", Source: "2.8, E4",
		Kind: Accepted, By: "fact.solved",
	},
	{Name: "CLOSING_RATE", Field: "closingRate", Word: "办结率", Formula: "销号 ÷ 受理", Source: "2.8, E4", Kind: Accepted, By: "fact.status = 'CLOSED'"},
	{
		Name: "ON_TIME_RATE", Field: "onTimeRate", Word: "按时办结率", Formula: "在时限（含批准的延期）内答复 ÷ 时限在期内、已到期或已答复", Source: "2.8, E4",
		Kind: Due, By: "fact.replied_at <= fact.due_at",
	},
	{
		Name: "SIGN_RATE", Field: "signRate", Word: "及时签收率", Formula: "按时签收 ÷ 期内交办、应签收的；一个单位一次交办算一次", Source: "2.8",
		Kind: Handed, Of: "fact.sign_due_at is not null and (fact.signed_at is not null or fact.sign_due_at < (select moment()))", By: "fact.signed_at <= fact.sign_due_at",
	},
	{
		Name: "RESPONSE_RATE", Field: "responseRate", Word: "响应率", Formula: "按时首次联系企业 ÷ 期内交办、应首次联系的；一个单位一次交办算一次", Source: "2.8",
		Kind: Handed, Of: "fact.contact_due_at is not null and (fact.contacted_at is not null or fact.contact_due_at < (select moment()))",
		By: "fact.contacted_at <= fact.contact_due_at",
	},
	{
		Name: "RETURN_RATE", Field: "returnRate", Word: "退单率", Formula: "获准退单 ÷ 期内交办；一个单位一次交办算一次", Source: "2.8",
		Kind: Handed, By: "fact.returned", Lower: true,
	},
	{
		Name: "REDO_RATE", Field: "redoRate", Word: "重办率", Formula: "第二轮起的交办 ÷ 期内交办；一轮算一次", Source: "2.8, R5",
		Kind: Handed, By: "fact.round > 1", Lower: true,
	},
	{
		Name: "EXTENSION_RATE", Field: "extensionRate", Word: "延期率", Formula: "获准延期的交办 ÷ 期内交办", Source: "2.8, R4",
		Kind: Handed, By: "fact.extended", Lower: true,
	},
	{
		Name: "SATISFACTION_RATE", Field: "satisfactionRate", Word: "满意率", Formula: "最近一次评价为基本满意以上 ÷ 期内受理、企业评价过的；没评价的不计入", Source: "2.8, R9",
		Kind: Accepted, Of: "fact.grade is not null", By: contented,
	},
	{
		Name: "FULL_SATISFACTION_RATE", Field: "fullSatisfactionRate", Word: "满意率（不含基本满意）", Formula: "最近一次评价为满意以上 ÷ 期内受理、企业评价过的", Source: "2.8",
		Kind: Accepted, Of: "fact.grade is not null", By: pleased,
	},
	{
		Name: "SAMPLED_SATISFACTION_RATE", Field: "sampledSatisfactionRate", Word: "抽查满意率",
		Formula: "基本满意以上 ÷ 期内回头看回访到的；企业不表态不算满意，一次抽查算一次", Source: "2.8, E3, R9",
		Kind: Sampled, By: contented,
	},
	{
		Name: "EVALUATION_RATE", Field: "evaluationRate", Word: "评价率", Formula: "企业评价过的 ÷ 期内受理、请企业评价过的", Source: "2.8, R9",
		Kind: Accepted, Of: "(fact.asked or fact.grade is not null)", By: "fact.grade is not null",
	},
	{
		Name: "VISIT_COVERAGE", Field: "visitCoverage", Word: "走访覆盖率", Formula: "期内有范围内签到的企业 ÷ 今天有人联系的企业；一家企业算一次", Source: "2.8",
		Kind: Assigned, By: visited,
	},
}

// repeats says that a problem may have several of the measure's facts.
func (m Measure) repeats() bool { return m.Kind == Handed || m.Kind == Sampled }

// of is the predicate of the facts that should have.
func (m Measure) of() string {
	if m.Of == "" {
		return "fact.kind = '" + string(m.Kind) + "'"
	}
	return "fact.kind = '" + string(m.Kind) + "' and " + m.Of
}

// by is the predicate of the facts that did.
func (m Measure) by() string {
	if m.By == "" {
		return m.of()
	}
	return m.of() + " and " + m.By
}
