package graph_test

import (
	"testing"

	"lianqi/server/once"
)

// askedAgain draws 100 of the city's closed problems and calls their firms, 97 of which are satisfied: the texts' 抽查回访满意率 of 97 % with
// the size of the sample that they leave out (S1). The three others are done again.
func askedAgain(t *testing.T, office asker) {
	t.Helper()
	var drawn struct {
		DrawSample struct {
			Sample struct {
				ID       string
				Problems []struct{ ID string }
			}
		}
	}
	office.ask(`mutation ($i: DrawSampleInput!) { drawSample(input: $i) { sample { id problems { id } } } }`, map[string]any{"i": map[string]any{
		"id": once.New(), "kind": "PROBLEM", "divisionCode": shaoyang, "from": "2022-08-01", "to": "2022-08-31", "size": 100, "seed": "2022",
	}}, &drawn)
	sample := drawn.DrawSample.Sample
	if len(sample.Problems) != 100 {
		t.Fatalf("%d problems were drawn, want 100", len(sample.Problems))
	}
	for i, p := range sample.Problems {
		var called struct {
			RecordCallback struct{ UserErrors []struct{ Message string } }
		}
		office.ask(`mutation ($i: RecordCallbackInput!) { recordCallback(input: $i) { userErrors { message } } }`, map[string]any{"i": map[string]any{
			"id": once.New(), "problemId": p.ID, "sampleId": sample.ID, "how": "PHONE", "reached": true, "solved": true,
			"grade": map[bool]string{true: "SATISFIED", false: "DISSATISFIED"}[i < 97], "note": "电话回访",
		}}, &called)
		if len(called.RecordCallback.UserErrors) > 0 {
			t.Fatal(called.RecordCallback.UserErrors)
		}
	}
	type rate struct{ Numerator, Denominator int }
	var out struct {
		Sample     struct{ SatisfactionRate, ReopenRate rate }
		Statistics statistic
	}
	office.ask(`query ($id: ID!, $f: StatisticsFilter) { sample(id: $id) { satisfactionRate { numerator denominator } reopenRate { numerator denominator } }
		statistics(divisionCode: "430500", groupBy: STATUS, filter: $f) { total { sampledSatisfactionRate { numerator denominator percent } } } }`,
		map[string]any{"id": sample.ID, "f": map[string]any{"campaignId": campaignShaoyang}}, &out)
	if s := out.Sample; s.SatisfactionRate != (rate{97, 100}) || s.ReopenRate != (rate{3, 100}) {
		t.Errorf("of the sample %+v, want 97 of 100 satisfied and 3 done again", s)
	}
	if r := out.Statistics.Total["sampledSatisfactionRate"]; r.Numerator != 97 || r.Denominator != 100 || r.Percent == nil || *r.Percent != 97 {
		t.Errorf("S1 抽查回访满意率: %d / %d is %v, want 97 / 100", r.Numerator, r.Denominator, r.Percent)
	}
}
