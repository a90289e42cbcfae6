package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/graph"
	"lianqi/server/access"
	"lianqi/server/assignment"
	"lianqi/server/enterprise"
	"lianqi/server/fault"
	"lianqi/server/notice"
	"lianqi/server/plan"
	"lianqi/server/problem"
	"lianqi/server/session"
	"lianqi/server/token"
	"lianqi/server/visit"
)

// routes adds what needs the database to mux, behind sign-in where a person or an application must be known.
func (p *Program) routes(ctx context.Context, mux *http.ServeMux) (http.Handler, error) {
	nouns, err := p.nouns(ctx)
	if err != nil {
		return nil, err
	}
	sessions, tokens := session.New(p.pool), token.New(p.pool)
	notices := notice.New(p.pool, time.Now)
	announce := func(context.Context, pgx.Tx, string, string, string, []problem.Photo) error { return errors.New("photos") }
	announceV := func(_ context.Context, _ pgx.Tx, _, _ string, ph []visit.Photo) error {
		if len(ph) > 0 {
			return errors.New("photos")
		}
		return nil
	}
	_ = announce
	resolver := &graph.Resolver{
		Assignment: assignment.New(p.pool, enterprise.Sees),
		Notice:     notices,
		Problem: problem.New(p.pool, time.Now, problem.Neighbours{
			Enterprise: enterprise.Sees,
			Announce: func(_ context.Context, _ pgx.Tx, _, _, _ string, ph []problem.Photo) error {
				if len(ph) > 0 {
					return errors.New("photos")
				}
				return nil
			},
			Tell: notice.Tell,
		}),
		Session: sessions,
		Visit:   visit.New(p.pool, time.Now, enterprise.Sees, announceV),
		Now:     time.Now,
	}
	edge := &session.Edge{Sessions: sessions, Secure: strings.HasPrefix(p.Config.PublicURL, "https://"), Bearer: tokens.Verify}
	mux.Handle("/session", edge)
	mux.Handle("/oauth/token", tokens)
	mux.Handle("/graphql", signedIn(graph.Handler(graph.Executable(nouns, p.pool, resolver))))
	return session.SameOrigin(p.Config.PublicURL, edge.Authenticate(mux))
}

// nouns joins the declarations with the schema and has the database check them for every role.
func (p *Program) nouns(ctx context.Context) (*plan.Graph, error) {
	nouns, err := graph.Nouns(graph.Schema())
	if err != nil {
		return nil, err
	}
	conn, err := p.pool.Acquire(ctx)
	if err != nil {
		return nil, fmt.Errorf("check the declarations: %w", err)
	}
	defer conn.Release()
	roles := make([]string, len(access.Roles))
	for i, r := range access.Roles {
		roles[i] = string(r)
	}
	return nouns, nouns.Check(ctx, conn.Conn(), roles...)
}

// signedIn answers 401 when nobody is known.
func signedIn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := access.Need(r.Context()); err != nil {
			fault.Respond(w, r, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}
