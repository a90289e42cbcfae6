package problem

import (
	"testing"

	"lianqi/server/access"
	"lianqi/server/fault"
	"lianqi/server/once"
)

// drawn puts problems into a sample of the county, and returns its id.
func (w *world) drawn(ids ...string) string {
	w.t.Helper()
	sample := once.New()
	w.Exec(`insert into sample (id, kind, division_code, from_day, to_day, size_asked, size, population, seed, seed_given, drawn_by, drawn_at, content_hash)
		values ($1, 'PROBLEM', '430502', '2026-11-01', '2026-12-31', $2, $2, $2, 'seed', true, id('office'), $3, '')`, sample, len(ids), w.Now)
	for i, id := range ids {
		w.Exec("insert into sample_item (sample_id, position, problem_id) values ($1, $2, $3)", sample, i+1, id)
	}
	return sample
}

func heard(sample, problem string, solved bool, grade Grade) CallbackInput {
	return CallbackInput{
		ID: once.New(), ProblemID: problem, SampleID: sample, How: "PHONE", Reached: true, Solved: &solved, Grade: grade, SpokeWith: "办公室主任", Note: "电话回访",
	}
}

func TestLookBack(t *testing.T) {
	w := newWorld(t)
	upheld, silent, unsolved, bad := w.at(Closed), w.at(Closed), w.at(Closed), w.at(Closed)
	in := w.input("firm")
	in.ResolvedOnSite, in.Photos = true, []Photo{snap}
	if _, err := w.Report(ctx, w.Actor("cadre"), in); err != nil {
		t.Fatal(err)
	}
	w.must("contact", Evaluate, in.ID)
	sample := w.drawn(upheld, silent, unsolved, bad, in.ID)

	nobody := CallbackInput{ID: once.New(), ProblemID: upheld, SampleID: sample, How: "PHONE", Note: "没有人接"}
	version := w.version(upheld)
	if err := w.RecordCallback(ctx, w.Actor("office"), nobody); err != nil || w.version(upheld) != version {
		t.Errorf("nobody reached: %v", err)
	}
	for _, c := range []struct {
		account, id string
		solved      bool
		grade       Grade
		want        string
	}{
		{"office", upheld, true, GradeBasicallySatisfied, "CLOSED 1 UPHELD"},
		{"supervisor", silent, true, "", "CLOSED 1 UPHELD"},
		{"supervisor", unsolved, false, GradeSatisfied, "IN_PROGRESS 2 REOPENED LOOK_BACK t"},
		{"office", bad, true, GradeVeryDissatisfied, "IN_PROGRESS 2 REOPENED LOOK_BACK t"},
		{"office", in.ID, false, "", "SUBMITTED 2 REOPENED LOOK_BACK t"},
	} {
		if err := w.RecordCallback(ctx, w.Actor(c.account), heard(sample, c.id, c.solved, c.grade)); err != nil {
			t.Errorf("%s: %v", c.want, err)
		}
		w.want(c.id, map[string]string{
			"(select concat_ws(' ', p.status, p.round, t.kind, r.cause, r.redo) from problem_event t left join problem_round r on r.problem_id = p.id and r.round = p.round where t.problem_id = p.id and t.version = p.version)": c.want,
		})
		before := w.Dump()
		err := w.RecordCallback(ctx, w.Actor(c.account), heard(sample, c.id, true, GradeSatisfied))
		if !fault.Is(err, fault.Conflict) && !fault.Is(err, fault.Forbidden) || w.Dump() != before {
			t.Errorf("reached twice: %v", err)
		}
	}
	w.want(upheld, map[string]string{"(select string_agg(concat_ws(' ', c.reached, c.redo), ', ' order by c.at) from callback c where c.problem_id = p.id)": "f f, t f", "closed_at is not null": "true"})
	w.want(bad, map[string]string{"(select concat_ws(' ', x.status, x.round) from dispatch x where x.problem_id = p.id and x.role = 'LEAD' order by x.round desc limit 1)": "HANDLING 2"})
}

// R6 and the rest: who may not judge, and what is not a callback of the sample.
func TestLookBackRefusals(t *testing.T) {
	w := newWorld(t)
	id, other, open := w.at(Closed), w.at(Closed), w.at(AwaitingEvaluation)
	sample, another := w.drawn(id), w.drawn(other)
	own := func(account string) access.Actor {
		a := w.Actor(account)
		a.OrganizationID = w.Text("select lead_organization_id from problem where id = $1", id)
		return a
	}
	for name, c := range map[string]struct {
		by   access.Actor
		in   CallbackInput
		want fault.Code
	}{
		"the office's own unit":        {own("office"), heard(sample, id, true, GradeSatisfied), fault.Forbidden},
		"the supervisor's own unit":    {own("supervisor"), heard(sample, id, true, GradeSatisfied), fault.Forbidden},
		"the lead":                     {w.Actor("handler-committee"), heard(sample, id, true, GradeSatisfied), fault.Forbidden},
		"a co-unit":                    {w.Actor("handler-industry"), heard(sample, id, true, GradeSatisfied), fault.Forbidden},
		"its cadre":                    {w.Actor("cadre"), heard(sample, id, true, GradeSatisfied), fault.Forbidden},
		"the firm":                     {w.Actor("contact"), heard(sample, id, true, GradeSatisfied), fault.Forbidden},
		"the office next door":         {w.Actor("office-sibling"), heard(sample, id, true, GradeSatisfied), fault.NotFound},
		"no sample":                    {w.Actor("office"), heard("", id, true, GradeSatisfied), fault.Invalid},
		"another sample":               {w.Actor("office"), heard(another, id, true, GradeSatisfied), fault.NotFound},
		"an unknown sample":            {w.Actor("office"), heard(once.New(), id, true, GradeSatisfied), fault.NotFound},
		"no id of a sample":            {w.Actor("office"), heard("x", id, true, GradeSatisfied), fault.NotFound},
		"a problem that is not closed": {w.Actor("office"), heard(sample, open, true, GradeSatisfied), fault.Forbidden},
		"reached, and not asked":       {w.Actor("office"), CallbackInput{ID: once.New(), ProblemID: id, SampleID: sample, How: "PHONE", Reached: true, Note: "通了"}, fault.Invalid},
		"not reached, and heard":       {w.Actor("office"), CallbackInput{ID: once.New(), ProblemID: id, SampleID: sample, How: "PHONE", SpokeWith: "门卫", Note: "没通"}, fault.Invalid},
	} {
		before := w.Dump()
		if err := w.RecordCallback(ctx, c.by, c.in); !fault.Is(err, c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
		if w.Dump() != before {
			t.Errorf("%s: something changed", name)
		}
	}
}

// Why a problem was done again is kept for 重办率.
func TestCauses(t *testing.T) {
	w := newWorld(t)
	w.must("office", Reopen, w.at(Rejected))
	w.must("office", Reopen, w.at(Closed))
	w.must("contact", Evaluate, w.at(AwaitingEvaluation), Redo)
	late := w.at(AwaitingEvaluation)
	w.Now = w.Now.AddDate(0, 0, 10)
	w.must("office", RecordCallback, late, Redo)
	if got := w.Text("select string_agg(cause || case when redo then '' else '-' end, ' ' order by cause) from problem_round where round = 2"); got != "CALLBACK EVALUATION OFFICE REVIVED-" {
		t.Error(got)
	}
}
