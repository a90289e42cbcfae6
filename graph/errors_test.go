package graph_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"lianqi/graph"
	"lianqi/server/access"
)

// TestInputErrorsNameTheMember goes through the generated code up to the resolver, which is never reached.
func TestInputErrorsNameTheMember(t *testing.T) {
	t.Parallel()
	h := graph.Handler(graph.NewExecutableSchema(graph.Config{Schema: graph.Schema(), Resolvers: &graph.Resolver{}}))
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(w, r.WithContext(access.With(r.Context(), access.Actor{Role: access.LinkCadre})))
	}))
	t.Cleanup(srv.Close)
	const checkIn = `mutation($i:CheckInInput!){mine:checkIn(input:$i){visit{id}}}`
	const position = `"id":"a","enterpriseId":"b","capturedAt":"2026-11-22T08:00:00+08:00","position":`
	for _, c := range []struct{ document, input, field string }{
		{checkIn, `{` + position + `{"lon":200,"lat":1,"accuracy":1}}`, `["position","lon"]`},
		{checkIn, `{` + position + `{"lon":"111","lat":1,"accuracy":1}}`, `["position","lon"]`},
		{checkIn, `{` + position + `{"lon":111,"lat":1,"accuracy":1,"crs":"wgs84"}}`, `["position","crs"]`},
		{checkIn, `{"id":"a\u0000","enterpriseId":"b","capturedAt":"2026-11-22T08:00:00+08:00"}`, `["id"]`},
		{checkIn, `{"id":"a","enterpriseId":"b","capturedAt":"2026-11-22"}`, `["capturedAt"]`},
		{checkIn, `{"id":"a","enterpriseId":"b","capturedAt":"2026-11-22T08:00:00+08:00","photos":[{"sha256":"a","bytes":1},{"sha256":"a","bytes":99999999999}]}`, `["photos","1","bytes"]`},
		{`mutation($i:EndAssignmentInput!){mine:endAssignment(input:$i){userErrors{code}}}`, `{"assignmentId":"a","endsOn":"2026-02-30"}`, `["endsOn"]`},
	} {
		body := `{"query":` + quote(c.document) + `,"variables":{"i":` + c.input + `}}`
		got := send(t, srv, "POST", "", body, "Content-Type", "application/json")
		var said struct {
			Errors []struct {
				Path       json.RawMessage
				Extensions struct {
					Code  string
					Field json.RawMessage
				}
			}
		}
		if err := json.Unmarshal([]byte(got.body), &said); err != nil || len(said.Errors) != 1 {
			t.Errorf("%s: %s", c.input, got.body)
			continue
		}
		if e := said.Errors[0]; e.Extensions.Code != "INVALID" || string(e.Extensions.Field) != c.field || string(e.Path) != `["mine"]` {
			t.Errorf("%s: %s", c.input, got.body)
		}
	}
}

func quote(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}
