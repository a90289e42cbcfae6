package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"lianqi/graph"
	"lianqi/server/db/dbtest"
)

// steps are writes that are done when they are sent as they stand, each where those before it have led; $name is an id, $name+ a new
// one that keeps the name. Every member of every input occurs in one of them, so that each can be spoilt.
var steps = []struct{ account, mutation, input string }{
	{"cadre01", "checkIn", `{"id": "$V+", "enterpriseId": "$firm", "clockLead": -60, "capturedAt": "2026-11-20T08:00:00Z", "reason": "在外地", "note": "看了生产线",
		"position": {"lon": 111.4, "lat": 27.2, "accuracy": 12, "crs": "GCJ02", "fixedAt": "2026-11-20T08:00:00Z"}, "photos": [$photo]}`},
	{"cadre01", "reportProblem", `{"id": "$A+", "enterpriseId": "$firm", "visitId": "$V", "title": "用电", "description": "电压不稳", "demand": "增容",
		"category": "ENERGY", "resolvedOnSite": false, "clockLead": -60, "capturedAt": "2026-11-20T08:00:00Z", "photos": [$photo], "confidential": false}`},
	{"cadre01", "reportProblem", `{"id": "$B+", "enterpriseId": "$firm", "title": "用电", "description": "又停电了", "category": "ENERGY",
		"capturedAt": "2026-11-20T08:00:00Z"}`},
	{"office-county", "triageProblem", `{"problemId": "$A", "expectedVersion": 1, "decision": "RETURN_FOR_INFO", "note": "请写清楚"}`},
	{"cadre01", "supplementProblem", `{"id": "$E1+", "problemId": "$A", "note": "每天三次", "photos": [$photo]}`},
	{"office-county", "triageProblem", `{"problemId": "$A", "expectedVersion": 3, "decision": "ACCEPT", "complexity": "MAJOR", "level": "COUNTY", "route": "SINGLE_UNIT", "topicId": "$topic",
		"dispatches": [{"organizationId": "$territory", "line": "TERRITORY", "role": "LEAD"}], "dryRun": true}`},
	{"office-county", "triageProblem", `{"problemId": "$A", "expectedVersion": 3, "decision": "ACCEPT", "dispatches": null, "dryRun": false}`},
	{"office-county", "triageProblem", `{"problemId": "$B", "expectedVersion": 1, "decision": "MERGE", "mergeIntoId": "$A"}`},
	{"office-county", "reopenProblem", `{"problemId": "$B", "expectedVersion": 2, "reason": "不是一回事"}`},
	{"office-county", "triageProblem", `{"problemId": "$B", "expectedVersion": 3, "decision": "REJECT", "rejectReason": "REPEATED", "note": "重复"}`},
	{"handler-industry", "requestReturn", `{"id": "$R1+", "dispatchId": "$co", "reasonCode": "NOT_OUR_DUTY", "note": "不归我们", "photos": [$photo]}`},
	{"office-county", "ruleOnReturn", `{"returnRequestId": "$R1", "approve": false, "note": "归你们", "redispatchTo": []}`},
	{"handler-industry", "signDispatch", `{"dispatchId": "$co"}`},
	{"handler-industry", "requestExtension", `{"id": "$R3+", "dispatchId": "$co", "newDueOn": "$workday", "reason": "等批复"}`},
	{"office-county", "ruleOnExtension", `{"extensionRequestId": "$R3", "approve": true, "note": "同意"}`},
	{"office-county", "grantExtension", `{"id": "$R4+", "dispatchId": "$co", "newDueOn": "$later", "reason": "批复未下"}`},
	{"handler-territory", "signDispatch", `{"dispatchId": "$lead"}`},
	{"office-county", "splitProblem", `{"id": "$E4+", "problemId": "$A", "items": [{"title": "增容", "organizationId": "$territory"}]}`},
	{"handler-territory", "finishSubItem", `{"id": "$E5+", "subItemId": "$item", "note": "已增容"}`},
	{"handler-territory", "recordContact", `{"id": "$E6+", "dispatchId": "$lead", "how": "PHONE", "note": "已与厂长通话"}`},
	{"office-county", "supervise", `{"id": "$S+", "problemId": "$A", "kind": "URGE", "note": "请抓紧", "replyBy": "$workday"}`},
	{"handler-territory", "replySupervision", `{"supervisionOrderId": "$order", "note": "本周通电"}`},
	{"office-county", "escalateProblem", `{"problemId": "$A", "expectedVersion": $version, "toLevel": "CITY", "reason": "要市里协调"}`},
	{"handler-territory", "reportProgress", `{"id": "$E2+", "dispatchId": "$lead", "note": "已到现场", "photos": [$photo]}`},
	{"handler-territory", "requestLongTerm", `{"id": "$R2+", "dispatchId": "$lead", "reason": "要建变电站", "plan": "分三步", "until": "2099-01-04"}`},
	{"office-county", "ruleOnLongTerm", `{"longTermRequestId": "$R2", "approve": true, "note": "同意"}`},
	{"handler-territory", "resumeHandling", `{"dispatchId": "$lead", "note": "建好了"}`},
	{"handler-territory", "replyDispatch", `{"id": "$E3+", "dispatchId": "$lead", "solved": true, "note": "已通电", "photos": [$photo], "overrideCoUnits": true, "overrideSubItems": true}`},
	{"office-county", "reviewReply", `{"problemId": "$A", "expectedVersion": $version, "decision": "ACCEPT", "note": "很好"}`},
	{"office-county", "setConfidential", `{"problemId": "$A", "expectedVersion": $version, "confidential": true, "reason": "商业秘密"}`},
	{"cadre01", "issueEvaluationLink", `{"problemId": "$A"}`},
	{"enterprise01", "evaluateProblem", `{"problemId": "$A", "solved": true, "grade": "SATISFIED", "comment": "办得快"}`},
	{"cadre01", "reportProblem", `{"id": "$G+", "enterpriseId": "$firm", "title": "用水", "description": "水压不足", "category": "ENERGY",
		"capturedAt": "2026-11-20T08:00:00Z"}`},
	{"office-county", "dispatchBatch", `{"id": "$H+", "number": "第88批", "date": "$today", "level": "COUNTY", "items": [{"problemId": "$G", "expectedVersion": 1,
		"complexity": "MAJOR", "note": "一并办理", "dispatches": [{"organizationId": "$territory", "line": "TERRITORY", "role": "LEAD"}]}]}`},
	{"cadre01", "reportProblem", `{"id": "$J+", "enterpriseId": "$firm", "title": "用气", "description": "没有通气", "category": "ENERGY",
		"capturedAt": "2026-11-20T08:00:00Z"}`},
	{"office-county", "planMeeting", `{"id": "$N+", "kind": "CONSULT", "title": "会商会", "heldAt": "2026-12-01T01:00:00Z", "host": "副区长", "problemIds": ["$J"]}`},
	{"office-county", "planMeeting", `{"id": "$N1+", "kind": "CONSULT", "title": "会商会", "heldAt": "2026-12-01T01:00:00Z",
		"filter": {"divisionCode": "430502", "level": "COUNTY", "category": ["ENERGY"], "route": "ON_SITE", "overdue": false}}`},
	{"office-county", "arrangeAgenda", `{"meetingId": "$N", "problemIds": ["$J"]}`},
	{"office-county", "decideAtMeeting", `{"id": "$N", "kind": "DISPATCH", "title": "协调会", "heldAt": "2026-11-20T08:00:00Z", "host": "区长", "minutes": "略",
		"decisions": [{"problemId": "$J", "expectedVersion": 1, "text": "一周通气", "route": "GOVERNMENT_STUDY", "complexity": "MAJOR", "dueOn": "2099-01-05",
			"dispatches": [{"organizationId": "$territory", "line": "TERRITORY", "role": "LEAD"}]}]}`},
	{"office-county", "decideAtMeeting", `{"id": "$N2+", "kind": "DISPATCH", "title": "协调会", "heldAt": "2026-11-20T08:00:00Z",
		"decisions": [{"text": "查明", "newProblem": {"id": "$K+", "enterpriseId": "$firm", "title": "修路", "description": "路坏了", "category": "TRANSPORT"}}]}`},
	{"office-county", "completeDecision", `{"decisionId": "$decision", "note": "已通气"}`},
	{"leader01", "instruct", `{"id": "$I1+", "problemId": "$J", "text": "请抓紧"}`},
	{"office-county", "formTaskForce", `{"id": "$T+", "problemId": "$K", "expectedVersion": $versionOfK, "name": "修路专班", "leadOrganizationId": "$territory",
		"memberIds": ["$territory"], "meetingRule": "每周一次"}`},
	{"office-county", "recordCallback", `{"id": "$C+", "problemId": "$silent", "how": "PHONE", "reached": true, "solved": true, "grade": "SATISFIED", "note": "满意"}`},
	{"office-county", "drawSample", `{"id": "$S+", "kind": "PROBLEM", "divisionCode": "430502", "organizationId": "$territory", "from": "2020-01-01", "to": "2099-12-31",
		"size": 250, "seed": "2026"}`},
	{"office-county", "recordCallback", `{"id": "$K1+", "problemId": "$A", "sampleId": "$S", "how": "PHONE", "reached": true, "solved": true, "grade": "SATISFIED",
		"spokeWith": "厂长", "note": "没有反复"}`},
	{"enterprise01", "reportProblem", `{"id": "$D+", "enterpriseId": "$firm", "title": "用地", "description": "地不够", "category": "OTHER",
		"capturedAt": "2026-11-20T08:00:00Z"}`},
	{"office-county", "triageProblem", `{"problemId": "$D", "expectedVersion": 1, "decision": "RETURN_FOR_INFO", "note": "多少亩"}`},
	{"enterprise01", "withdrawProblem", `{"problemId": "$D", "expectedVersion": 2, "reason": "不用了"}`},
	{"office-county", "assignEnterprise", `{"id": "$L+", "cadreId": "$cadre02", "enterpriseId": "$firm", "role": "MEMBER", "mode": "RESIDENT",
		"startsOn": "2020-01-01", "endsOn": "2020-01-02"}`},
	{"office-county", "endAssignment", `{"assignmentId": "$L", "endsOn": "2020-01-03"}`},
	{"office-county", "assignEnterprise", `{"id": "$M+", "cadreId": "$cadre02", "enterpriseId": "$firm", "startsOn": "2099-01-01"}`},
	{"office-county", "cancelAssignment", `{"assignmentId": "$M"}`},
	{"office-county", "saveDocumentTemplate", `{"kind": "CLOSURE_NOTE", "divisionCode": "430502", "name": "销号单", "heading": "{地区}销号单", "numbering": "{编号}-销{序号}",
		"intro": "予以销号。", "footer": "完"}`},
	{"office-county", "ruleOnHeldRecord", `{"heldRecordId": "$held", "approve": false, "note": "没有去过"}`},
	{"admin", "changeWorkCalendar", `{"days": [{"day": "2099-01-05", "off": true, "name": "元旦"}], "reason": "放假通知", "dryRun": false}`},
	{"admin", "changeCampaignPolicy", `{"campaignId": "$campaign", "slaPolicyCode": "QUANZHOU", "reason": "试算", "dryRun": true}`},
	{"office-city", "saveSupervisionGroup", `{"id": "$Q+", "name": "督导一组", "divisions": ["430502"], "members": ["$supervisor"], "startsOn": "2026-01-01", "endsOn": "2099-01-01"}`},
	{"supervisor01", "saveSupervisionTrip", `{"id": "$W+", "groupId": "$Q", "divisionCode": "430502", "from": "2026-11-20", "to": "2026-12-20", "purpose": "走访", "done": false, "summary": "略"}`},
	{"supervisor01", "recordFinding", `{"id": "$X+", "tripId": "$W", "enterpriseId": "$firm", "text": "路灯不亮"}`},
	{"supervisor01", "recordFinding", `{"id": "$Y+", "tripId": "$W", "problemId": "$J", "text": "没有进展"}`},
	{"supervisor01", "recordFinding", `{"id": "$Z+", "tripId": "$W", "organizationId": "$territory", "text": "无人值守"}`},
	{"supervisor01", "raiseFinding", `{"findingId": "$X", "problem": {"id": "$F+", "enterpriseId": "$firm", "title": "路灯不亮", "description": "夜班不便",
		"demand": "修好", "category": "ENVIRONMENT", "confidential": false}}`},
	{"supervisor01", "raiseFinding", `{"findingId": "$Y", "order": {"id": "$U+", "problemId": "$J", "kind": "URGE", "note": "请抓紧", "replyBy": "$workday"}}`},
	{"office-county", "saveReceptionEvent", `{"id": "$Q1+", "kind": "SALON", "title": "四季度企业家沙龙", "divisionCode": "430502", "startsAt": "$soon", "place": "政务中心", "host": "区长"}`},
	{"enterprise01", "signUpForReception", `{"id": "$Q2+", "receptionEventId": "$Q1", "question": "厂区门口的路什么时候修好"}`},
	{"office-county", "reportProblem", `{"id": "$Q3+", "enterpriseId": "$firm", "receptionEventId": "$Q1", "title": "修路", "description": "门口的路坏了", "category": "OTHER",
		"capturedAt": "2026-11-20T08:00:00Z"}`},
	{"enterprise01", "withdrawFromReception", `{"signUpId": "$Q2"}`},
	{"office-county", "settleReceptionEvent", `{"receptionEventId": "$Q1", "outcome": "MOVED", "startsAt": "$sooner", "note": "让企业早点来"}`},
	{"office-city", "saveIndustryChain", `{"id": "$c1+", "name": "测试产业链", "divisionCode": "430500", "departmentId": "$bureau", "headIds": ["$leader"]}`},
	{"office-city", "arrangeChainMembers", `{"industryChainId": "$c1", "join": ["$firm"], "leave": []}`},
	{"office-city", "arrangeChainMembers", `{"industryChainId": "$c1", "join": [], "leave": ["$firm"]}`},
	{"office-city", "saveLiaison", `{"id": "$l1+", "chainId": "$c1", "personId": "$cadre02", "name": "联络员", "post": "科长", "phone": "0739-5300000"}`},
	{"office-county", "saveLiaison", `{"id": "$l2+", "enterpriseId": "$firm", "name": "联络员", "phone": "13800000000"}`},
	{"office-city", "saveLiaison", `{"id": "$l3+", "organizationId": "$bureau", "name": "联络员", "phone": "13800000000"}`},
	{"office-city", "endLiaison", `{"liaisonId": "$l1"}`},
	{"office-county", "closeSupportPlan", `{"id": "$p1+", "supportPlanId": "$helped", "outcome": "PARTLY", "summary": "先告一段落"}`},
	{"office-county", "saveSupportPlan", `{"id": "$p2+", "enterpriseId": "$firm", "leaderId": "$leader", "memberIds": ["$cadre02"], "plan": "每周走访一次", "startsOn": "2026-11-20"}`},
	{"leader01", "followSupportPlan", `{"id": "$p3+", "supportPlanId": "$p2", "text": "已到企业"}`},
	{"resident01", "writeResidentLog", `{"id": "$RL1+", "enterpriseId": "$home", "day": "$shanghai", "text": "到车间看了生产线", "hours": 6.5, "duties": ["了解生产情况"],
		"capturedAt": "2026-11-20T08:00:00Z"}`},
	{"office-county", "saveResidentChecklist", `{"kind": "DUTY", "divisionCode": "430502", "items": ["每天到企业", "当天上报问题"]}`},
	{"office-county", "publishPolicy", `{"id": "$PO1+", "divisionCode": "430502", "content": {"title": "技改补助", "issuer": "区工信局", "documentNumber": "双工信〔2026〕1号",
		"issuedOn": "2026-01-01", "validTo": "2099-12-31", "sectors": ["INDUSTRY"], "amount": "最高 50 万元", "applyMode": "INSTANT", "phone": "0739-5300000",
		"url": "https://example.com/1", "clauses": [{"heading": "对象", "text": "规上工业企业", "url": "https://example.com/1#a"}]}}`},
	{"office-county", "changePolicy", `{"policyId": "$PO1", "expectedVersion": 1, "content": {"title": "技改补助", "issuer": "区工信局", "issuedOn": "2026-01-01", "applyMode": "NORMAL"}}`},
	{"office-county", "withdrawPolicy", `{"policyId": "$PO1", "expectedVersion": 2, "reason": "已到期"}`},
	{"office-county", "ruleOnLocation", `{"id": "$LR1+", "enterpriseId": "$displaced", "lon": 111.4712, "lat": 27.2405, "accept": false, "note": "停车场在那里"}`},
	{"office-county", "readNotices", `{"upToId": "$notice"}`},
	{"office-county", "setNoticePreference", `{"quietFrom": "21:00", "quietTo": "07:30", "quietDaysOff": true, "digest": false}`},
	{"admin", "saveOutbound", `{"id": "$O+", "kind": "WEBHOOK", "name": "区联企办", "divisionCode": "430502", "url": "https://hook.example/in",
		"secret": "sixteen-characters", "enabled": true}`},
	{"admin", "saveOutbound", `{"id": "$P+", "kind": "WECOM", "name": "承办单位", "organizationId": "$territory", "url": "https://hook.example/in", "enabled": true}`},
	{"supervisor01", "endSession", `{"sessionId": "$session"}`},
}

// Every member of every input is spoilt in every way of its type, left out where it is needed, and joined by strangers: each answer is a
// refusal in words, and nothing is kept. What stands unspoilt is then done.
func TestSpoiltInputsChangeNothing(t *testing.T) {
	t.Parallel()
	dbtest.WithoutRace(t)
	f, schema := openFront(t), graph.Schema()
	callers, met := map[string]*caller{}, map[string]bool{}
	ids := f.steppingStones()
	for i, s := range steps {
		if callers[s.account] == nil {
			callers[s.account] = f.as(s.account)
		}
		c := callers[s.account]
		for name, query := range map[string]string{
			"lead":       `select coalesce((select id::text from dispatch where problem_id = '$A' and role = 'LEAD'), '')`,
			"co":         `select coalesce((select id::text from dispatch where problem_id = '$A' and role = 'CO'), '')`,
			"item":       `select coalesce((select id::text from sub_item where problem_id = '$A' order by position limit 1), '')`,
			"version":    `select coalesce((select version::text from problem where id = '$A'), '1')`,
			"order":      `select coalesce((select id::text from supervision_order where problem_id = '$A' order by issued_at desc limit 1), '')`,
			"supervisor": `select id::text from person where account = 'supervisor01'`,
			"notice":     `select coalesce((select i.id::text from notice i join person p on p.id = i.person_id where p.account = 'office-county' order by at desc limit 1), '')`,
			"session":    `select coalesce((select s.id::text from session s join person p on p.id = s.person_id where p.account = 'supervisor01' limit 1), '')`,
			"decision":   `select coalesce((select id::text from decision where problem_id = '$J'), '')`,
			"versionOfK": `select coalesce((select version::text from problem where id = '$K'), '1')`,
			"campaign":   `select id::text from campaign order by id limit 1`,
		} {
			ids[name] = f.one(strings.NewReplacer("$A", ids["A"], "$J", ids["J"], "$K", ids["K"]).Replace(query))
		}
		var input any
		if err := json.Unmarshal([]byte(ids.fill(s.input)), &input); err != nil {
			t.Fatal(s.mutation, err)
		}
		typ := schema.Mutation.Fields.ForName(s.mutation).Arguments.ForName("input").Type
		document := fmt.Sprintf(`mutation($input: %s) { m: %s(input: $input) { userErrors { code field message } } }`, typ, s.mutation)
		before := f.everything()
		spoil(schema, typ, input, nil, func(path []string, raw string) {
			if len(path) > 0 {
				met[typ.Name()+"."+path[0]] = true
			}
			if path != nil && path[len(path)-1] == "id" && strings.Contains(raw, "%[2]s") {
				return // a new record may have it
			}
			if slices.Equal(path, []string{"seed"}) && raw != `""` {
				return // any words are a seed
			}
			raw = strings.NewReplacer("%[1]s", ids["A"], "%[2]s", ids["park"]).Replace(raw)
			what := fmt.Sprintf("%s with %s %.80s", s.mutation, strings.Join(path, "."), raw)
			got := c.send(document, `{"input": `+encode(at(input, path, raw))+`}`)
			if got.code == "" {
				t.Errorf("step %d: %s is taken: %.300s", i, what, got.body)
			}
			got.decent(t, what)
		})
		if f.everything() != before {
			t.Fatalf("spoilt inputs of %s changed something", s.mutation)
		}
		if got := c.send(document, `{"input": `+encode(input)+`}`); got.code != "" {
			t.Fatalf("step %d, %s: %s", i, s.mutation, got.body)
		}
		if _, creates := input.(map[string]any)["id"]; creates && !strings.HasPrefix(s.mutation, "save") { // what is saved may be saved otherwise
			f.sentAgain(c, f.as("office-city"), document, input.(map[string]any))
		}
	}
	for _, m := range schema.Mutation.Fields {
		typ := m.Arguments.ForName("input").Type.Name()
		for _, member := range schema.Types[typ].Fields {
			if !met[typ+"."+member.Name] {
				t.Errorf("nothing spoils %s.%s", typ, member.Name)
			}
		}
	}
}

// workday is a working day at least so many days from today.
func (f *front) workday(days int) string {
	return f.one(fmt.Sprintf(`select d::date::text from generate_series(current_date + %d, current_date + %d, interval '1 day') d
		left join work_calendar w on w.day = d::date where coalesce(not w.off, extract(isodow from d) < 6) order by d limit 1`, days, days+30))
}

// others are members as other people might have filled them in.
var others = map[string]string{
	"note": "另一句话", "title": "另一个标题", "description": "另一段描述", "demand": "另一个诉求", "reason": "另一个理由", "plan": "另一个方案", "position": "",
	"capturedAt": "2026-11-20T08:00:01Z", "until": "2099-01-05", "newDueOn": "2099-01-06", "endsOn": "2020-01-04", "startsOn": "2019-12-31", "category": "LABOUR", "mode": "LINKED",
	"reasonCode": "OTHER", "number": "第89批", "level": "CITY", "grade": "DISSATISFIED", "how": "VISIT", "photos": "[]", "text": "另一句批示", "name": "另一个专班", "host": "另一人", "heldAt": "2026-11-19T08:00:00Z", "kind": "SPECIAL", "confidential": "true", "overrideCoUnits": "false", "overrideSubItems": "false", "visitId": "",
	"question": "另一个问题", "summary": "另一个结果", "outcome": "STOPPED",
}

// sentAgain sends a create that was done: the same is done again without a change; with another member, or by somebody else, it is refused.
func (f *front) sentAgain(c, somebody *caller, document string, input map[string]any) {
	f.t.Helper()
	before := f.everything()
	if got := c.send(document, `{"input": `+encode(input)+`}`); got.code != "" {
		f.t.Errorf("sent again: %s", got.body)
	}
	shouted := encode(at(input, []string{"id"}, strconv.Quote(strings.ToUpper(input["id"].(string)))))
	if got := c.send(document, `{"input": `+shouted+`}`); got.code != "" {
		f.t.Errorf("sent again in upper case: %s", got.body)
	}
	if got := somebody.send(document, `{"input": `+encode(input)+`}`); got.code != "CONFLICT" && got.code != "FORBIDDEN" {
		f.t.Errorf("sent again by another: %s", got.body)
	}
	for name := range input {
		other, known := others[name]
		if !known {
			continue
		}
		raw := other
		if _, isText := input[name].(string); isText && raw != "" {
			raw = strconv.Quote(other)
		}
		if got := c.send(document, `{"input": `+encode(at(input, []string{name}, raw))+`}`); got.code != "CONFLICT" && !(name == "kind" && got.code == "INVALID") { // each noun has its own kinds
			f.t.Errorf("the same id with another %s: %s", name, got.body)
		}
	}
	if f.everything() != before {
		f.t.Errorf("sending again changed something")
	}
}

// spoil calls try with each way to spoil a value of a type; an empty raw takes the member away.
func spoil(schema *ast.Schema, t *ast.Type, v any, path []string, try func(path []string, raw string)) {
	for _, raw := range badFor(schema, t) {
		try(path, raw)
	}
	if list, ok := v.([]any); ok && len(list) > 0 {
		spoil(schema, t.Elem, list[0], append(path[:len(path):len(path)], "0"), try)
	}
	members, ok := v.(map[string]any)
	if !ok {
		return
	}
	try(append(path[:len(path):len(path)], "createdAt"), `"2026-01-01T00:00:00Z"`)
	try(append(path[:len(path):len(path)], "__proto__"), `{}`)
	for _, m := range schema.Types[t.Name()].Fields {
		below := append(path[:len(path):len(path)], m.Name)
		if value, given := members[m.Name]; given {
			if m.Type.NonNull && m.DefaultValue == nil {
				try(below, "")
			}
			spoil(schema, m.Type, value, below, try)
		}
	}
}

// stones are ids by name.
type stones map[string]string

// fill puts ids into a text.
func (s stones) fill(text string) string {
	for name := range s {
		if fresh := "$" + name + `+"`; strings.Contains(text, fresh) {
			s[name] = newID()
			text = strings.ReplaceAll(text, fresh, s[name]+`"`)
		}
	}
	var pairs []string
	for name, id := range s {
		pairs = append(pairs, `"$`+name+`"`, `"`+id+`"`)
	}
	text = strings.NewReplacer(pairs...).Replace(text)
	return strings.NewReplacer("$today", time.Now().Format(time.DateOnly), "$versionOfK", s["versionOfK"], "$version", s["version"], "$photo", s["photo"]).Replace(text)
}

// steppingStones are the ids that the first step needs, and names for those to come.
func (f *front) steppingStones() stones {
	f.t.Helper()
	s := stones{"firm": f.firm(), "photo": `{"sha256": "` + strings.Repeat("a", 64) + `", "bytes": 1, "takenAt": "2026-11-20T08:00:00Z"}`}
	for _, name := range []string{"V", "A", "B", "C", "D", "E1", "E2", "E3", "R1", "R2", "R3", "R4", "E4", "E5", "L", "M", "G", "H", "J", "K", "N", "N1", "N2", "I1", "T", "O", "P", "S", "K1", "E6", "Q", "W", "X", "Y", "Z", "F", "U"} {
		s[name] = newID()
	}
	s["Q1"], s["Q2"], s["Q3"] = newID(), newID(), newID()
	for _, name := range []string{"c1", "l1", "l2", "l3", "p1", "p2", "p3"} {
		s[name] = newID()
	}
	s["bureau"] = f.one(`select id from organization where name = '邵阳市工业和信息化局'`)
	s["leader"] = f.one(`select id from person where account = 'leader01'`)
	s["helped"] = f.one(`select id from support_plan where closed_at is null and enterprise_id = ` + quoted(f.firm()))
	s["RL1"], s["PO1"] = newID(), newID()
	s["home"] = f.one(`select a.enterprise_id from assignment a join person n on n.id = a.person_id where n.account = 'resident01'`)
	s["shanghai"] = f.one(`select today()::text`)
	s["topic"] = f.one(`select k.id from campaign_topic k join campaign g on g.id = k.campaign_id where g.name = '万名干部联万企' order by k.position limit 1`)
	s["territory"] = f.one(`select organization_id from person where account = 'handler-territory'`)
	s["soon"], s["sooner"] = time.Now().AddDate(0, 1, 0).Format(time.RFC3339), time.Now().AddDate(0, 0, 9).Format(time.RFC3339)
	s["workday"] = f.workday(40)
	s["later"] = f.workday(60)
	s["park"] = f.one(`select id from park order by id limit 1`)
	s["cadre02"] = f.one(`select id from person where account = 'cadre02'`)
	s["held"] = f.one(`insert into held_record (id, kind, person_id, role, enterprise_id, division_code, content, content_hash, captured_at, received_at, photos_expected)
		select gen_random_uuid(), 'CHECK_IN', '` + s["cadre02"] + `', 'LINK_CADRE', e.id, e.division_code, '{}', '', now(), now(), 0
		  from enterprise e where e.id = '` + s["firm"] + `' returning id`)
	s["LR1"], s["displaced"] = newID(), f.displaced(111.4662, 111.4712, 27.2405)
	s["silent"] = f.one(`update problem set evaluation_asked_at = now() - interval '60 days' where id = (select id from problem
		where status = 'AWAITING_EVALUATION' and division_code = '` + ownCounty + `' and not confidential limit 1) returning id`)
	return s
}

// displaced is an enterprise whose check-ins gather east of where it is recorded.
func (f *front) displaced(recorded, gathered, lat float64) string {
	f.t.Helper()
	id := f.one(fmt.Sprintf(`insert into enterprise (id, name, division_code, location, raw_point)
		values (gen_random_uuid(), '错位的厂', '`+ownCounty+`', st_setsrid(st_point(%f, %f), 4326), st_point(%[1]f, %[2]f)) returning id`, recorded, lat))
	f.one(fmt.Sprintf(`with visited as (
		insert into visit (id, enterprise_id, person_id, division_code, check_in_result, location, raw_point, raw_crs, accuracy, distance, flags,
		                   captured_at, received_at, photos_expected, content_hash)
		select gen_random_uuid(), '%s', n.id, '`+ownCounty+`', 'OUT_OF_RANGE', st_setsrid(st_point(%f, %f), 4326), st_point(%[2]f, %[3]f), 'WGS84', 10, 495, '{}',
		       at, at, 0, ''
		  from (select now() - d * interval '1 day' as at, d from generate_series(1, 5) d) day
		  join person n on n.account = case d %% 2 when 0 then 'cadre01' else 'cadre02' end returning 1) select count(*) from visited`, id, gathered, lat))
	return id
}
