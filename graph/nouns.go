package graph

import (
	"github.com/vektah/gqlparser/v2/ast"

	"lianqi/graph/scalar"
	"lianqi/server/access"
	"lianqi/server/assignment"
	"lianqi/server/batch"
	"lianqi/server/campaign"
	"lianqi/server/chain"
	"lianqi/server/changes"
	"lianqi/server/deadline"
	"lianqi/server/device"
	"lianqi/server/division"
	"lianqi/server/document"
	"lianqi/server/enterprise"
	"lianqi/server/held"
	"lianqi/server/liaison"
	"lianqi/server/meeting"
	"lianqi/server/notice"
	"lianqi/server/organization"
	"lianqi/server/outbound"
	"lianqi/server/park"
	"lianqi/server/person"
	"lianqi/server/photo"
	"lianqi/server/plan"
	"lianqi/server/policy"
	"lianqi/server/problem"
	"lianqi/server/receipt"
	"lianqi/server/reception"
	"lianqi/server/resident"
	"lianqi/server/sample"
	"lianqi/server/statistics"
	"lianqi/server/supervision"
	"lianqi/server/support"
	"lianqi/server/visit"
)

// Nouns joins the schema with what each noun declares. The aliases are a letter or two a noun:
//
//	a assignment   c contact      d division   e enterprise  f photo   g campaign  h phase         i notice
//	k park         m measures     n person     o organization  p problem  q request  r statistics row
//	s statistics   t event        u evaluation v visit       w viewer  x dispatch  z session
//	b batch        bu unit of a batch    md measure definition    y item of a problem
//	so supervision order   dm document   dt document template
//	j instruction  ab meeting     ac decision  ad agenda item
//	rc reconciliation  sg supervision group  st trip  fi finding
//	oc outbound channel           wr role of the viewer
//	cb callback    sm sample      si sample item
//	ch changes  hr held record  dv device  rt receipt  lp location proposal
//	re reception event   ru reception sign-up   ct campaign topic
//	ic industry chain    li liaison             sp support plan     se entry of a support plan
//	wk day of the calendar        sp policy of deadlines   ss its step
//	rl resident log   rk resident checklist   po policy   pc policy clause
func Nouns(schema *ast.Schema) (*plan.Graph, error) {
	types := []*plan.Type{
		root(),
		plan.Value("GeoPoint").Field("lon", "st_x(@self)").Field("lat", "st_y(@self)"),
		person.ReadViewer().Compute("receptionDays", reception.Days, "(select today())::text", reception.Calendar).
			Through("receptionDays", "work_calendar"), // no secret
		person.ReadSession(), person.ReadRole(), person.Read(),
		division.Read(), organization.Read(),
		park.Read(problem.Overdue),
		enterprise.Read(problem.Lamp, policy.For).Filter("counted", statistics.Behind("e.id", "enterprise_id")).Through("counted", "visit"). // how a number was made
																			Many("liaisons", liaison.OfEnterprise, "li.scope, li.name, li.id").AtMost(20, "liaisons").
																			Through("liaisons", "problem", "dispatch"), // of problems that the reader sees
		enterprise.ReadContact(), enterprise.ReadProposal(),
		campaign.Read(), campaign.ReadPhase(), campaign.ReadTopic(),
		deadline.ReadWorkDay(), deadline.ReadPolicy(), deadline.ReadStep(),
		assignment.Read(enterprise.Sees),
		visit.Read(),
		problem.Read().Filter("counted", statistics.Behind("p.id", "problem_id")).Through("counted", "visit"), // how a number was made
		problem.ReadEvent(), problem.ReadDispatch(), problem.ReadEvaluation(), problem.ReadRequest(), problem.ReadItem(),
		problem.ReadOrder(), problem.ReadReconciliation(),
		supervision.Read(), supervision.ReadTrip(), supervision.ReadFinding(),
		batch.Read(problem.Overdue), batch.ReadUnit(),
		problem.ReadInstruction(),
		meeting.Read(problem.Sees), meeting.ReadDecision(problem.Sees), meeting.ReadAgendaItem(problem.Sees),
		problem.ReadCallback(), sample.Read(), sample.ReadItem(),
		photo.Read(visit.Sees, problem.Sees, held.Sees),
		held.Read(), receipt.Read(), device.Read(), changes.Read(),
		notice.Read(), notice.ReadPreference(), outbound.Read(),
		reception.Read(), reception.ReadSignUp(),
		chain.Read(problem.Overdue), liaison.Read(chain.Sees, enterprise.Sees),
		support.Read(), support.ReadEntry(),
		resident.Read(), resident.ReadChecklist(),
		policy.Read(), policy.ReadClause(),
		document.Read(problem.Sees, problem.SeesOrder), document.ReadTemplate(),
	}
	g, err := plan.New(schema, append(types, statistics.Read(words(schema))...)...)
	if err != nil {
		return nil, err
	}
	g.Width(access.Width)
	g.Input("NearInput", near)
	g.Input("StatisticsFilter", statistics.Period)
	plan.Scalar(g, "ID", scalar.UnmarshalID)
	plan.Scalar(g, "String", scalar.UnmarshalString)
	plan.Scalar(g, "Int", scalar.UnmarshalInt)
	plan.Scalar(g, "Float", scalar.UnmarshalFloat)
	plan.Scalar(g, "Longitude", scalar.UnmarshalLongitude)
	plan.Scalar(g, "Latitude", scalar.UnmarshalLatitude)
	plan.Scalar(g, "DateTime", scalar.UnmarshalDateTime)
	plan.Scalar(g, "Date", func(v any) (d scalar.Date, err error) {
		err = d.UnmarshalGQL(v)
		return d, err
	})
	return g, nil
}

// root is where the questions start.
func root() *plan.Type {
	return plan.Root("Query").
		One("viewer", "w.id = @actor.id").
		One("division", "d.code = @code").
		Many("outboundChannels", "", "oc.name, oc.id").AtMost(250, "outboundChannels").
		Many("divisions", "d.code = @actor.division", "d.code").AtMost(20, "divisions").
		Many("organizations", "").
		Many("cadres", person.Cadres).Through("cadres", "person_role").                             // an office finds who is a cadre of its area
		Many("colleagues", person.Colleagues).Through("colleagues", "person_role", "organization"). // an office finds whom it may name
		Many("supervisors", person.Supervisors).Through("supervisors", "person_role").              // an office finds whom it may send
		Many("cadres", person.Cadres).Through("cadres", "person_role").                             // an office finds who is a cadre of its area
		Many("supervisors", person.Supervisors).Through("supervisors", "person_role").              // an office finds whom it may send
		One("park", "k.id = @id").
		Many("parks", "").
		One("enterprise", "e.id = @id").
		Many("enterprises", "").
		Many("locationProposals", "", "lp.metres desc, lp.id").AtMost(50, "locationProposals").
		Many("campaigns", "(select today()) between g.starts_on and coalesce(g.ends_on, 'infinity')"+
			" and (starts_with(area_from(@actor.division), area_from(g.division_code)) or @below and g.division_code = any(@actor.areas))",
			"g.starts_on desc, g.id").AtMost(50, "campaigns").
		Many("workCalendar", "wk.day between make_date(least(greatest(@year, 1), 9999), 1, 1) and make_date(least(greatest(@year, 1), 9999), 12, 31)", "wk.day").
		AtMost(366, "workCalendar").
		Many("slaPolicies", "", "sp.name, sp.code").AtMost(50, "slaPolicies").
		One("visit", "v.id = @id").
		Many("visits", "").
		One("heldRecord", "hr.id = @id").
		One("receipt", "rt.id = @id").
		Many("heldRecords", "").
		Many("devices", "").
		One("changes", "").Rows("changes", changes.Rows(problem.Sees)).
		Through("changes", "assignment", "enterprise", "problem", "problem_event"). // the reader's own links, and by the rule of problems
		One("problem", "p.id = @id").
		Many("problems", "").
		One("dispatchBatch", "b.id = @id").
		Many("dispatchBatches", "").
		Many("supervisionOrders", "").
		One("receptionEvent", "re.id = @id").
		Many("receptionEvents", "").
		One("residentLog", "rl.id = @id").
		Many("residentLogs", "").
		Many("residentChecklists", "", "rk.kind desc, rk.id").Rows("residentChecklists", resident.Checklists).AtMost(5, "residentChecklists").
		One("policy", "po.id = @id").
		Many("policies", "").
		Many("documentTemplates", "", "dt.place").Rows("documentTemplates", document.Templates).AtMost(10, "documentTemplates").
		One("industryChain", "ic.id = @id").
		Many("industryChains", "").
		Many("liaisons", "li.ended_at is null").
		One("supportPlan", "sp.id = @id").
		Many("supportPlans", "").
		One("meeting", "ab.id = @id").
		Many("meetings", "").
		Many("decisions", "").
		Many("dispatches", "").
		One("reconcile", "").Rows("reconcile", problem.Reconcile).Through("reconcile", "organization", "dispatch", "problem"). // counts what the reader sees of a unit
		Many("reconciliations", "", "rc.overdue desc, rc.received desc, rc.organization_id").Rows("reconciliations", problem.Reconciliations).AtMost(250, "reconciliations").
		Through("reconciliations", "organization", "dispatch", "problem"). // the same
		Many("supervisionGroups", "").
		Many("supervisionTrips", "").
		One("supervisionTrip", "st.id = @id").
		One("sample", "sm.id = @id").
		Many("samples", "").
		One("statistics", "s.code = @divisionCode").Rows("statistics", statistics.Root).
		Many("measures", "", "md.position").AtMost(50, "measures").
		Through("statistics", "division") // only the code that was asked for, and divisions are no secret
}
