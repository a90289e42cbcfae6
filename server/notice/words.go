package notice

// handed is what a unit reads to which an event hands the problem.
const handed = "%1$s《%2$s》已交由贵单位办理，请及时处理。"

// joined is what the firm and the staff of a problem read that was merged into the one of the event (R7), in the number and title of their own. Kinds
// that are not here have the words of tellings.
var joined = map[string]string{
	"REJECTED":          "%1$s《%2$s》并入一并办理的问题不予受理，理由可向联企办了解。",
	"RETURNED_FOR_INFO": "%1$s《%2$s》并入一并办理的问题正在补充情况。",
	"WITHDRAWN":         "%1$s《%2$s》并入一并办理的问题已撤回。仍需解决的，请联系联企办重新办理。",
	"REPLY_ACCEPTED":    "%1$s《%2$s》的答复已审核通过。",
	"EVALUATED":         "%1$s《%2$s》并入一并办理的问题已由企业评价，办结销号。",
	"REDO":              "%1$s《%2$s》并入一并办理的问题重新办理。",
}

// urgent are the kinds that are said aloud in quiet hours, too: the rungs of the ladder to which somebody must answer at once (A12).
var urgent = map[string]bool{"SUPERVISED": true, "ESCALATED": true}
