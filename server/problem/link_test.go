package problem

import (
	"strings"
	"sync"
	"testing"

	"lianqi/server/fault"
)

// link has the account issue a link to score by, and returns its token.
func (w *world) link(account, id string) string {
	w.t.Helper()
	link, err := w.IssueLink(ctx, w.Actor(account), id)
	if err != nil {
		w.t.Fatalf("%s issues a link: %v", account, err)
	}
	return link.Token
}

var (
	pleased = EvaluateInput{Solved: true, Grade: GradeSatisfied, Comment: "谢谢"}
	annoyed = EvaluateInput{Solved: true, Grade: GradeDissatisfied, Comment: "末班车还是太早"}
)

func TestScoreByLink(t *testing.T) {
	w := newWorld(t)
	id := w.at(AwaitingEvaluation)
	token := w.link("cadre", id)
	if got := w.told(id); got != "contact" {
		t.Errorf("issued: told %s", got)
	}
	asked, err := w.ReadLink(ctx, token)
	if err != nil || asked.Scored || asked.Title != "夜班公交停运" || asked.Demand != "延长末班车" || len(asked.Replies) != 1 || asked.Replies[0].Text != "末班车延至二十三点" {
		t.Errorf("asked: %+v, %v", asked, err)
	}
	if went, err := w.EvaluateByLink(ctx, token, annoyed); err != nil || went != InProgress {
		t.Errorf("scored: %s, %v", went, err)
	}
	w.want(id, map[string]string{
		"concat_ws(' ', status, round)": "IN_PROGRESS 2",
		"(select concat_ws(' ', u.round, u.grade, u.comment, u.person_id, u.link_id is not null) from evaluation u)":       "1 DISSATISFIED 末班车还是太早 t",
		"(select concat_ws(' ', t.kind, t.actor_role, t.actor_id) from problem_event t where t.version = p.version)":       "REDO ENTERPRISE_CONTACT",
		"(select concat_ws(' ', r.round, r.cause, r.redo) from problem_round r)":                                           "2 EVALUATION t",
		"(select count(*) from evaluation_link where token_hash = sha256(convert_to('" + token + "', 'UTF8')))":            "1",
		"(select count(*) from evaluation_link l where l::text like '%" + token + "%')":                                    "0",
		"(select string_agg(x.round || x.status, ' ' order by x.round) from dispatch x where x.role = 'LEAD')":             "1ACCEPTED 2HANDLING",
		"(select l.used_at = u.at from evaluation_link l join evaluation u on u.link_id = l.id where l.problem_id = p.id)": "true",
	})
	if got := w.told(id); got != "cadre contact handler-committee! handler-industry! office resident" {
		t.Errorf("scored by nobody in particular, so all are told: %s", got)
	}

	// Sent again it is the same; another score is not. Its holder learns nothing but that it was used.
	before := w.Dump()
	if went, err := w.EvaluateByLink(ctx, token, annoyed); err != nil || went != InProgress {
		t.Errorf("again: %s, %v", went, err)
	}
	if _, err := w.EvaluateByLink(ctx, token, pleased); !fault.Is(err, fault.Conflict) {
		t.Errorf("another score: %v", err)
	}
	if asked, err := w.ReadLink(ctx, token); err != nil || !asked.Scored || asked.Number+asked.Title+asked.Description != "" {
		t.Errorf("after it was used: %+v, %v", asked, err)
	}
	// The next round is asked for anew; the old link is no way into it.
	for _, s := range []turn{{"handler-committee", Reply}, {"office", AcceptReply}} {
		if w.Dump() != before {
			t.Error("something changed")
		}
		w.must(s.account, s.action, id)
		before = w.Dump()
	}
	if _, err := w.EvaluateByLink(ctx, token, pleased); !fault.Is(err, fault.Conflict) || w.Dump() != before {
		t.Errorf("the link of the round before: %v", err)
	}
	if went, err := w.EvaluateByLink(ctx, w.link("office", id), pleased); err != nil || went != Closed {
		t.Errorf("second round: %s, %v", went, err)
	}
}

// Whatever is not a link of this round that nobody has used reads the same, and changes nothing.
func TestLinksThatAreNone(t *testing.T) {
	w := newWorld(t)
	id := w.at(AwaitingEvaluation)
	replaced := w.link("cadre", id)
	good := w.link("office", id)
	flipped := []byte(good)
	flipped[7] ^= 1
	w.Now = w.Now.AddDate(0, 0, 1)
	closed := w.at(AwaitingEvaluation)
	elsewhere := w.link("cadre", closed)
	w.must("contact", Evaluate, closed)
	redone := w.at(AwaitingEvaluation)
	oldRound := w.link("cadre", redone)
	w.must("contact", Evaluate, redone, Redo)
	for _, s := range []turn{{"handler-committee", Reply}, {"office", AcceptReply}} {
		w.must(s.account, s.action, redone)
	}
	refused := func(name, token string) {
		t.Helper()
		before := w.Dump()
		_, read := w.ReadLink(ctx, token)
		_, score := w.EvaluateByLink(ctx, token, pleased)
		if read == nil || score == nil || read.Error() != errNoLink.Error() || score.Error() != errNoLink.Error() || w.Dump() != before {
			t.Errorf("%s: read %v, score %v", name, read, score)
		}
	}
	for name, token := range map[string]string{
		"nothing": "", "a guess": strings.Repeat("A", 43), "tampered with": string(flipped), "cut": good[:42], "longer": good + "A",
		"replaced by a newer one": replaced, "of a problem scored by account meanwhile": elsewhere, "of the round before": oldRound,
		"the hash instead": w.Text("select encode(token_hash, 'hex') from evaluation_link limit 1"),
	} {
		refused(name, token)
	}
	expires := w.Text("select (expires_at > now() at time zone 'UTC')::text from evaluation_link order by issued_at limit 1")
	if expires != "true" {
		t.Error("it never was good")
	}
	w.Now = w.Now.AddDate(0, 0, 5)
	if _, err := w.ReadLink(ctx, good); err != nil {
		t.Errorf("in the days to answer: %v", err)
	}
	w.Now = w.Now.AddDate(0, 0, 30)
	refused("expired", good)
}

// R6: nobody of a handling unit issues a link, whatever else they are; nor does the firm need to, nor others.
func TestWhoIssuesLinks(t *testing.T) {
	w := newWorld(t)
	id := w.at(AwaitingEvaluation)
	for account, may := range map[string]bool{
		"cadre": true, "resident": true, "office": true, "office-city": true,
		"handler-committee": false, "handler-industry": false, "contact": false, "supervisor": false, "leader": false,
	} {
		if _, err := w.IssueLink(ctx, w.Actor(account), id); (err == nil) != may || err != nil && !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s: %v", account, err)
		}
	}
	for _, account := range []string{"cadre", "office"} {
		judge := w.Actor(account)
		judge.OrganizationID = w.Text("select lead_organization_id from problem where id = $1", id)
		if _, err := w.IssueLink(ctx, judge, id); !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s of the handling unit: %v", account, err)
		}
	}
	if _, err := w.IssueLink(ctx, w.Actor("cadre-outside"), id); !fault.Is(err, fault.NotFound) {
		t.Errorf("a cadre of other firms: %v", err)
	}
}

// A confidential problem tells whoever holds the paper its number alone.
func TestConfidentialLink(t *testing.T) {
	w := newWorld(t)
	in := w.input("firm")
	in.Confidential = true
	if _, err := w.Report(ctx, w.Actor("cadre"), in); err != nil {
		t.Fatal(err)
	}
	for _, s := range []turn{{"office", Accept}, {"handler-committee", Sign}, {"handler-committee", Reply}, {"office", AcceptReply}} {
		w.must(s.account, s.action, in.ID)
	}
	asked, err := w.ReadLink(ctx, w.link("office", in.ID))
	if err != nil || asked.Number == "" || asked.Title+asked.Description+asked.Demand != "" || len(asked.Replies) > 0 {
		t.Errorf("%+v, %v", asked, err)
	}
}

// Many hold one link, or a link and an account: there is one score.
func TestLinkUsedAtOnce(t *testing.T) {
	w := newWorld(t)
	id := w.at(AwaitingEvaluation)
	token := w.link("cadre", id)
	var group sync.WaitGroup
	var mu sync.Mutex
	done := 0
	for i := range 8 {
		group.Go(func() {
			in := pleased
			in.Comment = strings.Repeat("好", i+1)
			if _, err := w.EvaluateByLink(ctx, token, in); err == nil {
				mu.Lock()
				defer mu.Unlock()
				done++
			} else if !fault.Is(err, fault.Conflict) {
				t.Error(err)
			}
		})
	}
	group.Wait()
	w.want(id, map[string]string{"(select count(*) from evaluation)": "1", "status": "CLOSED"})
	if done != 1 {
		t.Errorf("%d of eight different scores were taken", done)
	}
}
