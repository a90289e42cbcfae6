package demo

import "lianqi/server/problem"

// The kinds of stories, each by what it has come to.

// toTriage was reported yesterday or the day before.
func toTriage(s *script, e *enterprise, _ string) { s.begin(e, s.some(1, 2)) }

// toSign waits for the signatures of its units.
func toSign(s *script, e *enterprise, _ string) { s.begin(e, s.some(2, 3)).accepted(3) }

// taken is signed, and nothing was said of it yet.
func taken(s *script, e *enterprise, _ string) { s.begin(e, s.some(3, 4)).accepted(2).bothSigned() }

// begun is in hand, with time left.
func begun(s *script, e *enterprise, _ string) {
	t := s.begin(e, s.some(4, 5)).accepted(2).bothSigned()
	t.progressed(5, problem.Lead, t.text.progress).helped(4)
}

// toReview was replied to; the office has to look at it.
func toReview(s *script, e *enterprise, _ string) { s.begin(e, s.some(8, 9)).accepted(2).handled() }

// toScore waits for the firm's score.
func toScore(s *script, e *enterprise, _ string) {
	s.begin(e, s.some(9, 12)).accepted(2).handled().reviewed(5, problem.AcceptReply, "答复具体，请企业评价。")
}

// wellDone went the whole way in time, and pleased.
func wellDone(s *script, e *enterprise, _ string) {
	s.begin(e, s.some(13, 39)).accepted(4).handled().reviewed(5, problem.AcceptReply, "").praised()
}

// dueSoon is in hand, and its lamp is yellow.
func dueSoon(s *script, e *enterprise, policy string) {
	t := s.tell(e, s.dueSoon(policy), s.say(e)).comeUp().accepted(0.8).bothSigned() // handed out on the same day
	t.progressed(6, problem.Lead, t.text.progress).helped(5)
}

// overdue was signed, begun and left lying: its lamp is red.
func overdue(s *script, e *enterprise, _ string) {
	t := s.begin(e, s.some(10, 16)).accepted(3).bothSigned()
	t.progressed(9, problem.Lead, t.text.progress)
	if s.rand.IntN(4) > 0 {
		t.helped(6)
	}
}

// onRung was signed and left lying until the ladder of supervision stands at its nth rung.
func onRung(n int) func(*script, *enterprise, string) {
	return func(s *script, e *enterprise, policy string) {
		s.tell(e, s.onRung(policy, n), s.say(e)).comeUp().accepted(0.8).signed(1, problem.Lead)
	}
}

// unanswered was replied to long ago and never scored; nobody picked up the phone either.
func unanswered(s *script, e *enterprise, _ string) {
	s.begin(e, 22).accepted(3).handled().reviewed(4, problem.AcceptReply, "").
		called(90, false, false, "", "两次拨打企业联系电话，没有人接听。")
}

// late was replied to after its date, and closed all the same.
func late(s *script, e *enterprise, _ string) {
	t := s.begin(e, s.some(28, 36)).accepted(4).bothSigned()
	t.progressed(10, problem.Lead, t.text.progress).helped(12).
		replied(110, problem.Lead, true, t.text.reply+"因涉及资金安排，超过了时限，已向企业说明。").
		reviewed(5, problem.AcceptReply, "超期原因属实，下不为例。").
		evaluated(9, true, problem.GradeBasicallySatisfied, "等得久了一点，总算解决。")
}

// overridden is one whose lead did not wait for the co-unit.
func overridden(s *script, e *enterprise, _ string) {
	t := s.begin(e, s.some(14, 30)).accepted(3).bothSigned()
	t.progressed(8, problem.Lead, t.text.progress).
		replied(18, problem.Lead, true, t.text.reply+"协办事项不影响办结，先行答复。").
		reviewed(4, problem.AcceptReply, "").praised()
}

// silent was never scored, and closed by a callback (R9).
func silent(s *script, e *enterprise, _ string) {
	s.begin(e, s.some(26, 34)).accepted(3).handled().reviewed(4, problem.AcceptReply, "").
		called(90, true, true, problem.GradeSatisfied, "电话回访，企业说问题已解决，忘了在手机上评价。")
}

// displeased is in its second round: the firm scored badly.
func displeased(s *script, e *enterprise, _ string) {
	solved := s.rand.IntN(2) == 0
	grade, comment := problem.GradeVeryDissatisfied, "答复说已解决，实际没有动静。"
	if solved {
		grade, comment = problem.GradeDissatisfied, "事情办了，但拖得太久，来回跑了四趟。"
	}
	s.begin(e, s.some(12, 15)).accepted(3).handled().reviewed(3, problem.AcceptReply, "").evaluated(5, solved, grade, comment)
}

// secondTry was done twice and then pleased.
func secondTry(s *script, e *enterprise, _ string) {
	t := s.begin(e, s.some(26, 36)).accepted(3).handled().reviewed(3, problem.AcceptReply, "").
		evaluated(6, false, problem.GradeDissatisfied, "只解决了一半，剩下的没有说怎么办。")
	t.progressed(5, problem.Lead, "主办单位负责人上门道歉，逐条核对未解决的部分。").helped(6).
		replied(12, problem.Lead, true, "遗留部分已办结："+t.text.reply).
		reviewed(3, problem.AcceptReply, "").evaluated(6, true, problem.GradeSatisfied, "第二次办得扎实。")
}

// sentBack is one whose reply the office did not take.
func sentBack(s *script, e *enterprise, _ string) {
	t := s.begin(e, s.some(7, 8)).accepted(2).bothSigned()
	t.progressed(5, problem.Lead, t.text.progress).helped(4).replied(8, problem.Lead, true, "已转有关科室研究。").
		reviewed(3, problem.SendBack, "答复没有结果和时间，请写明怎么解决、何时解决。")
}

// longTerm is followed by a plan; its clock stands.
func longTerm(s *script, e *enterprise, _ string) {
	s.asking(e, s.some(10, 18)).ruledOnLongTerm(4, true, "同意挂账跟踪，每月报告一次进展。")
}

// askingForTime waits for the office's word on such a plan.
func askingForTime(s *script, e *enterprise, _ string) { s.asking(e, s.some(5, 6)) }

// refusedTime did not get it.
func refusedTime(s *script, e *enterprise, _ string) {
	s.asking(e, s.some(5, 6)).ruledOnLongTerm(3, false, "不具备挂账条件，请按期办结。")
}

// resumedLater was followed for a while and then handled to the end.
func resumedLater(s *script, e *enterprise, _ string) {
	t := s.asking(e, s.some(28, 34)).ruledOnLongTerm(4, true, "同意挂账。").resumed(50, "资金已落实，恢复办理。")
	t.replied(12, problem.Lead, true, t.text.reply).reviewed(4, problem.AcceptReply, "").praised()
}

// asking is a story whose lead asks for more time.
func (s *script) asking(e *enterprise, n int) *story {
	t := s.begin(e, n).accepted(2).bothSigned()
	return t.progressed(5, problem.Lead, t.text.progress).helped(3).askedLongTerm(3,
		pick(s.rand, "涉及管网改造，年度计划已排满，一时不能完工。", "涉及省级资金，需列入下一批计划。", "涉及规划调整，须走法定程序。"),
		pick(s.rand, "本月完成设计，下月招标，三个月内完工，期间加装临时设备。", "已上报资金计划，下批拨付时优先安排，先由担保公司过渡。", "按程序公示和报批，每月向企业通报一次。"))
}

// askingLonger waits for the office's word on a later date.
func askingLonger(s *script, e *enterprise, _ string) { s.needingLonger(e) }

// extended has a later date than it was handed out with.
func extended(s *script, e *enterprise, _ string) {
	s.needingLonger(e).ruledOnExtension(3, true, "情况属实，同意延期，请把新时限告知企业。")
}

// needingLonger is a story whose lead asks for a later date, by a policy of working days.
func (s *script) needingLonger(e *enterprise) *story {
	t := s.begin(e, s.some(4, 5)).accepted(2).bothSigned()
	return t.progressed(4, problem.Lead, t.text.progress).askedExtension(2, 5,
		pick(s.rand, "设备从外省调运，本周内到不了。", "须等上级批复，已报送，预计下周批回。", "要现场勘测，连日下雨不能施工。"))
}

// notOurs waits for the ruling on a return.
func notOurs(s *script, e *enterprise, _ string) {
	s.begin(e, s.some(1, 2)).accepted(0.8).askedReturn(0.5, problem.Lead, "NOT_OUR_DUTY", "经核对职责清单，此事项由上级主管部门审批，本单位无权办理。")
}

// passedOn went from the first unit to another one.
func passedOn(s *script, e *enterprise, _ string) {
	t := s.begin(e, s.some(5, 6)).accepted(2).askedReturn(2, problem.Lead, "NOT_OUR_DUTY", "事项属市直部门职责，请改由市直部门主办。")
	t.ruledOnReturn(2, true, "情况属实，改由市级部门主办。",
		problem.Unit{OrganizationID: t.unit("邵阳市" + departmentFor[t.text.category]).id, Line: "FUNCTIONAL", Role: problem.Lead}).
		signed(3, problem.Lead)
}

// departmentFor is which of 邵阳's departments knows a category.
var departmentFor = map[string]string{
	"FINANCE": "金融工作办公室", "LOGISTICS": "交通运输局", "ENERGY": "发展和改革委员会", "LABOUR": "人力资源和社会保障局",
	"TALENT": "人力资源和社会保障局", "LAND": "自然资源和规划局", "POLICY_PAYMENT": "工业和信息化局", "TAX": "税务局", "PERMIT": "市场监督管理局",
	"ENVIRONMENT": "生态环境局", "TRANSPORT": "交通运输局", "MARKET": "商务局", "TECH": "工业和信息化局", "LEGAL": "委政法委员会",
	"EPIDEMIC": "工业和信息化局", "OTHER": "市场监督管理局",
}

// returnDenied has to be handled by the unit that did not want it.
func returnDenied(s *script, e *enterprise, _ string) {
	s.begin(e, 3).accepted(2).askedReturn(1.5, problem.Lead, "HANDLED_ELSEWHERE", "企业已向其他部门反映过。").
		ruledOnReturn(2, false, "其他部门没有受理记录，请继续办理。")
}

// helperReturned goes on without its co-unit.
func helperReturned(s *script, e *enterprise, _ string) {
	s.begin(e, 4).accepted(2).signed(2, problem.Lead).askedReturn(1, problem.Co, "NOT_OUR_DUTY", "不属本专班负责的行业。").
		ruledOnReturn(2, true, "同意，由主办单位单独办理。")
}

// withoutLead was given back, and the office has not found another unit yet.
func withoutLead(s *script, e *enterprise, _ string) {
	s.begin(e, 3).accepted(2).askedReturn(2, problem.Lead, "NOT_OUR_AREA", "企业注册地在本区，厂区在邻县。").
		ruledOnReturn(1.5, true, "情况属实，研究后另行交办。")
}

// lacking waits for what the office asked the reporter to add.
func lacking(s *script, e *enterprise, _ string) { s.begin(e, s.some(3, 4)).returnedForInfo() }

// completed came back with what was missing.
func completed(s *script, e *enterprise, _ string) {
	s.begin(e, s.some(3, 4)).returnedForInfo().supplemented(3, "已补充：涉及金额和时间见企业盖章说明，对接人每天9点到17点可联系。")
}

func (t *story) returnedForInfo() *story {
	return t.triaged(4, problem.TriageInput{Decision: problem.ReturnForInfo, Note: "请补充涉及金额、发生时间和企业已经联系过的部门。"})
}

// rejected is none of the office's business.
func rejected(s *script, e *enterprise, _ string) {
	text, reason, note := phrase{
		category: "LEGAL", title: "合同纠纷请求裁定责任", description: "与供货方的质量纠纷已经起诉，企业希望政府先认定责任。", demand: "希望出具认定意见。",
	}, "IN_LITIGATION", "双方已在法院立案，按规定不再受理，请依判决办理。"
	if s.rand.IntN(2) == 0 {
		text = phrase{category: "MARKET", title: "要求限制同行降价", description: "外地同行降价促销，本企业客户流失。", demand: "希望出面制止。"}
		reason, note = "OTHER_BY_LAW", "属企业之间的正常竞争，不在受理范围，可咨询行业协会。"
	}
	s.tell(e, s.ago(s.some(5, 30)), text).comeUp().triaged(4, problem.TriageInput{Decision: problem.Reject, RejectReason: reason, Note: note})
}

// merged was reported twice; the second goes into the first.
func merged(s *script, e *enterprise, _ string) {
	first := s.begin(e, 5).accepted(8).signed(4, problem.Lead)
	again := first.text
	again.title, again.description = "再次反映："+again.title, "与前次反映的是同一件事，企业担心没有收到。"+again.description
	t := s.tell(e, first.at, again).reported(e.contact)
	t.triaged(4, problem.TriageInput{Decision: problem.Merge, MergeIntoID: first.id, Note: "与前件同一诉求，并单办理。"})
}

// withdrawn is one that the firm settled by itself.
func withdrawn(s *script, e *enterprise, _ string) {
	if s.rand.IntN(2) == 0 {
		s.begin(e, s.some(6, 25)).returnedForInfo().withdrawn(6, "已自行办妥，不用再办。")
		return
	}
	s.begin(e, s.some(6, 25)).accepted(3).bothSigned().withdrawn(8, "企业自行解决，感谢关心。")
}

// solvedOnSite was done before it could be handed out, and pleased.
func solvedOnSite(s *script, e *enterprise, _ string) {
	s.tell(e, s.ago(s.some(5, 35)), s.say(e)).solvedOnSite().praised()
}

// toScoreOnSite was done on the spot too, and waits for the firm's score.
func toScoreOnSite(s *script, e *enterprise, _ string) {
	s.tell(e, s.ago(s.some(1, 3)), s.say(e)).solvedOnSite()
}

// looseEnd was closed, and the look back found it not solved (回头看).
func looseEnd(s *script, e *enterprise, _ string) {
	s.begin(e, s.some(24, 28)).accepted(3).handled().reviewed(4, problem.AcceptReply, "").praised().
		reopened(30, "回头看发现措施没有落实，重新办理。")
}

// confidential is for its parties only, and the lead alone handles it.
func confidential(s *script, e *enterprise, _ string) {
	t := s.tell(e, s.ago(4), s.say(e))
	t.secret = true
	t.found().accepted(3).signed(3, problem.Lead)
}
