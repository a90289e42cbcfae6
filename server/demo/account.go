package demo

// Account is a demo account that somebody may sign in with; the password of each is session.DemoPassword.
type Account struct {
	Name string // what to sign in with
	Role string // Chinese
	Try  string // what to look at first, in Chinese
}

// Accounts are those that are worth showing, in the order of the main job. There are more: cadre03 to cadre40, a handler for each unit,
// an office for each county, a contact for each enterprise.
var Accounts = []Account{
	{"cadre01", "联企干部（双清区，联系 8 家企业）", "手机：走访签到，拍照上报问题，看我的问题进展"},
	{"resident01", "驻企干部（双清区，驻在一家企业）", "手机：写驻企日志，没网也能写；看职责和纪律"},
	{"enterprise01", "企业联系人（由 cadre01 联系）", "手机：上报、跟踪问题，给办结的问题打分"},
	{"office-county", "双清区联企办", "研判待办问题，按双线交办，裁定退单、延期和挂账，审核答复，给没有责任人的企业安排干部"},
	{"handler-territory", "承办单位经办（属地：邵阳经开区管委会）", "签收、报进展、答复；有快到期和超期的"},
	{"handler-industry", "承办单位经办（行业：邵阳市工业专班）", "作为协办签收和答复"},
	{"leader01", "邵阳市领导、链长", "园区地图、园区数字、统计看板，产业链，五个一帮扶"},
	{"supervisor01", "督导组（邵阳市）", "红灯清单，看每件问题的全过程，回访"},
	{"office-city", "邵阳市联企办", "全市 12 个县（市、区）的问题和统计"},
	{"office-province", "湖南省联企办", "全省 14 个市州的问题和统计"},
	{"office-" + yanling, "鄢陵县万人助企活动办公室", "按河南13710时限，交办给专项工作小组"},
	{"cadre02", "联企干部（双清区）", "另一名干部，看不到 cadre01 的企业"},
	{"admin", "系统管理员", "企业与干部，时限与日历，外发设置；不看问题"},
}
