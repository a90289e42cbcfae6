package problem

// The state machine of 6.2, once, as data: Transitions for the problem, DispatchTransitions for each unit it was handed to.
// The verbs refuse by it, the API's allowedActions is read from it, and testdata/states.mmd is drawn from it.

import (
	"cmp"
	"slices"
)

// Status is where a problem stands.
type Status string

const (
	Draft              Status = "DRAFT"               // 草稿, on the phone; left by REPORT
	Submitted          Status = "SUBMITTED"           // 待研判; left by the office's triage, or at once by SOLVE_ON_SITE
	ReturnedForInfo    Status = "RETURNED_FOR_INFO"   // 退回补充; left by SUPPLEMENT, or by the enterprise's WITHDRAW
	Rejected           Status = "REJECTED"            // 不予受理; final, left only by the office's REOPEN
	Merged             Status = "MERGED"              // 并单 into another problem; final, left only by the office's REOPEN
	Withdrawn          Status = "WITHDRAWN"           // 企业撤回; final, left only by the office's REOPEN
	Dispatched         Status = "DISPATCHED"          // 待签收; left when the lead unit signs
	InProgress         Status = "IN_PROGRESS"         // 办理中; left by the lead's REPLY, an approved 挂账 or return, or WITHDRAW
	LongTerm           Status = "LONG_TERM"           // 挂账, the clock stands; left by RESUME or the lead's REPLY
	Handled            Status = "HANDLED"             // 已答复; left by the office's ACCEPT_REPLY or SEND_BACK
	AwaitingEvaluation Status = "AWAITING_EVALUATION" // 待评价; left by EVALUATE, or by RECORD_CALLBACK when no answer came
	Closed             Status = "CLOSED"              // 已销号; final, left only by 回头看 (RECORD_CALLBACK) and the office's REOPEN
)

// Statuses are all of them, in the order of a life.
var Statuses = []Status{
	Draft, Submitted, ReturnedForInfo, Rejected, Merged, Withdrawn,
	Dispatched, InProgress, LongTerm, Handled, AwaitingEvaluation, Closed,
}

// Final reports whether nothing more is asked of anybody: only an office may reopen it.
func (s Status) Final() bool {
	return s == Rejected || s == Merged || s == Withdrawn || s == Closed
}

// DispatchStatus is where one unit's part of a problem stands.
type DispatchStatus string

const (
	NotYet          DispatchStatus = ""                 // no row yet: the action makes one
	PendingSign     DispatchStatus = "PENDING_SIGN"     // 待签收; left by SIGN or REQUEST_RETURN
	Signed          DispatchStatus = "SIGNED"           // 已签收; left by the first progress, a reply, or REQUEST_RETURN
	Handling        DispatchStatus = "HANDLING"         // 办理中; left by REPLY
	Replied         DispatchStatus = "REPLIED"          // 已答复; left by the office's ACCEPT_REPLY or SEND_BACK
	Accepted        DispatchStatus = "ACCEPTED"         // 已采纳; final, a redo is a new row of the next round
	ReturnRequested DispatchStatus = "RETURN_REQUESTED" // 申请退单; left by the office's RULE_ON_RETURN
	Returned        DispatchStatus = "RETURNED"         // 已退单; final
	SentBack        DispatchStatus = "SENT_BACK"        // 审核退回; left by progress or a new reply
	Cancelled       DispatchStatus = "CANCELLED"        // 已取消; final
)

// DispatchStatuses are all that a row may hold, in the order of a life.
var DispatchStatuses = []DispatchStatus{
	PendingSign, Signed, Handling, Replied, Accepted, ReturnRequested, Returned, SentBack, Cancelled,
}

// Final reports whether this unit has nothing left to do here.
func (s DispatchStatus) Final() bool { return s == Accepted || s == Returned || s == Cancelled }

// Role is a unit's part in a problem: exactly one LEAD, any number of CO (D5).
type Role string

const (
	Lead Role = "LEAD" // 主办
	Co   Role = "CO"   // 协办
)

// Action is what a person may do to a problem. Each is one mutation, one event, one version (R1).
type Action string

const (
	Report           Action = "REPORT"
	SolveOnSite      Action = "SOLVE_ON_SITE" // never offered: it follows REPORT in the same transaction (R8)
	Accept           Action = "ACCEPT"        // triage: hand out to units, one of them the lead
	Reject           Action = "REJECT"
	ReturnForInfo    Action = "RETURN_FOR_INFO"
	Merge            Action = "MERGE"
	Supplement       Action = "SUPPLEMENT"
	Withdraw         Action = "WITHDRAW"
	Redispatch       Action = "REDISPATCH" // hand out again when no unit leads any more
	Sign             Action = "SIGN"
	RecordContact    Action = "RECORD_CONTACT"
	RecomputeDue     Action = "RECOMPUTE_DUE" // never offered: it follows a changed calendar or policy
	ReportProgress   Action = "REPORT_PROGRESS"
	RequestReturn    Action = "REQUEST_RETURN"
	RuleOnReturn     Action = "RULE_ON_RETURN"
	RequestLongTerm  Action = "REQUEST_LONG_TERM"
	RuleOnLongTerm   Action = "RULE_ON_LONG_TERM"
	RequestExtension Action = "REQUEST_EXTENSION"
	RuleOnExtension  Action = "RULE_ON_EXTENSION"
	GrantExtension   Action = "GRANT_EXTENSION" // by an office that was not asked, or for a unit that had its own (R4)
	Resume           Action = "RESUME"
	Reply            Action = "REPLY"
	AcceptReply      Action = "ACCEPT_REPLY"
	SendBack         Action = "SEND_BACK"
	Evaluate         Action = "EVALUATE"
	IssueLink        Action = "ISSUE_EVALUATION_LINK" // by which the firm scores without an account
	RecordCallback   Action = "RECORD_CALLBACK"       // of a firm that gave no score in time, as silence alone closes nothing (R9); or in a 回头看
	Reopen           Action = "REOPEN"
	Supervise        Action = "SUPERVISE"         // 提醒、催办、督办, by people or when the time has come
	HoldToAccount    Action = "HOLD_TO_ACCOUNT"   // 问责记录: a fact for appraisal, nothing follows by itself (A17)
	ReplySupervision Action = "REPLY_SUPERVISION" // once for each order
	Escalate         Action = "ESCALATE"          // 提级: a higher level handles it (D3)
	HandDown         Action = "HAND_DOWN"         // 下交: a lower one does
	Split            Action = "SPLIT"             // list the items that it holds
	FinishItem       Action = "FINISH_ITEM"       // strike one off
	SetConfidential  Action = "SET_CONFIDENTIAL"  // or no longer
	Decide           Action = "DECIDE"            // at a meeting (D7, D10, D17)
	FormTaskForce    Action = "FORM_TASK_FORCE"   // hand out to an ad-hoc task force that is made for it (D9)
	Instruct         Action = "INSTRUCT"          // 批示, by a leader of its area
)

// Actions are those that screens offer, in that order.
var Actions = []Action{
	Report, Accept, ReturnForInfo, Merge, Reject, Redispatch, Supplement, Withdraw,
	Sign, RecordContact, ReportProgress, FinishItem, Reply, RequestReturn, RequestExtension, RequestLongTerm, Resume, RuleOnReturn, RuleOnExtension, RuleOnLongTerm,
	AcceptReply, SendBack, Evaluate, IssueLink, RecordCallback, Reopen,
	Supervise, ReplySupervision, HoldToAccount, Escalate, HandDown,
	Split, GrantExtension, SetConfidential, Decide, FormTaskForce, Instruct,
}

// Outcome tells apart the ends of one action; empty for an action that has a single end.
type Outcome string

const (
	Approved     Outcome = "APPROVED"      // of a request for 延期 or 挂账
	Denied       Outcome = "DENIED"        // of any request
	DeniedSigned Outcome = "DENIED_SIGNED" // of a return, for the dispatch alone: it had been signed before
	LeadReturned Outcome = "LEAD_RETURNED" // a return approved, and the lead is gone
	CoReturned   Outcome = "CO_RETURNED"   // a return approved; the lead stays
	Satisfied    Outcome = "SATISFIED"     // solved and at least basically satisfied
	Upheld       Outcome = "UPHELD"        // closed, and the firm says nothing against it (回头看)
	Redo         Outcome = "REDO"          // not solved, or dissatisfied (R5)
	Concealed    Outcome = "CONCEALED"     // made confidential
	Disclosed    Outcome = "DISCLOSED"     // no longer confidential
	Unled        Outcome = "UNLED"         // a redo or reopening of what no unit ever led, as it was solved on site: to triage
)

// Who may act, as a set of the parties of 6.5.
type Who uint16

const (
	ByReporter   Who = 1 << iota // the member of staff who reported it, or a link cadre of its enterprise
	ByEnterprise                 // a contact of its enterprise
	ByOffice                     // an office over its area
	ByLead                       // a handler of the lead unit
	ByCo                         // a handler of a co-unit
	BySupervisor                 // a supervision group over its area
	BySystem                     // what happens at a set time
	ByLeader                     // a leader over its area
)

// Need is a condition beside status and person; empty for none.
type Need string

const (
	ReturnPending    Need = "RETURN_PENDING"    // a unit waits for the ruling on its return
	LongTermPending  Need = "LONG_TERM_PENDING" // the lead waits for the ruling on 挂账
	ExtensionPending Need = "EXTENSION_PENDING" // a unit waits for the ruling on its 延期
	NotAsking        Need = "NOT_ASKING"        // the unit has no request pending: one at a time
	NoLead           Need = "NO_LEAD"           // no live dispatch leads
	HasLead          Need = "HAS_LEAD"          // one does
	Objectable       Need = "OBJECTABLE"        // at most the policy's working days since the dispatch (R3)
	Extendable       Need = "EXTENDABLE"        // not asking, the policy's working days before the date, and not yet extended as often as it lets (R4)
	Grantable        Need = "GRANTABLE"         // a unit is not past its date, has not replied and waits for no ruling
	HasItem          Need = "HAS_ITEM"          // an open item is the unit's to strike off
	Unanswered       Need = "UNANSWERED"        // asked for a score and silent for the policy's days
	Raisable         Need = "RAISABLE"          // a level is above that which handles it
	Lowerable        Need = "LOWERABLE"         // one is below, and the office is not under the level that handles it
	Ordered          Need = "ORDERED"           // an order to the unit waits for its reply
	InSample         Need = "IN_SAMPLE"         // drawn in a 回头看 of the person's area, and nobody was reached since
)

// Transition is one row of the problem's table. A problem in any of From goes To; an empty To means it stays.
type Transition struct {
	From    []Status
	Action  Action
	Outcome Outcome
	Who     Who
	Need    Need
	Judges  bool // R6: not for a member of a unit that handles it
	To      Status
	Event   EventKind
	Note    string
}

// supervised are the states in which somebody can be pressed to act.
var supervised = []Status{Dispatched, InProgress, LongTerm, Handled}

// callers may ring the firm, unless their unit handles the problem (R6).
const callers = ByReporter | ByOffice | BySupervisor

// levelled are the states in which a problem may go to another level.
var levelled = append([]Status{Submitted, ReturnedForInfo, AwaitingEvaluation}, supervised...)

// supervisors may press units.
const supervisors = ByOffice | BySupervisor

// unfinished are the states in which somebody still waits for something.
var unfinished = []Status{Submitted, ReturnedForInfo, Dispatched, InProgress, LongTerm, Handled, AwaitingEvaluation}

// Transitions is the table of Problem.status.
var Transitions = []Transition{
	{From: []Status{Draft}, Action: Report, Who: ByReporter | ByEnterprise, To: Submitted, Event: EventReported},
	{From: []Status{Submitted}, Action: SolveOnSite, Who: ByReporter | ByEnterprise, To: AwaitingEvaluation, Event: EventSolvedOnSite, Note: "with a photo or by the firm itself (R8)"},
	{From: []Status{Submitted}, Action: Accept, Who: ByOffice, To: Dispatched, Event: EventDispatched, Note: "one LEAD, due dates set"},
	{From: []Status{Submitted}, Action: Reject, Who: ByOffice, To: Rejected, Event: EventRejected, Note: "with a reason"},
	{From: []Status{Submitted}, Action: ReturnForInfo, Who: ByOffice, To: ReturnedForInfo, Event: EventReturnedForInfo},
	{From: []Status{Submitted}, Action: Merge, Who: ByOffice, To: Merged, Event: EventMerged, Note: "both reporters stay informed (R7)"},
	{From: []Status{ReturnedForInfo}, Action: Supplement, Who: ByReporter | ByEnterprise, To: Submitted, Event: EventSupplemented},
	{From: []Status{ReturnedForInfo}, Action: Withdraw, Who: ByReporter | ByEnterprise, To: Withdrawn, Event: EventWithdrawn},
	{From: []Status{InProgress}, Action: Withdraw, Who: ByEnterprise, To: Withdrawn, Event: EventWithdrawn},

	{From: []Status{Dispatched}, Action: Sign, Who: ByLead, To: InProgress, Event: EventSigned},
	{From: []Status{Dispatched, InProgress, LongTerm, Handled}, Action: Sign, Who: ByCo, Event: EventSigned},
	{From: []Status{Dispatched, InProgress, LongTerm, Handled}, Action: RecomputeDue, Who: BySystem, Event: EventDueRecomputed, Note: "what was agreed is kept"},
	{From: []Status{InProgress, LongTerm}, Action: RecordContact, Who: ByLead, Event: EventContacted},
	{From: []Status{Dispatched, InProgress, LongTerm, Handled}, Action: RecordContact, Who: ByCo, Event: EventContacted},
	{From: []Status{InProgress, LongTerm}, Action: ReportProgress, Who: ByLead, Event: EventProgress},
	{From: []Status{Dispatched, InProgress, LongTerm, Handled}, Action: ReportProgress, Who: ByCo, Event: EventProgress},
	{From: []Status{InProgress, LongTerm}, Action: Reply, Who: ByLead, To: Handled, Event: EventReplied, Note: "co-units replied, or overridden with a note (R2)"},
	{From: []Status{Dispatched, InProgress, LongTerm, Handled}, Action: Reply, Who: ByCo, Event: EventReplied},

	{From: []Status{Dispatched, InProgress}, Action: RequestReturn, Who: ByLead | ByCo, Need: Objectable, Event: EventReturnRequested},
	{From: []Status{Dispatched, InProgress}, Action: RuleOnReturn, Outcome: LeadReturned, Who: ByOffice, Need: ReturnPending, Judges: true, To: Dispatched, Event: EventReturnApproved, Note: "another unit leads, or the office hands it out again"},
	{From: []Status{Dispatched, InProgress, LongTerm, Handled}, Action: RuleOnReturn, Outcome: CoReturned, Who: ByOffice, Need: ReturnPending, Judges: true, Event: EventReturnApproved},
	{From: []Status{Dispatched, InProgress, LongTerm, Handled}, Action: RuleOnReturn, Outcome: Denied, Who: ByOffice, Need: ReturnPending, Judges: true, Event: EventReturnDenied, Note: "final (R3)"},
	{From: []Status{Dispatched}, Action: Redispatch, Who: ByOffice, Need: NoLead, To: Dispatched, Event: EventRedispatched},

	{From: []Status{Dispatched, InProgress}, Action: RequestExtension, Who: ByLead | ByCo, Need: Extendable, Event: EventExtensionRequested, Note: "to a later date"},
	{From: []Status{Dispatched, InProgress, LongTerm, Handled}, Action: RuleOnExtension, Outcome: Approved, Who: ByOffice, Need: ExtensionPending, Judges: true, Event: EventExtensionApproved, Note: "once for each dispatch (R4)"},
	{From: []Status{Dispatched, InProgress, LongTerm, Handled}, Action: RuleOnExtension, Outcome: Denied, Who: ByOffice, Need: ExtensionPending, Judges: true, Event: EventExtensionDenied},

	{From: []Status{Dispatched, InProgress}, Action: GrantExtension, Who: ByOffice, Need: Grantable, Judges: true, Event: EventExtensionGranted, Note: "as often as an office sees fit (R4)"},

	{From: []Status{InProgress, LongTerm}, Action: RequestLongTerm, Who: ByLead, Need: NotAsking, Event: EventLongTermRequested, Note: "with a plan and a date; from 挂账 a new plan"},
	{From: []Status{InProgress}, Action: RuleOnLongTerm, Outcome: Approved, Who: ByOffice, Need: LongTermPending, Judges: true, To: LongTerm, Event: EventLongTermApproved, Note: "the clock stands"},
	{From: []Status{LongTerm}, Action: RuleOnLongTerm, Outcome: Approved, Who: ByOffice, Need: LongTermPending, Judges: true, Event: EventLongTermApproved, Note: "the new plan holds, the clock goes on standing"},
	{From: []Status{InProgress, LongTerm}, Action: RuleOnLongTerm, Outcome: Denied, Who: ByOffice, Need: LongTermPending, Judges: true, Event: EventLongTermDenied},
	{From: []Status{LongTerm}, Action: Resume, Who: ByLead, To: InProgress, Event: EventResumed},

	{From: []Status{Handled}, Action: AcceptReply, Who: ByOffice, Judges: true, To: AwaitingEvaluation, Event: EventReplyAccepted},
	{From: []Status{Handled}, Action: SendBack, Who: ByOffice, Judges: true, To: InProgress, Event: EventSentBack},
	{From: []Status{AwaitingEvaluation}, Action: Evaluate, Outcome: Satisfied, Who: ByEnterprise, Judges: true, To: Closed, Event: EventEvaluated},
	{From: []Status{AwaitingEvaluation}, Action: Evaluate, Outcome: Redo, Who: ByEnterprise, Judges: true, To: InProgress, Event: EventRedo, Note: "round + 1 (R5)"},
	{From: []Status{AwaitingEvaluation}, Action: Evaluate, Outcome: Unled, Who: ByEnterprise, Judges: true, To: Submitted, Event: EventRedo, Note: "round + 1 (R5)"},
	{From: []Status{AwaitingEvaluation}, Action: IssueLink, Who: ByReporter | ByOffice, Judges: true, Event: EventLinkIssued, Note: "takes the place of the one before"},
	{From: []Status{AwaitingEvaluation}, Action: RecordCallback, Outcome: Satisfied, Who: callers, Need: Unanswered, Judges: true, To: Closed, Event: EventClosedUnanswered},
	{From: []Status{AwaitingEvaluation}, Action: RecordCallback, Outcome: Redo, Who: callers, Need: Unanswered, Judges: true, To: InProgress, Event: EventRedo, Note: "round + 1 (R5)"},
	{From: []Status{AwaitingEvaluation}, Action: RecordCallback, Outcome: Unled, Who: callers, Need: Unanswered, Judges: true, To: Submitted, Event: EventRedo, Note: "round + 1 (R5)"},

	{From: []Status{Closed}, Action: RecordCallback, Outcome: Upheld, Who: ByOffice | BySupervisor, Need: InSample, Judges: true, Event: EventUpheld},
	{From: []Status{Closed}, Action: RecordCallback, Outcome: Redo, Who: ByOffice | BySupervisor, Need: InSample, Judges: true, To: InProgress, Event: EventReopened, Note: "round + 1, counts in 重办率"},
	{From: []Status{Closed}, Action: RecordCallback, Outcome: Unled, Who: ByOffice | BySupervisor, Need: InSample, Judges: true, To: Submitted, Event: EventReopened, Note: "round + 1, counts in 重办率"},

	{From: []Status{Rejected, Merged, Withdrawn}, Action: Reopen, Who: ByOffice, To: Submitted, Event: EventReopened},
	{From: []Status{Closed}, Action: Reopen, Who: ByOffice, To: InProgress, Event: EventReopened, Note: "round + 1, counts in 重办率"},
	{From: []Status{Closed}, Action: Reopen, Outcome: Unled, Who: ByOffice, To: Submitted, Event: EventReopened, Note: "round + 1, counts in 重办率"},

	{From: supervised, Action: Supervise, Outcome: Outcome(Remind), Who: supervisors | BySystem, Need: HasLead, Event: EventReminded},
	{From: supervised, Action: Supervise, Outcome: Outcome(Urge), Who: supervisors | BySystem, Need: HasLead, Event: EventUrged},
	{From: supervised, Action: Supervise, Outcome: Outcome(Oversee), Who: supervisors | BySystem, Need: HasLead, Event: EventSupervised},
	{From: append([]Status{Submitted}, supervised...), Action: Supervise, Outcome: Outcome(Escalated), Who: BySystem, Event: EventEscalated},
	{From: supervised, Action: Supervise, Outcome: Outcome(Listed), Who: BySystem, Need: HasLead, Event: EventListed},
	{From: levelled, Action: Escalate, Who: ByOffice, Need: Raisable, Event: EventEscalatedTo, Note: "with a reason (D3, D14)"},
	{From: levelled, Action: HandDown, Who: ByOffice, Need: Lowerable, Event: EventHandedDown, Note: "with a reason"},
	{From: supervised, Action: ReplySupervision, Who: ByLead | ByCo, Need: Ordered, Event: EventSupervisionReplied, Note: "once for each order"},
	{From: []Status{Dispatched, InProgress, LongTerm, Handled, AwaitingEvaluation, Closed}, Action: HoldToAccount, Who: ByOffice, Event: EventHeldToAccount, Note: "a fact, no consequence by itself (A17)"},

	{From: []Status{Submitted, Dispatched, InProgress, LongTerm}, Action: Split, Who: ByOffice, Event: EventSplit},
	{From: []Status{InProgress, LongTerm}, Action: FinishItem, Who: ByLead | ByCo, Need: HasItem, Event: EventItemFinished},
	{From: Statuses[1:], Action: SetConfidential, Outcome: Concealed, Who: ByOffice, Event: EventConcealed, Note: "co-units are let off"},
	{From: Statuses[1:], Action: SetConfidential, Outcome: Disclosed, Who: ByOffice, Event: EventDisclosed},

	{From: unfinished, Action: Decide, Who: ByOffice | ByLeader, Event: EventDecided, Note: "what hands it out is ACCEPT or REDISPATCH after it"},
	{From: unfinished, Action: Instruct, Who: ByLeader, Event: EventInstructed, Note: "answered by the lead's next progress or reply"},
	{From: []Status{Submitted}, Action: FormTaskForce, Who: ByOffice, To: Dispatched, Event: EventTaskForceFormed, Note: "which leads"},
	{From: []Status{Dispatched, InProgress}, Action: FormTaskForce, Who: ByOffice, Event: EventTaskForceFormed, Note: "which assists, or leads where no unit does"},
}

// DispatchTransition is one row of the dispatch's table: what a problem's action does to the dispatches it touches. An empty To means it stays.
type DispatchTransition struct {
	From    []DispatchStatus
	Action  Action
	Outcome Outcome
	To      DispatchStatus
	Note    string
}

// DispatchTransitions is the table of Dispatch.status.
var DispatchTransitions = []DispatchTransition{
	{From: []DispatchStatus{NotYet}, Action: Accept, To: PendingSign},
	{From: []DispatchStatus{NotYet}, Action: Redispatch, To: PendingSign},
	{From: []DispatchStatus{NotYet}, Action: FormTaskForce, To: PendingSign},
	{From: []DispatchStatus{NotYet}, Action: RuleOnReturn, Outcome: LeadReturned, To: PendingSign, Note: "the new lead, which may have been a co-unit"},
	{From: []DispatchStatus{NotYet}, Action: RuleOnReturn, Outcome: CoReturned, To: PendingSign, Note: "another co-unit, if the office names one"},
	{From: []DispatchStatus{NotYet}, Action: Evaluate, Outcome: Redo, To: Handling, Note: "next round, same units; the old rows stay"},
	{From: []DispatchStatus{NotYet}, Action: RecordCallback, Outcome: Redo, To: Handling, Note: "next round, same units; the old rows stay"},
	{From: []DispatchStatus{NotYet}, Action: Reopen, To: Handling, Note: "next round, same units; the old rows stay"},

	{From: []DispatchStatus{PendingSign}, Action: Sign, To: Signed},
	{From: []DispatchStatus{Signed}, Action: RecordContact, To: Signed},
	{From: []DispatchStatus{Handling}, Action: RecordContact, To: Handling},
	{From: []DispatchStatus{SentBack}, Action: RecordContact, To: SentBack},
	{From: []DispatchStatus{Signed, Handling, SentBack}, Action: ReportProgress, To: Handling},
	{From: []DispatchStatus{Signed, Handling, SentBack}, Action: FinishItem, To: Handling},
	{From: []DispatchStatus{Signed, Handling, SentBack}, Action: RequestExtension, To: Handling},
	{From: []DispatchStatus{Signed, Handling, SentBack}, Action: RequestLongTerm, To: Handling},
	{From: []DispatchStatus{Handling}, Action: Resume, To: Handling},
	{From: []DispatchStatus{Signed, Handling, SentBack}, Action: Reply, To: Replied, Note: "without progress before it passes HANDLING at once"},
	{From: []DispatchStatus{Replied}, Action: AcceptReply, To: Accepted},
	{From: []DispatchStatus{Replied}, Action: SendBack, To: SentBack, Note: "the lead's; a co-unit's reply stands"},

	{From: []DispatchStatus{PendingSign, Signed}, Action: RequestReturn, To: ReturnRequested},
	{From: []DispatchStatus{ReturnRequested}, Action: RuleOnReturn, Outcome: LeadReturned, To: Returned},
	{From: []DispatchStatus{ReturnRequested}, Action: RuleOnReturn, Outcome: CoReturned, To: Returned},
	{From: []DispatchStatus{ReturnRequested}, Action: RuleOnReturn, Outcome: Denied, To: PendingSign},
	{From: []DispatchStatus{ReturnRequested}, Action: RuleOnReturn, Outcome: DeniedSigned, To: Signed},

	{From: []DispatchStatus{PendingSign, Signed, Handling, Replied}, Action: RuleOnReturn, Outcome: LeadReturned, To: Cancelled, Note: "a co-unit that takes over the lead"},
	{From: []DispatchStatus{PendingSign, Signed, Handling, Replied}, Action: Redispatch, To: Cancelled, Note: "a co-unit that takes over the lead"},
	{From: []DispatchStatus{PendingSign, Signed, Handling, ReturnRequested}, Action: AcceptReply, To: Cancelled, Note: "a co-unit that the lead overrode (R2)"},
	{From: []DispatchStatus{PendingSign, Signed, Handling, SentBack, ReturnRequested, Replied}, Action: Withdraw, To: Cancelled},
	{From: []DispatchStatus{PendingSign, Signed, Handling, SentBack, ReturnRequested, Replied}, Action: ReplySupervision},
	{From: []DispatchStatus{PendingSign, Signed, Handling, SentBack, ReturnRequested, Replied}, Action: SetConfidential, Outcome: Concealed, To: Cancelled, Note: "a co-unit, which may not read on"},
}

// Next returns where the action of that party takes a problem, and the kind of the event to write; false when the table has no such row.
func Next(from Status, action Action, who Who, outcome Outcome) (to Status, event EventKind, ok bool) {
	for _, t := range Transitions {
		if t.Action == action && t.Outcome == outcome && t.Who&who != 0 && slices.Contains(t.From, from) {
			if t.To == "" {
				return from, t.Event, true
			}
			return t.To, t.Event, true
		}
	}
	return "", "", false
}

// NextDispatch returns where the action takes a dispatch; false when it does not touch one that stands there.
func NextDispatch(from DispatchStatus, action Action, outcome Outcome) (to DispatchStatus, ok bool) {
	for _, t := range DispatchTransitions {
		if t.Action == action && t.Outcome == outcome && slices.Contains(t.From, from) {
			return cmp.Or(t.To, from), true
		}
	}
	return "", false
}
