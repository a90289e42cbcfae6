package verb

import (
	"encoding/hex"
	"testing"
	"time"

	"lianqi/server/geo"
	"lianqi/server/once"
	"lianqi/server/problem"
	"lianqi/server/visit"
)

// The hash of what a phone sent is kept for ever, and the phone may send it again to any later server: what it is made of must not change for
// records of older apps. A new member of an input is left out of it while it is not given (omitempty).
func TestKeptHashes(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	seen := 5
	const id, firm, of = "0195d000-0000-7000-8000-000000000001", "0195d000-0000-7000-8000-0000000000e1", "0195d000-0000-7000-8000-0000000000f1"
	for _, kept := range []struct {
		verb  string
		input any
		hash  string
	}{
		{"checkIn", visit.CheckInInput{
			ID: id, EnterpriseID: firm, CapturedAt: at, SeenLead: &seen, Reason: "在路上", Note: "看了生产线",
			Position: &visit.Position{Lon: 111.47, Lat: 27.24, Accuracy: 9, CRS: geo.WGS84, FixedAt: &at},
			Photos:   []visit.Photo{{SHA256: "abc", Bytes: 9, TakenAt: &at}},
		}, "11aacd8a6adc25e1"},
		{"reportProblem", problem.ReportInput{
			ID: id, EnterpriseID: firm, VisitID: of, Title: "用电", Description: "变压器老化", Demand: "增容", Category: "ENERGY", CapturedAt: at, SeenLead: &seen,
			Photos: []problem.Photo{{SHA256: "abc", Bytes: 9, TakenAt: &at}},
		}, "9c782150e4aae2e4"},
		{"supplementProblem", problem.SupplementInput{ID: id, ProblemID: of, Note: "每天三次", Photos: []problem.Photo{}}, "0fccb5d1b5cd6781"},
	} {
		if got := hex.EncodeToString(once.Hash(kept.verb, kept.input)); got[:16] != kept.hash {
			t.Errorf("%s is kept as %s now, not as %s: what was sent before could not be sent again", kept.verb, got[:16], kept.hash)
		}
	}
}
