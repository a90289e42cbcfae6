package graph

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"lianqi/server/fault"
)

const (
	timeout   = 10 * time.Second // of a request
	maxErrors = 20               // in an answer
)

// Accept returns why a document is not taken from whoever asks; nil when it is.
type Accept func(ctx context.Context, document string) *fault.Fault

// Handler serves GraphQL over HTTP as its specification has it: queries by GET and POST, mutations by POST; nothing else
// (no batches, no multipart, no subscriptions). Whoever asks is in the request's context (package access).
//
// A document that cannot be run is answered with 4xx as application/graphql-response+json and with 200 as
// application/json; a request that is none, with 4xx.
//
// Every accept may refuse a document before it is looked at.
func Handler(es graphql.ExecutableSchema, accept ...Accept) http.Handler {
	e := executor.New(es)
	e.SetErrorPresenter(present)
	e.SetRecoverFunc(recovered)
	e.SetQueryCache(documents{lru.New[*ast.QueryDocument](1000)})
	e.SetParserTokenLimit(maxTokens)
	e.SetDisableSuggestion(true)
	e.SetDefaultRulesFn(withoutSuggestions)
	e.Use(limits{})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), timeout)
		defer cancel()
		t := transport{exec: e, accept: accept, w: w, r: r.WithContext(ctx), kind: accepted(r.Header.Values("Accept"))}
		defer t.recover()
		t.serve()
	})
}

// withoutSuggestions are the rules of validation that name nothing which the document did not.
func withoutSuggestions() *rules.Rules {
	r := rules.NewDefaultRules()
	r.ReplaceRule(rules.KnownArgumentNamesRule.Name, rules.KnownArgumentNamesRuleWithoutSuggestions.RuleFunc)
	r.ReplaceRule(rules.KnownTypeNamesRule.Name, rules.KnownTypeNamesRuleWithoutSuggestions.RuleFunc)
	r.ReplaceRule(rules.ValuesOfCorrectTypeRule.Name, rules.ValuesOfCorrectTypeRuleWithoutSuggestions.RuleFunc)
	return r
}

// transport is one request on its way.
type transport struct {
	exec   *executor.Executor
	accept []Accept
	w      http.ResponseWriter
	r      *http.Request
	kind   string // media type of the answer
}

func (t *transport) serve() {
	params, refused := read(t.w, t.r)
	if refused != nil {
		t.refuse(refused)
		return
	}
	for _, accept := range t.accept {
		if f := accept(t.r.Context(), params.Query); f != nil {
			t.refuse(&refusal{f.Status(), f})
			return
		}
	}
	ctx, refused := modern(t.r.Context(), appOf(t.r.Header), params)
	if refused != nil {
		t.w.Header().Set("Retry-After", "60")
		t.refuse(refused)
		return
	}
	ctx = graphql.StartOperationTrace(ctx)
	oc, errs := t.exec.CreateOperationContext(ctx, params)
	if errs != nil {
		t.send(t.exec.DispatchError(graphql.WithOperationContext(ctx, oc), errs[:min(len(errs), maxErrors)]))
		return
	}
	if t.r.Method == http.MethodGet && oc.Operation.Operation != ast.Query {
		t.w.Header().Set("Allow", "POST")
		t.refuse(&refusal{http.StatusMethodNotAllowed, fault.New(fault.Invalid, "修改数据只能用 POST。")})
		return
	}
	responses, ctx := t.exec.DispatchOperation(ctx, oc)
	resp := responses(ctx)
	if resp == nil { // the time was up
		resp = t.exec.DispatchError(ctx, gqlerror.List{{Err: context.DeadlineExceeded}})
	}
	t.send(resp)
}

// refuse answers what is not a GraphQL request.
func (t *transport) refuse(f *refusal) {
	t.write(f.status, &graphql.Response{Errors: gqlerror.List{present(t.r.Context(), f.Fault)}})
}

// send answers a GraphQL request. An answer without data was not run.
func (t *transport) send(resp *graphql.Response) {
	status := http.StatusOK
	if resp.Data == nil && len(resp.Errors) > 0 && t.kind == graphqlResponse {
		code, _ := resp.Errors[0].Extensions["code"].(string)
		status = (&fault.Fault{Code: fault.Code(code)}).Status()
	}
	t.write(status, resp)
}

// write sends the answer's bytes as they are: encoding them again would take longer than reading the rows did.
func (t *transport) write(status int, resp *graphql.Response) {
	h := t.w.Header()
	h.Set("Content-Type", t.kind+"; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Add("Vary", "Accept")
	answer := make([]byte, 0, len(resp.Data)+200)
	add := func(member string, v any) {
		text, _ := json.Marshal(v)
		answer = append(append(append(answer, member...), text...), ',')
	}
	answer = append(answer, '{')
	if len(resp.Errors) > 0 {
		add(`"errors":`, resp.Errors[:min(len(resp.Errors), maxErrors)])
	}
	if len(resp.Extensions) > 0 {
		add(`"extensions":`, resp.Extensions)
	}
	if resp.Data != nil {
		answer = append(append(answer, `"data":`...), resp.Data...)
	} else if len(answer) > 1 {
		answer = answer[:len(answer)-1]
	}
	answer = append(answer, '}')
	h.Set("Content-Length", strconv.Itoa(len(answer))) // else it goes out in pieces
	t.w.WriteHeader(status)
	_, _ = t.w.Write(answer) // at once: a bracket after what fills net/http's buffer would be a message of its own
}

// recover answers what panicked outside of gqlgen's fields.
func (t *transport) recover() {
	reason := recover()
	if reason == nil {
		return
	}
	if reason == http.ErrAbortHandler {
		panic(reason)
	}
	t.refuse(&refusal{http.StatusInternalServerError, fault.Public(t.r.Context(), recovered(t.r.Context(), reason))})
}
