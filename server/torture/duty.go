package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
)

// duty is what a phone's person has to record besides visits and the problems found on them: everything that the application may keep in its
// outbox. Each is there once and goes to one phone, so that no record stands in another's way.
type duty struct {
	returned []string // ids of problems that wait for the reporter to add something
	handling []string // dispatches of which the unit reports progress, again and again
	replying []string // dispatches that the unit answers
	home     string   // the enterprise where a resident lives
	days     []string // on which nobody wrote what was done there
}

const (
	handlers  = 7 // of ten phones, the last digit of those of a unit's handler, of a resident cadre
	residents = 9
)

// progressPhotos is how many photos a report of progress has at most: these come again and again from the phones that share a handler, who like
// anybody may upload no more than the server takes in a day.
const progressPhotos = 1

// accountOf is whose phone it is, by its number; busy are the accounts of two units' handlers.
func accountOf(n int, busy []string) string {
	switch turn := n / 10 % 2; n % 10 {
	case handlers:
		return busy[turn]
	case residents:
		return []string{"resident01", "resident02"}[turn]
	}
	return fmt.Sprintf("cadre%02d", n%accounts+1)
}

// assign gives every phone its duties, while all is well still.
func (a *arena) assign(ctx context.Context) error {
	var same [100][]int // phones by what they share
	for n := range a.phones {
		same[n%20] = append(same[n%20], n)
	}
	for key, phones := range same {
		var err error
		switch {
		case len(phones) == 0:
		case key%10 == handlers:
			err = a.assignDispatches(ctx, phones)
		case key%10 == residents:
			err = a.assignDays(ctx, phones)
		case key%2 == 0:
			for _, n := range phones {
				if err = a.assignReturned(ctx, a.phones[n]); err != nil {
					break
				}
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// assignReturned has the office ask for more about two problems that the phone's cadre reports.
func (a *arena) assignReturned(ctx context.Context, p *phone) error {
	for range 2 {
		id := newID()
		report := map[string]any{
			"id": id, "enterpriseId": p.firms[0].ID, "title": "要补充的问题", "description": "等联企办退回", "category": "OTHER", "capturedAt": p.clock(), "photos": []any{},
		}
		if _, err := p.client.act(ctx, p.documents["ReportProblem"], report); err != nil {
			return fmt.Errorf("report what will be returned: %w", err)
		}
		err := a.office(ctx, `mutation ($input: TriageProblemInput!) { triageProblem(input: $input) { problem { id } userErrors { code message } } }`,
			map[string]any{"problemId": id, "expectedVersion": 1, "decision": "RETURN_FOR_INFO", "note": "请补充"})
		if err != nil {
			return fmt.Errorf("return a problem: %w", err)
		}
		p.duty.returned = append(p.duty.returned, id)
	}
	return nil
}

// inHand are the dispatches that lead, and whose units may report progress on them or answer, with their handlers n.
const inHand = `dispatch x join problem p on p.id = x.problem_id join person_role r on r.organization_id = x.organization_id and r.role = 'DEPARTMENT_HANDLER'
	join person n on n.id = r.person_id where x.active and x.role = 'LEAD' and x.status = 'HANDLING' and p.status = 'IN_PROGRESS' and n.account like 'handler%'`

// busiest are the handlers of the two units that have most in hand.
func (a *arena) busiest(ctx context.Context) (accounts []string, err error) {
	err = a.stage.pool.QueryRow(ctx, `select array(select min(n.account) from `+inHand+` group by x.organization_id order by count(distinct x.id) desc, 1 limit 2)`).Scan(&accounts)
	if err == nil && len(accounts) < 2 {
		err = fmt.Errorf("only %d units have anything in hand", len(accounts))
	}
	return accounts, err
}

// assignDispatches shares out what the unit of these phones has in hand. The lead's answer ends the handling: so every second dispatch is answered,
// and of the others progress is reported.
func (a *arena) assignDispatches(ctx context.Context, phones []int) error {
	rows, err := a.stage.pool.Query(ctx, "select x.id::text from "+inHand+" and n.account = $1 order by x.id", a.phones[phones[0]].account)
	if err != nil {
		return err
	}
	defer rows.Close()
	for i := 0; rows.Next(); i++ {
		var id string
		if err := rows.Scan(&id); err != nil {
			return err
		}
		if d := &a.phones[phones[i/2%len(phones)]].duty; i%2 == 0 {
			d.replying = append(d.replying, id)
		} else {
			d.handling = append(d.handling, id)
		}
	}
	return rows.Err()
}

// assignDays shares out the days that nobody wrote yet where the residents of these phones live.
func (a *arena) assignDays(ctx context.Context, phones []int) error {
	rows, err := a.stage.pool.Query(ctx, `select a.enterprise_id::text, d::date::text from assignment a join person n on n.id = a.person_id
		cross join generate_series(greatest(a.starts_on, today() - 28), today() - 1, '1 day') d
		where n.account = $1 and a.mode = 'RESIDENT' and a.ends_on is null
		  and not exists (select from resident_log l where l.assignment_id = a.id and l.day = d::date) order by d`, a.phones[phones[0]].account)
	if err != nil {
		return err
	}
	defer rows.Close()
	for i := 0; rows.Next(); i++ {
		var home, day string
		if err := rows.Scan(&home, &day); err != nil {
			return err
		}
		d := &a.phones[phones[i%len(phones)]].duty
		d.home, d.days = home, append(d.days, day)
	}
	return rows.Err()
}

// record captures one of the phone's duties, as the turn falls; false when there is none.
func (p *phone) record() bool {
	d := &p.duty
	switch {
	case len(d.returned) > 0:
		p.capture("SupplementProblem", noted("problemId", take(&d.returned)), "", rand.IntN(4))
	case len(d.replying) > 0 && rand.IntN(3) == 0:
		in := noted("dispatchId", take(&d.replying))
		in["solved"], in["overrideCoUnits"], in["overrideSubItems"] = true, true, true
		p.capture("ReplyDispatch", in, "", rand.IntN(4))
	case len(d.handling) > 0:
		p.capture("ReportProgress", noted("dispatchId", d.handling[rand.IntN(len(d.handling))]), "", rand.IntN(progressPhotos+1))
	case len(d.days) > 0:
		p.capture("WriteResidentLog", map[string]any{"enterpriseId": d.home, "day": take(&d.days), "text": marked, "capturedAt": p.clock()}, "", 0)
	default:
		return false
	}
	return true
}

// marked stands where a record says its mark, once it has an id.
const marked = "〔〕"

func noted(about, id string) map[string]any { return map[string]any{about: id, "note": marked} }

func take(list *[]string) string {
	first := (*list)[0]
	*list = (*list)[1:]
	return first
}

// bare are the records whose input has no place for photos.
var bare = map[string]bool{"WriteResidentLog": true}

// added is what row.Content should be of a record that is not a visit or a problem; "" of those.
func (s *said) added() string {
	in := func(name string) string { text, _ := s.Input[name].(string); return text }
	switch s.Kind {
	case "SupplementProblem":
		return strings.Join([]string{"SUPPLEMENTED", in("problemId"), s.phone.person, mark(s.ID)}, " ")
	case "ReportProgress":
		return strings.Join([]string{"PROGRESS", in("dispatchId"), s.phone.person, mark(s.ID)}, " ")
	case "ReplyDispatch":
		return strings.Join([]string{"REPLIED", in("dispatchId"), s.phone.person, mark(s.ID)}, " ")
	case "WriteResidentLog":
		return strings.Join([]string{in("enterpriseId"), in("day"), s.phone.person, mark(s.ID)}, " ")
	}
	return ""
}

// payload is a mutation's answer: the record, or that to which it was added, as the server wrote it, and the receipt.
type payload struct {
	record  json.RawMessage
	receipt struct {
		ID     string
		Photos []string
	}
}
