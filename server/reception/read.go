// Package reception is about the days on which leaders and departments meet enterprises (企业家接待日、沙龙、座谈、开放日, C2–C4): when and where,
// which enterprise comes with what question, and the problems that were raised there.
package reception

import (
	"encoding/json"
	"time"

	"lianqi/server/access"
	"lianqi/server/deadline"
	"lianqi/server/moment"
	"lianqi/server/plan"
)

// holds says that the area of event re holds a division.
func holds(division string) string { return access.Holds("re.division_code", division) }

// Sees is who may see an event re: staff of its area, of one above and of one inside, and the enterprises that may sign up.
func Sees(role string) string {
	switch access.Role(role) {
	case access.Office, access.Leader, access.Supervisor:
		return "(" + access.InAreas("re.division_code") + " or " + holds("@actor.division") + ")"
	case access.LinkCadre, access.ResidentCadre:
		return holds("@actor.division")
	case access.EnterpriseContact:
		return "exists (select from enterprise e where e.id = @actor.enterprise and " + holds("e.division_code") + ")"
	}
	return "false"
}

// seesSignUp is who may see that an enterprise comes, and with what question: those over the enterprise, its cadres, and itself.
func seesSignUp(role string) string {
	switch access.Role(role) {
	case access.Office, access.Leader, access.Supervisor:
		return "exists (select from enterprise e where e.id = ru.enterprise_id and " + access.InAreas("e.division_code") + ")"
	case access.LinkCadre, access.ResidentCadre:
		return access.AssignedTo("ru.enterprise_id")
	case access.EnterpriseContact:
		return "ru.enterprise_id = @actor.enterprise"
	}
	return "false"
}

// Read declares ReceptionEvent.
func Read() *plan.Type {
	return plan.NewType("ReceptionEvent", "reception_event re", "re.id", Sees).
		One("division", "d.code = re.division_code").
		Many("signUps", "ru.reception_event_id = re.id and ru.withdrawn_at is null").
		Count("signUpCount", "signUps", "").
		Many("problems", "p.reception_event_id = re.id").
		Count("problemCount", "problems", "").
		Order("LATEST", "re.starts_at desc, re.id desc").
		Order("SOONEST", "re.starts_at, re.id").
		Filter("divisionCode", access.Within("re.division_code")).
		Filter("upcoming", "(re.status = 'PLANNED' and re.starts_at > "+moment.SQL+") = @it")
}

// ReadSignUp declares ReceptionSignUp.
func ReadSignUp() *plan.Type {
	return plan.NewType("ReceptionSignUp", "reception_sign_up ru", "ru.id", seesSignUp).
		One("enterprise", "e.id = ru.enterprise_id").
		Many("problems", "p.reception_event_id = ru.reception_event_id and p.enterprise_id = ru.enterprise_id", "p.submitted_at, p.id").
		AtMost(20, "problems").
		Order("FIRST", "ru.signed_up_at, ru.id")
}

// Calendar is SQL over the days of the working calendar that differ from others within four months, for Days.
const Calendar = "(select jsonb_object_agg(k.day, k.off)::text from work_calendar k where k.day between (select today()) - 31 and (select today()) + 125)"

// Days are the entrepreneurs' reception days of this and the next two months that have not passed, as 2006-01-02 (C2, 2.10). c holds today
// as a date's text, and Calendar.
func Days(_ plan.Actor, c plan.Cells) any {
	today, err := time.ParseInLocation(time.DateOnly, c.Text(0), deadline.Zone)
	if err != nil {
		return []string{}
	}
	return proposed(today, c.Text(1))
}

func proposed(today time.Time, exceptions string) []string {
	off := map[string]bool{}
	_ = json.Unmarshal([]byte(exceptions), &off) // no exceptions are no text
	calendar := deadline.Calendar{}
	for day, off := range off {
		calendar[day] = deadline.Exception{Off: off}
	}
	days := []string{}
	for month := range 3 {
		if day := calendar.ReceptionDay(today.Year(), today.Month()+time.Month(month)); !day.Before(today) {
			days = append(days, day.Format(time.DateOnly))
		}
	}
	return days
}
