package db

import (
	"cmp"
	"errors"

	"github.com/jackc/pgx/v5/pgconn"

	"lianqi/server/fault"
)

// refusal is what people read when a constraint refuses their input.
type refusal struct {
	field   string // dotted path of the input field at fault; empty when it is not one field
	message string // Chinese; empty: the general words of the kind of constraint
}

// refusals has the words for the constraints and unique indexes that people can run into, by name. A noun adds its own
// here; a test sees to it that each name exists in the migrated database.
var refusals = map[string]refusal{
	"person_account_unique": {"account", "这个账号已被使用。"},
	"person_account_shape":  {"account", "账号由 2 到 40 个小写字母、数字、点、横线或下划线组成，以字母或数字开头。"},

	"enterprise_name_given":          {"name", "企业名称应为 2 到 120 个字。"},
	"enterprise_uscc_unique":         {"uscc", "已有企业使用这个统一社会信用代码。"},
	"enterprise_uscc_shape":          {"uscc", "统一社会信用代码应为 18 位数字和大写字母。"},
	"enterprise_industry_code_shape": {"industryCode", "国民经济行业代码应为一个门类字母加至多四位数字。"},
	"enterprise_fence_radius_range":  {"fenceRadius", "签到半径应在 20 米到 5000 米之间。"},

	"campaign_name_unique":    {"name", "本地已有同名的活动。"},
	"campaign_days_ordered":   {"endsOn", "结束日期不能早于开始日期。"},
	"assignment_days_ordered": {"endsOn", "结束日期不能早于开始日期。"},
	"assignment_once":         {"startsOn", "这名干部在这段时间已联系这家企业。"},

	"visit_reason_length":     {"reason", "说明不能超过 500 个字。"},
	"visit_note_length":       {"note", "走访记录不能超过 4000 个字。"},
	"visit_photos_bound":      {"photos", "一次走访最多 9 张照片。"},
	"visit_accuracy_positive": {"position.accuracy", "定位精度应为大于 0 的米数。"},

	"problem_title_length":       {"title", "标题应为 2 到 60 个字。"},
	"problem_description_length": {"description", "问题描述应为 2 到 4000 个字。"},
	"problem_demand_length":      {"demand", "企业诉求不能超过 1000 个字。"},
	"problem_photos_bound":       {"photos", "一个问题最多 9 张照片。"},
	"problem_event_note_length":  {"note", "说明不能超过 4000 个字。"},
	"problem_event_photos_bound": {"photos", "一次最多附 9 张照片。"},

	"dispatch_one_lead":            {"dispatches", "一个问题只能有一个牵头单位。"},
	"dispatch_once_a_unit":         {"dispatches", "这个单位已在办理这个问题。"},
	"handling_request_one_pending": {"", "已有一条申请在等待批复。"},

	"reception_sign_up_once": {"", "贵企业已报名这次活动。要换问题，请先撤回再报名。"},

	"industry_chain_name_unique": {"name", "本地已有同名的产业链。"},
	"support_plan_one_open":      {"enterpriseId", "这家企业已有没结束的帮扶方案，请在那一份上更改。"},
	"resident_log_once_a_day":    {"", "这一天的驻企日志已经写过，一天一篇。"},
	"policy_days_ordered":        {"content.validTo", "有效期不能早于发布日期。"},

	"dispatch_batch_number_length": {"number", "批次编号应为 1 到 40 个字，如“第4批”。"},
	"dispatch_batch_number_unique": {"number", "本级已有这个批次编号，请换一个。"},

	"organization_name_unique": {"name", "本地已有同名的单位或专班。"},

	"evaluation_comment_length": {"comment", "评价说明不能超过 1000 个字。"},
	"evaluation_once_a_round":   {"", "这一轮办理已经评价过了。"},

	"outbound_channel_name_length": {"name", "名称应为 1 到 60 个字。"},
	"outbound_channel_url_length":  {"url", "接收地址太长。"},

	"upload_bytes_range": {"photos", "照片不能超过 10 MiB。"},
	"photo_bytes_range":  {"photos", "照片不能超过 10 MiB。"},
}

// general has the code and words of each kind of violation, by SQLSTATE.
var general = map[string]fault.Fault{
	"23503": {Code: fault.Invalid, Message: "所引用的内容不存在，或已被删除。"},
	"23505": {Code: fault.Conflict, Message: "已有相同的记录，不能重复。"},
	"23514": {Code: fault.Invalid, Message: "填写的内容不符合规定，请检查后再提交。"},
	"23P01": {Code: fault.Conflict, Message: "与已有的记录重叠，请检查后再提交。"},
	"22021": {Code: fault.Invalid, Message: "文字中有无法保存的字符，请删去后再提交。"},
}

// Fault turns what PostgreSQL refuses into words for people: a taken unique value or an overlap into CONFLICT; a missing
// reference, a failed check or text with a NUL into INVALID. Any other error, and nil, is returned as it is.
func Fault(err error) error {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return err
	}
	f, ok := general[pg.Code]
	if !ok {
		return err
	}
	said := refusals[pg.ConstraintName]
	f.Message = cmp.Or(said.message, f.Message)
	if said.field != "" {
		f.Field = fault.At(said.field, "").Field
	}
	return &f
}
