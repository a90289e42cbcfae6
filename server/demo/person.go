package demo

import (
	"fmt"
	"strings"

	"lianqi/server/access"
	"lianqi/server/demo/table"
)

// person is somebody with an account, in one role.
type person struct {
	id, account, name, phone string
	organization             *organization // nil for an enterprise's contact
	role                     access.Role
	division                 string      // the role's area; empty for handlers and contacts
	enterprise               *enterprise // that a contact speaks for
	rank                     string      // a cadre's; empty for others
}

// appointPeople gives every role its people: the accounts of Accounts, an office's person for each office, a handler and a head for each unit
// that something may be handed to, 40 cadres, a contact for each enterprise, and two residents.
func (w *world) appointPeople() {
	w.appoint("admin", "系统管理员·演示", access.Admin, "430000", w.unit("湖南省联企办"))
	w.appoint("supervisor01", "督导组·演示01", access.Supervisor, shaoyang, w.unit("湖南省人民政府"))
	w.appoint("supervisor02", "督导组·演示02", access.Supervisor, "430000", w.unit("湖南省人民政府"))
	w.appoint("leader01", "市领导·演示01", access.Leader, shaoyang, w.unit("邵阳市人民政府"))
	w.appoint("leader02", "县领导·演示02", access.Leader, yanling, w.unit("鄢陵县人民政府"))
	handlers, heads := 0, 0
	for _, o := range w.organizations {
		switch {
		case o.kind == "OFFICE":
			w.appoint(officeAccount(o.division), "联企办·演示"+strings.TrimSuffix(o.name, "联企办"), access.Office, o.division, o)
		case o.name == "邵阳经济技术开发区管理委员会":
			o.handler = w.appoint("handler-territory", "承办经办·演示属地", access.DepartmentHandler, "", o)
		case o.name == "邵阳市工业专班":
			o.handler = w.appoint("handler-industry", "承办经办·演示行业", access.DepartmentHandler, "", o)
		default:
			handlers++
			o.handler = w.appoint(fmt.Sprintf("handler%02d", handlers), fmt.Sprintf("承办经办·演示%02d", handlers), access.DepartmentHandler, "", o)
		}
		if o.handler != nil {
			heads++
			w.appoint(fmt.Sprintf("head%02d", heads), fmt.Sprintf("承办负责人·演示%02d", heads), access.DepartmentHandler, "", o)
		}
	}
	w.appointCadres()
	for i, e := range w.enterprises {
		e.contact = w.appoint(fmt.Sprintf("enterprise%02d", i+1), fmt.Sprintf("企业联系人·演示%02d", i+1), access.EnterpriseContact, "", nil)
		e.contact.enterprise = e
	}
	for n := 3; n <= 14; n++ { // with the first, the thirteen who head 邵阳's chains (A16)
		w.appoint(fmt.Sprintf("leader%02d", n), fmt.Sprintf("市领导·演示%02d", n), access.Leader, shaoyang, w.unit("邵阳市人民政府"))
	}
	w.appointResidents()
}

// appointCadres appoints the 40: those of the counties live in them, one serves the firms that the texts place in 邵阳 only, and the
// last those elsewhere in Hunan.
func (w *world) appointCadres() {
	departments := strings.Fields(cityDepartments)
	n := 0
	cadre := func(division string, unit *organization) {
		n++
		w.appoint(fmt.Sprintf("cadre%02d", n), fmt.Sprintf("联企干部·演示%02d", n), access.LinkCadre, division, unit).rank = rankOf(n)
	}
	for _, row := range table.Rows("county") {
		for i := range int(number(row[6])) {
			switch {
			case row[0] == yanling:
				cadre(yanling, w.unit("鄢陵县"+strings.Fields(countyDepartments)[4+i%3]))
			default:
				cadre(row[0], w.unit("邵阳市"+departments[11+(n+i)%3])) // units that nothing is handed to by default
			}
		}
	}
	cadre(shaoyang, w.unit("邵阳市财政局"))
	cadre("430000", w.unit("湖南省联企办"))
}

// rankOf is the nth cadre's rank: every tenth leads the county, every third is of the staff (A2).
func rankOf(n int) string {
	switch {
	case n%10 == 0:
		return "LEADER"
	case n%3 == 0:
		return "STAFF"
	}
	return "SECTION"
}

// officeAccount is what the office of a division signs in with.
func officeAccount(division string) string {
	switch division {
	case "430000":
		return "office-province"
	case shaoyang:
		return "office-city"
	case "430502":
		return "office-county"
	}
	return "office-" + division
}

// appoint adds a person.
func (w *world) appoint(account, name string, role access.Role, division string, unit *organization) *person {
	p := &person{
		id: id("person", account), account: account, name: name, phone: fmt.Sprintf("1380000%04d", len(w.people)),
		organization: unit, role: role, division: division,
	}
	w.people = append(w.people, p)
	return p
}

// who is the person with an account; there must be one.
func (w *world) who(account string) *person {
	for _, p := range w.people {
		if p.account == account {
			return p
		}
	}
	panic("no account " + account)
}

// actor is the person as signed in.
func (w *world) actor(p *person) access.Actor {
	a := access.Actor{Role: p.role, PersonID: p.id, DivisionCode: p.division}
	if p.division != "" {
		a.Level, a.Areas = w.outlines[p.division].Level, w.areas(p.division)
	}
	if p.organization != nil {
		a.OrganizationID = p.organization.id
	}
	if p.enterprise != nil {
		a.EnterpriseID = p.enterprise.id
	}
	return a
}

func (w *world) personRows(passwordHash string) (people, roles, contacts [][]any) {
	for _, p := range w.people {
		var organization, enterprise, scope any
		if p.organization != nil {
			organization = p.organization.id
		}
		if p.role == access.DepartmentHandler {
			scope = p.organization.id
		}
		if p.enterprise != nil {
			enterprise = p.enterprise.id
			contacts = append(contacts, []any{id("contact", p.account), enterprise, p.name, "办公室", p.phone, p.id})
		}
		people = append(people, []any{p.id, p.account, p.name, p.phone, organization, passwordHash, w.start, null(p.rank)})
		roles = append(roles, []any{id("role", p.account), p.id, string(p.role), null(p.division), scope, enterprise})
	}
	return people, roles, contacts
}
