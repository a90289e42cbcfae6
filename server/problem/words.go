package problem

// The Chinese words of states, actions, events and grades, as screens show them.

// EventKind says what happened; every transition writes one event of its kind (R1).
type EventKind string

const (
	EventReported           EventKind = "REPORTED"
	EventSolvedOnSite       EventKind = "SOLVED_ON_SITE"
	EventDispatched         EventKind = "DISPATCHED"
	EventRejected           EventKind = "REJECTED"
	EventReturnedForInfo    EventKind = "RETURNED_FOR_INFO"
	EventMerged             EventKind = "MERGED"
	EventSupplemented       EventKind = "SUPPLEMENTED"
	EventWithdrawn          EventKind = "WITHDRAWN"
	EventRedispatched       EventKind = "REDISPATCHED"
	EventSigned             EventKind = "SIGNED"
	EventContacted          EventKind = "CONTACTED"
	EventDueRecomputed      EventKind = "DUE_RECOMPUTED"
	EventProgress           EventKind = "PROGRESS"
	EventReturnRequested    EventKind = "RETURN_REQUESTED"
	EventReturnApproved     EventKind = "RETURN_APPROVED"
	EventReturnDenied       EventKind = "RETURN_DENIED"
	EventLongTermRequested  EventKind = "LONG_TERM_REQUESTED"
	EventLongTermApproved   EventKind = "LONG_TERM_APPROVED"
	EventLongTermDenied     EventKind = "LONG_TERM_DENIED"
	EventExtensionRequested EventKind = "EXTENSION_REQUESTED"
	EventExtensionApproved  EventKind = "EXTENSION_APPROVED"
	EventExtensionDenied    EventKind = "EXTENSION_DENIED"
	EventResumed            EventKind = "RESUMED"
	EventReplied            EventKind = "REPLIED"
	EventReplyAccepted      EventKind = "REPLY_ACCEPTED"
	EventSentBack           EventKind = "SENT_BACK"
	EventEvaluated          EventKind = "EVALUATED"
	EventRedo               EventKind = "REDO"
	EventClosedUnanswered   EventKind = "CLOSED_UNANSWERED"
	EventLinkIssued         EventKind = "LINK_ISSUED"
	EventUpheld             EventKind = "UPHELD"
	EventReopened           EventKind = "REOPENED"
	EventReminded           EventKind = "REMINDED"
	EventUrged              EventKind = "URGED"
	EventSupervised         EventKind = "SUPERVISED"
	EventEscalated          EventKind = "ESCALATED"
	EventListed             EventKind = "LISTED"
	EventSupervisionReplied EventKind = "SUPERVISION_REPLIED"
	EventHeldToAccount      EventKind = "HELD_TO_ACCOUNT"
	EventEscalatedTo        EventKind = "ESCALATED_TO"
	EventHandedDown         EventKind = "HANDED_DOWN"
	EventExtensionGranted   EventKind = "EXTENSION_GRANTED"
	EventSplit              EventKind = "SPLIT"
	EventItemFinished       EventKind = "ITEM_FINISHED"
	EventConcealed          EventKind = "CONCEALED"
	EventDisclosed          EventKind = "DISCLOSED"
	EventDecided            EventKind = "DECIDED"
	EventTaskForceFormed    EventKind = "TASK_FORCE_FORMED"
	EventInstructed         EventKind = "INSTRUCTED"
)

// Text is the status as people say it.
func (s Status) Text() string { return statusText[s] }

// Text is the dispatch's status as people say it.
func (s DispatchStatus) Text() string { return dispatchText[s] }

// Text is the action as a verb, fit for a button.
func (a Action) Text() string { return actionText[a] }

// Text is the event as the timeline tells it.
func (k EventKind) Text() string { return eventText[k] }

var statusText = map[Status]string{
	Draft:              "草稿",
	Submitted:          "待研判",
	ReturnedForInfo:    "退回补充",
	Rejected:           "不予受理",
	Merged:             "并单",
	Withdrawn:          "企业撤回",
	Dispatched:         "待签收",
	InProgress:         "办理中",
	LongTerm:           "挂账",
	Handled:            "已答复",
	AwaitingEvaluation: "待评价",
	Closed:             "已销号",
}

var dispatchText = map[DispatchStatus]string{
	PendingSign:     "待签收",
	Signed:          "已签收",
	Handling:        "办理中",
	Replied:         "已答复",
	Accepted:        "已采纳",
	ReturnRequested: "申请退单",
	Returned:        "已退单",
	SentBack:        "审核退回",
	Cancelled:       "已取消",
}

var actionText = map[Action]string{
	Report:           "上报",
	SolveOnSite:      "现场解决",
	Accept:           "受理交办",
	Reject:           "不予受理",
	ReturnForInfo:    "退回补充",
	Merge:            "并单",
	Supplement:       "补充",
	Withdraw:         "撤回",
	Redispatch:       "重新交办",
	Sign:             "签收",
	RecordContact:    "联系企业",
	RecomputeDue:     "重算时限",
	ReportProgress:   "报进展",
	RequestReturn:    "申请退单",
	RuleOnReturn:     "裁定退单",
	RequestLongTerm:  "申请挂账",
	RuleOnLongTerm:   "审批挂账",
	RequestExtension: "申请延期",
	RuleOnExtension:  "裁定延期",
	Resume:           "恢复办理",
	Reply:            "答复",
	AcceptReply:      "审核通过",
	SendBack:         "退回重办",
	Evaluate:         "评价",
	IssueLink:        "出示评价码",
	RecordCallback:   "回访",
	Reopen:           "重新办理",
	Supervise:        "督办",
	ReplySupervision: "回复督办",
	HoldToAccount:    "记录问责",
	Escalate:         "提级办理",
	HandDown:         "下交办理",
	Split:            "拆分子事项",
	FinishItem:       "办结子事项",
	GrantExtension:   "准予延期",
	SetConfidential:  "设置涉密",
	Decide:           "作会议决定",
	FormTaskForce:    "成立专班",
	Instruct:         "批示",
}

var eventText = map[EventKind]string{
	EventReported:           "上报问题",
	EventSolvedOnSite:       "现场解决",
	EventDispatched:         "受理并交办",
	EventRejected:           "不予受理",
	EventReturnedForInfo:    "退回补充",
	EventMerged:             "并入另一件",
	EventSupplemented:       "补充情况",
	EventWithdrawn:          "企业撤回",
	EventRedispatched:       "重新交办",
	EventSigned:             "签收",
	EventContacted:          "已联系企业",
	EventDueRecomputed:      "时限重算",
	EventProgress:           "报告进展",
	EventReturnRequested:    "申请退单",
	EventReturnApproved:     "同意退单",
	EventReturnDenied:       "不同意退单",
	EventLongTermRequested:  "申请挂账",
	EventLongTermApproved:   "同意挂账",
	EventLongTermDenied:     "不同意挂账",
	EventExtensionRequested: "申请延期",
	EventExtensionApproved:  "同意延期",
	EventExtensionDenied:    "不同意延期",
	EventResumed:            "恢复办理",
	EventReplied:            "答复",
	EventReplyAccepted:      "审核通过，请企业评价",
	EventSentBack:           "退回重办",
	EventEvaluated:          "企业评价，销号",
	EventRedo:               "企业不满意，重办",
	EventClosedUnanswered:   "回访后销号",
	EventLinkIssued:         "出示一次性评价码",
	EventUpheld:             "回头看，企业没有异议",
	EventReopened:           "重新办理",
	EventReminded:           "提醒",
	EventUrged:              "催办",
	EventSupervised:         "督办",
	EventEscalated:          "提级督办",
	EventListed:             "列入督办清单",
	EventSupervisionReplied: "回复督办",
	EventHeldToAccount:      "问责记录",
	EventEscalatedTo:        "提级办理",
	EventHandedDown:         "下交办理",
	EventExtensionGranted:   "联企办准予延期",
	EventSplit:              "列出子事项",
	EventItemFinished:       "办结一条子事项",
	EventConcealed:          "设为涉密",
	EventDisclosed:          "解除涉密",
	EventDecided:            "会议研究",
	EventTaskForceFormed:    "成立专班并交办",
	EventInstructed:         "领导批示",
}

// Grade is the enterprise's score, the five of 好差评 (2.8).
type Grade string

const (
	GradeVerySatisfied      Grade = "VERY_SATISFIED"      // 非常满意
	GradeSatisfied          Grade = "SATISFIED"           // 满意
	GradeBasicallySatisfied Grade = "BASICALLY_SATISFIED" // 基本满意
	GradeDissatisfied       Grade = "DISSATISFIED"        // 不满意
	GradeVeryDissatisfied   Grade = "VERY_DISSATISFIED"   // 非常不满意
)

// Known reports whether it is one of the five.
func (g Grade) Known() bool { return g.satisfied() || g.dissatisfied() }

func (g Grade) satisfied() bool {
	return g == GradeVerySatisfied || g == GradeSatisfied || g == GradeBasicallySatisfied
}

func (g Grade) dissatisfied() bool { return g == GradeDissatisfied || g == GradeVeryDissatisfied }

// LookBackOutcome is what a callback to the firm of a closed problem means: without a complaint it stays closed (Upheld). A grade that
// the firm does not give is no complaint, but no satisfaction either (R9).
func LookBackOutcome(solved bool, grade Grade, led bool) Outcome {
	switch {
	case solved && !grade.dissatisfied():
		return Upheld
	case led:
		return Redo
	default:
		return Unled
	}
}

// EvaluationOutcome is Satisfied when it is solved and at least basically satisfied. Otherwise it is done again (R5): Redo by the unit
// that led it, Unled when none ever did.
func EvaluationOutcome(solved bool, grade Grade, led bool) Outcome {
	switch {
	case solved && grade.satisfied():
		return Satisfied
	case led:
		return Redo
	default:
		return Unled
	}
}
