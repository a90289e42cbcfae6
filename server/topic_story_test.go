package main

import (
	"fmt"
	"strings"
	"testing"
)

// An office says at triage which of the campaign's topics a problem is about; it is then found by it. Other campaigns' topics are refused.
func TestTopicStory(t *testing.T) {
	t.Parallel()
	f := openFront(t)
	office := f.as("office-county")
	about := f.all(`select p.id, p.version, p.campaign_id from problem p where p.status = 'SUBMITTED' and p.division_code = '` + ownCounty + `' and not p.confidential limit 1`)
	ours := f.one(`select id from campaign_topic where campaign_id = ` + quoted(about[2]) + ` and name = '拖欠民企账款'`)
	theirs := f.one(`select id from campaign_topic where campaign_id <> ` + quoted(about[2]) + ` limit 1`)
	triage := func(topic string) answer {
		return office.ask(fmt.Sprintf(`mutation { m: triageProblem(input: {problemId: %q, expectedVersion: %s, decision: ACCEPT, topicId: %q}) {
			problem { topic { name } } userErrors { code field message } } }`, about[0], about[1], topic), nil)
	}
	f.walk([]attempt{
		{"another campaign's", func() answer { return triage(theirs) }, "INVALID"},
		{"one that is not", func() answer { return triage(newID()) }, "INVALID"},
		{"its own", func() answer { return triage(ours) }, ""},
	})
	for topic, want := range map[string]bool{ours: true, theirs: false} {
		got := office.ask(fmt.Sprintf(`{ problems(filter: {topicId: %q}, first: 100) { nodes { id topic { name } } } campaigns { topics { id } } }`, topic), nil)
		if strings.Contains(string(got.Data), about[0]) != want || !strings.Contains(string(got.Data), ours) {
			t.Errorf("by the topic: %s", got.Data)
		}
	}
}
