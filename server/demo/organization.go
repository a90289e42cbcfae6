package demo

import "strings"

// organization is a unit as the demo knows it: by its short name.
type organization struct {
	id, name, kind, level, division, sector string
	parent                                  *organization
	lead                                    *organization // of a task force
	handler                                 *person       // who signs for it; nil when nothing is handed to it
}

// cityDepartments are those of 邵阳市, countyDepartments those of 鄢陵县.
const (
	cityDepartments   = "工业和信息化局 发展和改革委员会 金融工作办公室 人力资源和社会保障局 税务局 自然资源和规划局 生态环境局 交通运输局 商务局 市场监督管理局 农业农村局 住房和城乡建设局 科学技术局 财政局 司法局 委政法委员会"
	countyDepartments = "金融工作局 工业和信息化局 发展和改革委员会 委政法委员会 财政局 住房和城乡建设局 人力资源和社会保障局"
)

// taskForces are the five of 邵阳 and of 鄢陵 by the sector that they answer for, with the department that leads each (A5).
var taskForces = []struct{ sector, name, city, county string }{
	{"INDUSTRY", "工业专班", "工业和信息化局", "工业和信息化局"},
	{"CONSTRUCTION", "建筑业专班", "住房和城乡建设局", "住房和城乡建设局"},
	{"TRADE_CATERING", "批零住餐业专班", "商务局", "发展和改革委员会"},
	{"SERVICE", "服务业专班", "发展和改革委员会", "发展和改革委员会"},
	{"AGRICULTURE", "农业专班", "农业农村局", "财政局"},
}

// workGroups are the four of 鄢陵, each under a department (D8).
var workGroups = []struct{ name, under string }{
	{"金融服务专项工作小组", "金融工作局"},
	{"产业发展专项工作小组", "工业和信息化局"},
	{"要素保障专项工作小组", "发展和改革委员会"},
	{"涉法涉诉专项工作小组", "委政法委员会"},
}

// foundOrganizations makes the units: a government everywhere something is handed to one, an office where problems are triaged, and
// what 邵阳 and 鄢陵 have beside these.
func (w *world) foundOrganizations() {
	w.found("430000", "湖南省人民政府", "GOVERNMENT")
	w.found("430000", "湖南省联企办", "OFFICE")
	w.found("430000", "湖南省交通运输厅", "DEPARTMENT")
	w.found("430000", "湖南省高速公路集团", "SOE")
	for _, city := range w.below("430000") {
		w.found(city.Code, city.Name+"人民政府", "GOVERNMENT")
		if city.Code != shaoyang {
			continue
		}
		w.found(shaoyang, "邵阳市联企办", "OFFICE")
		for _, name := range strings.Fields(cityDepartments) {
			w.found(shaoyang, "邵阳市"+name, "DEPARTMENT")
		}
		for _, t := range taskForces {
			o := w.found(shaoyang, "邵阳市"+t.name, "TASK_FORCE")
			o.sector, o.lead = t.sector, w.unit("邵阳市"+t.city)
		}
		w.found(shaoyang, "演示·邵阳城市银行", "BANK")
		w.found(shaoyang, "演示·邵阳村镇银行", "BANK")
		w.found(shaoyang, "演示·邵阳产业投资集团", "SOE")
		for _, county := range w.below(shaoyang) {
			w.found(county.Code, county.Name+"人民政府", "GOVERNMENT")
			w.found(county.Code, county.Name+"联企办", "OFFICE")
		}
	}
	for _, code := range []string{"430112", "430422", "430921", "431229"} { // of the cases elsewhere in Hunan
		w.found(code, w.outlines[code].Name+"人民政府", "GOVERNMENT")
	}
	w.found("411000", "许昌市人民政府", "GOVERNMENT")
	w.found("411000", "许昌市万人助企活动办公室", "OFFICE")
	w.found(yanling, "鄢陵县人民政府", "GOVERNMENT")
	w.found(yanling, "鄢陵县万人助企活动办公室", "OFFICE")
	for _, name := range strings.Fields(countyDepartments) {
		w.found(yanling, "鄢陵县"+name, "DEPARTMENT")
	}
	for _, g := range workGroups {
		o := w.found(yanling, "鄢陵县"+g.name, "TASK_FORCE")
		o.parent, o.lead = w.unit("鄢陵县"+g.under), w.unit("鄢陵县"+g.under)
	}
	w.found(yanling, "鄢陵县人民法院", "COURT")
	w.found(yanling, "鄢陵县供电公司", "SOE")
	for _, t := range taskForces {
		o := w.found(yanling, "鄢陵县"+t.name, "TASK_FORCE")
		o.sector, o.lead = t.sector, w.unit("鄢陵县"+t.county)
	}
}

// found adds a unit; what is not a government belongs to that of its division.
func (w *world) found(division, name, kind string) *organization {
	o := &organization{id: id("organization", name), name: name, kind: kind, level: w.outlines[division].Level, division: division}
	if kind != "GOVERNMENT" && kind != "BANK" {
		o.parent = w.government(division)
	}
	w.organizations = append(w.organizations, o)
	return o
}

// unit is the organization of that name; there must be one.
func (w *world) unit(name string) *organization {
	for _, o := range w.organizations {
		if o.name == name {
			return o
		}
	}
	panic("no organization " + name)
}

// government is that of a division, office where its problems are triaged: each its own, else the one above.
func (w *world) government(division string) *organization { return w.nearest(division, "GOVERNMENT") }
func (w *world) office(division string) *organization     { return w.nearest(division, "OFFICE") }

func (w *world) nearest(division, kind string) *organization {
	for code := division; code != ""; code = w.outlines[code].ParentCode {
		for _, o := range w.organizations {
			if o.division == code && o.kind == kind {
				return o
			}
		}
	}
	panic("no " + kind + " over " + division)
}

func (w *world) organizationRows() (rows [][]any) {
	for _, o := range w.organizations {
		var parent, lead, force any
		if o.parent != nil {
			parent = o.parent.id
		}
		if o.lead != nil {
			lead = o.lead.id
		}
		switch {
		case o.sector != "":
			force = "INDUSTRY"
		case o.kind == "TASK_FORCE":
			force = "FUNCTIONAL"
		}
		rows = append(rows, []any{o.id, o.name, o.kind, o.level, o.division, parent, null(o.sector), force, lead, w.start})
	}
	return rows
}
