package graph_test

import (
	"runtime"
	"strings"
	"testing"
)

// What is far too large is refused before it costs anything: a document of each kind takes less memory than its own text a few times.
func TestLargeDocumentsCostLittle(t *testing.T) { // alone, as it counts what the whole process takes
	srv := serve(t)
	for name, document := range map[string]string{
		"10,000 repeats":     "{" + strings.Repeat("hello ", 10_000) + "}",
		"5,000 levels":       strings.Repeat("{self", 5_000) + "{hello" + strings.Repeat("}", 5_001),
		"100,000 directives": "{hello " + strings.Repeat("@x ", 100_000) + "}",
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		got := post(t, srv, document)
		runtime.ReadMemStats(&after)
		if got.code() != "INVALID" || len(got.body) > 1000 {
			t.Errorf("%s: %.300s", name, got.body)
		}
		if took := after.TotalAlloc - before.TotalAlloc; took > 20<<20 {
			t.Errorf("%s took %d MB", name, took>>20)
		}
	}
}
