package dbtest

import (
	"runtime/debug"
	"slices"
	"testing"
)

// WithoutRace skips a test under the race detector that would run ten times as long there and show no more than others do: it asks by the
// thousand, one after the other. .ci/test runs such tests apart.
func WithoutRace(t testing.TB) {
	t.Helper()
	if info, _ := debug.ReadBuildInfo(); info != nil && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"}) {
		t.Skip("runs apart, without the race detector")
	}
}
