package problem

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"lianqi/server/fault"
)

// exits are the neighbours that 6.2 gives to each status, staying apart; and SUBMITTED for what was solved on site and must be done
// again, as no unit has it.
var exits = map[Status][]Status{
	Draft:              {Submitted},
	Submitted:          {ReturnedForInfo, Rejected, Merged, Dispatched, AwaitingEvaluation},
	ReturnedForInfo:    {Submitted, Withdrawn},
	Rejected:           {Submitted},
	Merged:             {Submitted},
	Withdrawn:          {Submitted},
	Dispatched:         {InProgress, Dispatched},
	InProgress:         {Handled, LongTerm, Dispatched, Withdrawn},
	LongTerm:           {InProgress, Handled},
	Handled:            {AwaitingEvaluation, InProgress},
	AwaitingEvaluation: {Closed, InProgress, Submitted},
	Closed:             {InProgress, Submitted},
}

func TestTransitionsAreThoseOfTheRule(t *testing.T) {
	t.Parallel()
	got := map[Status]map[Status]bool{}
	for _, tr := range Transitions {
		for _, from := range tr.From {
			if got[from] == nil {
				got[from] = map[Status]bool{}
			}
			if tr.To != "" {
				got[from][tr.To] = true
			}
		}
	}
	for _, from := range Statuses {
		for _, to := range Statuses {
			if want := slices.Contains(exits[from], to); got[from][to] != want {
				t.Errorf("%s → %s: table %v, rule %v", from, to, got[from][to], want)
			}
		}
	}
}

// Walks every status × action × party × outcome: one end at most, a known one, and Next agrees with the rows.
func TestEveryStep(t *testing.T) {
	t.Parallel()
	outcomes := []Outcome{"", Concealed, Disclosed, Approved, Denied, DeniedSigned, LeadReturned, CoReturned, Satisfied, Upheld, Redo, Unled}
	for _, k := range OrderKinds {
		outcomes = append(outcomes, Outcome(k))
	}
	steps := 0
	for _, from := range Statuses {
		for _, action := range append(slices.Clone(Actions), SolveOnSite) {
			for who := ByReporter; who <= ByLeader; who <<= 1 {
				for _, out := range outcomes {
					rows := slices.DeleteFunc(slices.Clone(Transitions), func(tr Transition) bool {
						return tr.Action != action || tr.Outcome != out || tr.Who&who == 0 || !slices.Contains(tr.From, from)
					})
					to, event, ok := Next(from, action, who, out)
					if len(rows) > 1 {
						t.Errorf("%s %s %s by %d: %d rows", from, action, out, who, len(rows))
					}
					if ok != (len(rows) == 1) {
						t.Fatalf("%s %s %s by %d: Next says %v, the table has %d rows", from, action, out, who, ok, len(rows))
					}
					if !ok {
						continue
					}
					steps++
					if !slices.Contains(Statuses, to) || event.Text() == "" {
						t.Errorf("%s %s leads to %q with event %q", from, action, to, event)
					}
					if from.Final() && to != from && !(action == Reopen && who == ByOffice) && !(action == RecordCallback && who&(ByOffice|BySupervisor) != 0) {
						t.Errorf("%s is final but %s by %d leaves it", from, action, who)
					}
				}
			}
		}
	}
	if steps != 226 {
		t.Errorf("%d possible steps, 226 were counted by hand", steps)
	}
}

func TestEveryStatusIsReached(t *testing.T) {
	t.Parallel()
	reached := map[Status]bool{Draft: true}
	for range Statuses {
		for _, tr := range Transitions {
			for _, from := range tr.From {
				if reached[from] && tr.To != "" {
					reached[tr.To] = true
				}
			}
		}
	}
	for _, s := range Statuses {
		if !reached[s] {
			t.Errorf("nothing leads to %s", s)
		}
	}
	dispatch := map[DispatchStatus]bool{NotYet: true}
	for range DispatchStatuses {
		for _, tr := range DispatchTransitions {
			for _, from := range tr.From {
				if dispatch[from] && tr.To != "" {
					dispatch[tr.To] = true
				}
				if from.Final() {
					t.Errorf("%s is final but %s leaves it", from, tr.Action)
				}
			}
		}
	}
	for _, s := range DispatchStatuses {
		if !dispatch[s] {
			t.Errorf("nothing leads to dispatch %s", s)
		}
	}
}

func TestWordsForEverything(t *testing.T) {
	t.Parallel()
	if len(statusText) != len(Statuses) || len(dispatchText) != len(DispatchStatuses) || len(actionText) != len(Actions)+2 {
		t.Error("a status or an action has no word, or a word has no status")
	}
	used := map[EventKind]bool{}
	for _, tr := range Transitions {
		used[tr.Event] = true
		if !slices.Contains(Actions, tr.Action) && tr.Action != SolveOnSite && tr.Action != RecomputeDue {
			t.Errorf("%s is not listed", tr.Action)
		}
	}
	for kind := range eventText {
		if !used[kind] {
			t.Errorf("nothing writes event %s", kind)
		}
	}
}

// always are what an office may do in most states: rows of their own in TestAllowedToOffices.
func always(a Action) bool { return a == Split || a == SetConfidential }

// atAnyTime are the actions with a table of their own.
func atAnyTime(a Action) bool { return always(a) || oversees(a) }

func TestAllowedToOffices(t *testing.T) {
	t.Parallel()
	splits := []Status{Submitted, Dispatched, InProgress, LongTerm}
	for _, s := range Statuses {
		got := slices.DeleteFunc(Allowed(Facts{Status: s, Office: true}), func(a Action) bool { return !always(a) })
		var want []Action
		if slices.Contains(splits, s) {
			want = append(want, Split)
		}
		if s != Draft {
			want = append(want, SetConfidential)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", s, got, want)
		}
		others := Facts{Status: s, Reporter: true, Enterprise: true, Supervisor: true, Handles: true, Dispatches: []DispatchFact{{Role: Lead, Status: Handling, HasItem: true}}}
		if got := Allowed(others); slices.ContainsFunc(got, always) {
			t.Errorf("%s, no office: %v", s, got)
		}
		may := slices.Contains(Allowed(others), FinishItem)
		if want := s == InProgress || s == LongTerm; may != want {
			t.Errorf("%s: strikes an item off: %v", s, may)
		}
	}
}

func TestAllowed(t *testing.T) {
	t.Parallel()
	lead := func(s DispatchStatus) []DispatchFact {
		return []DispatchFact{{Role: Lead, Status: s, Objectable: true}}
	}
	asking := func(d []DispatchFact) []DispatchFact { d[0].Asking, d[0].Extendable = true, true; return d }
	extendable := func(d []DispatchFact) []DispatchFact { d[0].Extendable = true; return d }
	co := func(s DispatchStatus) []DispatchFact { return []DispatchFact{{Role: Co, Status: s}} }
	for _, c := range []struct {
		name  string
		facts Facts
		want  []Action
	}{
		{"a stranger may nothing", Facts{Status: Submitted}, nil},
		{"the cadre on the phone", Facts{Status: Draft, Reporter: true}, []Action{Report}},
		{"the cadre after reporting", Facts{Status: Submitted, Reporter: true}, nil},
		{"the office triages", Facts{Status: Submitted, Office: true}, []Action{Accept, ReturnForInfo, Merge, Reject, Decide, FormTaskForce}},
		{"asked for more, the firm", Facts{Status: ReturnedForInfo, Enterprise: true}, []Action{Supplement, Withdraw}},
		{"asked for more, the cadre", Facts{Status: ReturnedForInfo, Reporter: true}, []Action{Supplement, Withdraw}},
		{"the lead to sign, in time to object", Facts{Status: Dispatched, Handles: true, Dispatches: lead(PendingSign)}, []Action{Sign, RequestReturn}},
		{"the co-unit to sign, too late to object", Facts{Status: Dispatched, Handles: true, Dispatches: co(PendingSign)}, []Action{Sign}},
		{"the lead waits for a ruling", Facts{Status: Dispatched, Handles: true, Dispatches: lead(ReturnRequested), Pending: []RequestKind{Return}}, nil},
		{"the office rules on a return", Facts{Status: Dispatched, Office: true, Pending: []RequestKind{Return}}, []Action{RuleOnReturn, Decide, FormTaskForce}},
		{"nobody leads", Facts{Status: Dispatched, Office: true, NoLead: true}, []Action{Redispatch, Decide, FormTaskForce}},
		{"R6: the office does not rule on its own unit's return", Facts{Status: Dispatched, Office: true, Handles: true, Pending: []RequestKind{Return}, Dispatches: co(ReturnRequested)}, []Action{Decide, FormTaskForce}},
		{"the lead handles", Facts{Status: InProgress, Handles: true, Dispatches: lead(Handling)}, []Action{RecordContact, ReportProgress, Reply, RequestLongTerm}},
		{"the lead asked for 挂账", Facts{Status: InProgress, Handles: true, Dispatches: asking(lead(Handling))}, []Action{RecordContact, ReportProgress, Reply}},
		{"R4: the lead in time to ask for longer", Facts{Status: InProgress, Handles: true, Dispatches: extendable(lead(Handling))}, []Action{RecordContact, ReportProgress, Reply, RequestExtension, RequestLongTerm}},
		{"R4: the co-unit, before the lead has signed", Facts{Status: Dispatched, Handles: true, Dispatches: extendable(co(Signed))}, []Action{RecordContact, ReportProgress, Reply, RequestExtension}},
		{"nobody asks for longer before signing", Facts{Status: Dispatched, Handles: true, Dispatches: extendable(co(PendingSign))}, []Action{Sign}},
		{"the office rules on an extension", Facts{Status: InProgress, Office: true, Pending: []RequestKind{Extension}}, []Action{RuleOnExtension, Decide, FormTaskForce}},
		{"the office rules on a co-unit's after the lead's reply", Facts{Status: Handled, Office: true, Pending: []RequestKind{Extension}}, []Action{RuleOnExtension, AcceptReply, SendBack, Decide}},
		{"R6: the office does not rule on its own unit's extension", Facts{Status: InProgress, Office: true, Handles: true, Pending: []RequestKind{Extension}}, []Action{Decide, FormTaskForce}},
		{"the co-unit has replied", Facts{Status: InProgress, Handles: true, Dispatches: co(Replied)}, nil},
		{"the firm withdraws", Facts{Status: InProgress, Enterprise: true}, []Action{Withdraw}},
		{"the office rules on 挂账", Facts{Status: InProgress, Office: true, Pending: []RequestKind{LongTermPlan}}, []Action{RuleOnLongTerm, Decide, FormTaskForce}},
		{"the lead on 挂账", Facts{Status: LongTerm, Handles: true, Dispatches: lead(Handling)}, []Action{RecordContact, ReportProgress, Reply, RequestLongTerm, Resume}},
		{"R4: the office gives longer", Facts{Status: InProgress, Office: true, Grantable: true}, []Action{GrantExtension, Decide, FormTaskForce}},
		{"R6: but not to its own unit", Facts{Status: InProgress, Office: true, Handles: true, Grantable: true}, []Action{Decide, FormTaskForce}},
		{"the office rules on a new plan", Facts{Status: LongTerm, Office: true, Pending: []RequestKind{LongTermPlan}}, []Action{RuleOnLongTerm, Decide}},
		{"the office reviews", Facts{Status: Handled, Office: true}, []Action{AcceptReply, SendBack, Decide}},
		{"R6: not its own reply", Facts{Status: Handled, Office: true, Handles: true, Dispatches: lead(Replied)}, []Action{Decide}},
		{"R6: nor by the firm's own score", Facts{Status: AwaitingEvaluation, Enterprise: true, Handles: true}, nil},
		{"R6: nor by closing", Facts{Status: AwaitingEvaluation, Office: true, Handles: true, Unanswered: true}, []Action{Decide}},
		{"the firm scores", Facts{Status: AwaitingEvaluation, Enterprise: true}, []Action{Evaluate}},
		{"a leader decides and instructs", Facts{Status: Handled, Leader: true}, []Action{Decide, Instruct}},
		{"a leader, when it is over", Facts{Status: Closed, Leader: true}, nil},
		{"R9: silence closes nothing", Facts{Status: AwaitingEvaluation, Supervisor: true}, nil},
		{"the office shows a code to score by", Facts{Status: AwaitingEvaluation, Office: true}, []Action{IssueLink, Decide}},
		{"so does the firm's cadre", Facts{Status: AwaitingEvaluation, Reporter: true}, []Action{IssueLink}},
		{"R6: nobody of a handling unit does", Facts{Status: AwaitingEvaluation, Reporter: true, Office: true, Handles: true, Unanswered: true}, []Action{Decide}},
		{"silence for long, the office rings", Facts{Status: AwaitingEvaluation, Office: true, Unanswered: true}, []Action{IssueLink, RecordCallback, Decide}},
		{"or a supervision group", Facts{Status: AwaitingEvaluation, Supervisor: true, Unanswered: true}, []Action{RecordCallback}},
		{"closed, the office", Facts{Status: Closed, Office: true}, []Action{Reopen}},
		{"drawn in a sample, the office", Facts{Status: Closed, Office: true, InSample: true}, []Action{RecordCallback, Reopen}},
		{"drawn in a sample, a supervisor", Facts{Status: Closed, Supervisor: true, InSample: true}, []Action{RecordCallback}},
		{"R6: drawn in a sample, of the unit that handled it", Facts{Status: Closed, Supervisor: true, InSample: true, Handles: true}, nil},
		{"drawn in a sample, its cadre", Facts{Status: Closed, Reporter: true, InSample: true}, nil},
		{"a closed problem, its firm and cadre", Facts{Status: Closed, Reporter: true, Enterprise: true}, nil},
	} {
		if got := slices.DeleteFunc(Allowed(c.facts), atAnyTime); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		for _, a := range slices.DeleteFunc(slices.Clone(Actions), atAnyTime) {
			if err := Check(c.facts, a); (err == nil) != slices.Contains(c.want, a) {
				t.Errorf("%s: Check(%s) = %v", c.name, a, err)
			}
		}
	}
}

// oversees reports whether the action presses units; TestAllowedOversight asks who may.
func oversees(a Action) bool {
	return a == Supervise || a == ReplySupervision || a == HoldToAccount || a == Escalate || a == HandDown
}

func TestAllowedOversight(t *testing.T) {
	t.Parallel()
	unit := func(s DispatchStatus, ordered bool) []DispatchFact {
		return []DispatchFact{{Role: Lead, Status: s, Ordered: ordered}}
	}
	for _, c := range []struct {
		name  string
		facts Facts
		want  []Action
	}{
		{"the level above is asked", Facts{Status: Submitted, Office: true, Raisable: true}, []Action{Escalate}},
		{"the city hands down", Facts{Status: Submitted, Office: true, Lowerable: true}, []Action{HandDown}},
		{"no unit does", Facts{Status: InProgress, Raisable: true, Dispatches: unit(Handling, false)}, nil},
		{"the office presses who has it", Facts{Status: InProgress, Office: true}, []Action{Supervise, HoldToAccount}},
		{"so does a supervision group, which keeps no facts", Facts{Status: Dispatched, Supervisor: true}, []Action{Supervise}},
		{"nobody leads, nobody is pressed", Facts{Status: Dispatched, Office: true, NoLead: true}, []Action{HoldToAccount}},
		{"nobody has it yet", Facts{Status: Submitted, Office: true, Supervisor: true}, nil},
		{"what is closed is a fact at most", Facts{Status: Closed, Office: true, Supervisor: true}, []Action{HoldToAccount}},
		{"the clock", Facts{Status: InProgress, System: true}, []Action{Supervise}},
		{"the unit answers", Facts{Status: InProgress, Dispatches: unit(Handling, true)}, []Action{ReplySupervision}},
		{"also when it has replied to the firm", Facts{Status: Handled, Dispatches: unit(Replied, true)}, []Action{ReplySupervision}},
		{"nothing was asked", Facts{Status: InProgress, Dispatches: unit(Handling, false)}, nil},
		{"firm and cadre", Facts{Status: InProgress, Enterprise: true, Reporter: true}, nil},
	} {
		got := slices.DeleteFunc(Allowed(c.facts), func(a Action) bool { return !oversees(a) })
		if !slices.Equal(got, c.want) && len(got)+len(c.want) > 0 {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if _, _, err := (Facts{Status: InProgress, Office: true}).Take(Supervise, Outcome(Escalated)); err == nil {
		t.Error("an office issued what only follows from rules")
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	if err := Check(Facts{Status: Closed, Dispatches: []DispatchFact{{Role: Lead, Status: Accepted}}}, Sign); !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "已销号") {
		t.Errorf("signing a closed problem: %v", err)
	}
	if err := Check(Facts{Status: Submitted, Reporter: true}, Accept); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a cadre who triages: %v", err)
	}
}

func TestEvaluationOutcome(t *testing.T) {
	t.Parallel()
	for grade, want := range map[Grade]Outcome{
		GradeVerySatisfied: Satisfied, GradeSatisfied: Satisfied, GradeBasicallySatisfied: Satisfied,
		GradeDissatisfied: Redo, GradeVeryDissatisfied: Redo, "": Redo,
	} {
		if got := EvaluationOutcome(true, grade, true); got != want {
			t.Errorf("solved, %q: %s", grade, got)
		}
		if got := EvaluationOutcome(false, grade, true); got != Redo {
			t.Errorf("not solved, %q: %s", grade, got)
		}
		if got := EvaluationOutcome(false, grade, false); got != Unled {
			t.Errorf("not solved on site, %q: %s", grade, got)
		}
	}
}

func TestLookBackOutcome(t *testing.T) {
	t.Parallel()
	for grade, want := range map[Grade]Outcome{
		GradeVerySatisfied: Upheld, GradeSatisfied: Upheld, GradeBasicallySatisfied: Upheld, "": Upheld,
		GradeDissatisfied: Redo, GradeVeryDissatisfied: Redo,
	} {
		if got := LookBackOutcome(true, grade, true); got != want {
			t.Errorf("solved, %q: %s", grade, got)
		}
		if got := LookBackOutcome(false, grade, true); got != Redo {
			t.Errorf("not solved, %q: %s", grade, got)
		}
		if got := LookBackOutcome(false, grade, false); got != Unled {
			t.Errorf("not solved on site, %q: %s", grade, got)
		}
	}
}

// The picture is drawn from the tables; UPDATE=1 writes it anew.
func TestPicture(t *testing.T) {
	t.Parallel()
	const file = "testdata/states.mmd"
	got := picture()
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs from the tables; run UPDATE=1 go test ./server/problem -run TestPicture", file)
	}
}

func picture() string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n  state Problem {\n")
	for _, s := range Statuses {
		fmt.Fprintf(&b, "    %s: %s %s\n", s, s, s.Text())
	}
	fmt.Fprintf(&b, "    [*] --> %s\n", Draft)
	for _, tr := range Transitions {
		for _, from := range tr.From {
			if tr.To != "" {
				fmt.Fprintf(&b, "    %s --> %s: %s\n", from, tr.To, label(tr.Action, tr.Outcome))
			}
		}
	}
	b.WriteString("  }\n  state Dispatch {\n")
	for _, s := range DispatchStatuses {
		fmt.Fprintf(&b, "    D_%s: %s %s\n", s, s, s.Text())
	}
	for _, tr := range DispatchTransitions {
		for _, from := range tr.From {
			if tr.To == "" {
				continue
			}
			name := "D_" + string(from)
			if from == NotYet {
				name = "[*]"
			}
			fmt.Fprintf(&b, "    %s --> D_%s: %s\n", name, tr.To, label(tr.Action, tr.Outcome))
		}
	}
	b.WriteString("  }\n")
	return b.String()
}

func label(a Action, o Outcome) string {
	return strings.TrimSpace(a.Text() + " " + string(o))
}
