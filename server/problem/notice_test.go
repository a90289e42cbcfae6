package problem

import (
	"slices"
	"strings"
	"testing"

	"lianqi/server/fault"
	"lianqi/server/notice"
	"lianqi/server/once"
)

// told are the accounts that the last event of a problem was told to, marked with ! when they are to act.
func (w *world) told(id string) string {
	w.t.Helper()
	return strings.Join(w.Column(`
		select n.account || case when i.actionable then '!' else '' end
		  from notice i join person n on n.id = i.person_id join problem_event t on t.id = i.event_id join problem p on p.id = t.problem_id
		 where p.id = $1 and t.version = p.version order by 1`, id), " ")
}

// R10: the firm hears of every step at once; whoever must do the next one is asked to; nobody is told what they did themselves.
func TestWhoIsTold(t *testing.T) {
	w := newWorld(t)
	id := w.report("contact", "firm")
	if got := w.told(id); got != "cadre office! resident" {
		t.Errorf("reported: %s", got)
	}
	for _, s := range []struct {
		account string
		action  Action
		outcome Outcome
		want    string
	}{
		{"office", ReturnForInfo, "", "cadre! contact! resident!"},
		{"cadre", Supplement, "", "contact office! resident"},
		{"office-city", Accept, "", "cadre contact handler-committee! handler-industry! resident"},
		{"handler-committee", Sign, "", "cadre contact resident"},
		{"handler-industry", RequestReturn, "", "office-city!"},
		{"office", RuleOnReturn, Denied, "handler-industry!"},
		{"handler-industry", Sign, "", "cadre contact resident"},
		{"handler-committee", RequestLongTerm, "", "office-city!"},
		{"leader", Instruct, "", "handler-committee! office-city!"},
		{"office-city", Decide, "", "cadre contact handler-committee handler-industry resident"},
		{"office-city", RuleOnLongTerm, "", "cadre contact handler-committee resident"},
		{"handler-committee", Resume, "", "cadre contact handler-industry resident"},
		{"handler-committee", RecordContact, "", "cadre contact resident"},
		{"handler-committee", ReportProgress, "", "cadre contact resident"},
		{"handler-industry", Reply, "", "cadre contact handler-committee office-city resident"},
		{"handler-committee", Reply, "", "cadre contact office-city! resident"},
		{"office-city", SendBack, "", "handler-committee!"},
		{"handler-committee", Reply, "", "cadre contact office-city! resident"},
		{"office-city", AcceptReply, "", "cadre contact! handler-committee handler-industry resident"},
		{"contact", Evaluate, Redo, "cadre handler-committee! handler-industry! office-city resident"},
		{"contact", Withdraw, "", "cadre handler-committee handler-industry office-city resident"},
	} {
		w.must(s.account, s.action, id, s.outcome)
		if got := w.told(id); got != s.want {
			t.Errorf("%s by %s: told %s, want %s", s.action, s.account, got, s.want)
		}
	}
	if got := w.Column("select distinct text from notice where kind = 'DISPATCHED' and person_id = id('handler-industry')"); got[0] != "430502-2026-00001《夜班公交停运》已交由贵单位办理，请及时处理。" {
		t.Error(got)
	}
	text := w.Column("select text from notice order by at, text limit 1")[0]
	if text != "430502-2026-00001《夜班公交停运》已上报，等待研判。" {
		t.Error(text)
	}
}

// What is confidential reaches its reporter, its firm, the office and the lead, and no other cadre.
func TestWhoIsToldOfASecret(t *testing.T) {
	w := newWorld(t)
	in := w.input("firm")
	in.Confidential = true
	if _, err := w.Report(ctx, w.Actor("cadre"), in); err != nil {
		t.Fatal(err)
	}
	if got := w.told(in.ID); got != "contact office!" {
		t.Errorf("reported: %s", got)
	}
	w.must("office", Accept, in.ID)
	if got := w.told(in.ID); got != "cadre contact handler-committee!" {
		t.Errorf("handed out: %s", got)
	}
}

// Every kind of event has somebody to tell.
func TestEveryEventIsTold(t *testing.T) {
	w := newWorld(t)
	id := w.report("cadre", "firm")
	for kind := range eventText {
		event := once.New()
		w.Exec(`insert into problem_event (id, problem_id, version, kind, actor_id, actor_role, from_status, to_status, at)
			select $3, $1, max(version) + 1, $2, id('admin'), 'ADMIN', 'SUBMITTED', 'SUBMITTED', now() from problem_event where problem_id = $1`, id, kind, event)
		tx, err := w.Pool.Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if err := notice.Tell(ctx, tx, event); err != nil {
			t.Error(err)
		}
		if err := tx.Commit(ctx); err != nil {
			t.Fatal(err)
		}
	}
}

func TestReadNotices(t *testing.T) {
	w := newWorld(t)
	id := w.at(Dispatched)
	store := notice.New(w.Pool, w.Clock)
	mine := w.Column("select id from notice where person_id = id('contact') order by at desc, id desc")
	if len(mine) != 2 {
		t.Fatalf("%d notices", len(mine))
	}
	w.must("handler-committee", Sign, id)
	for _, upTo := range []string{"x", id, w.Column("select id from notice where person_id = id('office')")[0]} {
		if err := store.Read(ctx, w.Actor("contact"), upTo); !fault.Is(err, fault.NotFound) {
			t.Errorf("up to %s: %v", upTo, err)
		}
	}
	if err := store.Read(ctx, w.Actor("contact"), mine[0]); err != nil {
		t.Fatal(err)
	}
	if got := w.Column("select id from notice where person_id = id('contact') and read_at is not null order by at desc, id desc"); !slices.Equal(got, mine) {
		t.Errorf("read %v, want %v", got, mine)
	}
	if got := w.Text("select count(*) from notice where person_id <> id('contact') and read_at is not null"); got != "0" {
		t.Errorf("%s notices of others were read", got)
	}
}
