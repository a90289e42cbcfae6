package graph

import (
	"net/http"
	"testing"

	"github.com/99designs/gqlgen/graphql"
)

// Every number before the present one is served, and an upcaster sees what the one before it made.
func TestOlderAppsAreServed(t *testing.T) { // not parallel: it replaces the registry
	if len(olderApps) != PresentApp {
		t.Fatalf("%d numbers are older than %d", len(olderApps), PresentApp)
	}
	for n, older := range olderApps {
		if older.what == "" || older.until.IsZero() || older.upcast == nil && older.codes == nil {
			t.Errorf("nobody knows how apps of number %d are served, and until when", n)
		}
	}
	kept := olderApps[0]
	defer func() { olderApps[0] = kept }()
	olderApps[0].upcast = func(p *graphql.RawParams) { p.Variables["input"].(map[string]any)["category"] = "OTHER" }
	for app, want := range map[string]any{"0": "MISC", "-3": "MISC", "1": nil, "": nil, "x": nil} {
		p := &graphql.RawParams{Variables: map[string]any{"input": map[string]any{"category": want}}}
		if want != nil {
			want = "OTHER"
		}
		if _, refused := modern(t.Context(), appOf(http.Header{"Device-App": {app}}), p); refused != nil || p.Variables["input"].(map[string]any)["category"] != want {
			t.Errorf("app %q: %v %v", app, p.Variables, refused)
		}
	}
	if _, refused := modern(t.Context(), PresentApp+1, &graphql.RawParams{}); refused == nil || refused.status != http.StatusServiceUnavailable {
		t.Errorf("a newer app: %+v", refused)
	}
}
