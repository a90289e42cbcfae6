package main

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"

	"lianqi/graph"
	"lianqi/server/access"
	"lianqi/server/device"
	"lianqi/server/enterprise"
	"lianqi/server/fault"
	"lianqi/server/held"
	"lianqi/server/ledger"
	"lianqi/server/live"
	"lianqi/server/park"
	"lianqi/server/photo"
	"lianqi/server/plan"
	"lianqi/server/problem"
	"lianqi/server/session"
	"lianqi/server/tile"
	"lianqi/server/token"
	"lianqi/server/verb"
	"lianqi/server/visit"
)

// routes adds what needs the database to mux, behind sign-in where a person or an application must be known.
func (p *Program) routes(ctx context.Context, mux *http.ServeMux) (http.Handler, error) {
	nouns, err := p.nouns(ctx)
	if err != nil {
		return nil, err
	}
	if err := p.openReader(ctx, nouns); err != nil {
		return nil, err
	}
	photos, err := p.photos(ctx)
	if err != nil {
		return nil, err
	}
	sessions, tokens := session.New(p.pool), token.New(p.pool)
	resolver := &graph.Resolver{Verbs: p.verbs(), Session: sessions, Now: p.clock.Now, PublicURL: strings.TrimRight(p.Config.PublicURL, "/")}
	sessions.Follow(ctx, func(err error) { p.Log.Error("the sessions are not followed", "error", err) })
	edge := &session.Edge{Sessions: sessions, Secure: strings.HasPrefix(p.Config.PublicURL, "https://"), Bearer: tokens.Verify, Secret: tokens.Derive}
	mux.Handle("/session", edge)
	mux.HandleFunc("GET /session/key", edge.ServeKey)
	mux.Handle("/oauth/token", tokens)
	mux.Handle("/e-api/{token}", &problem.LinkEdge{Problems: resolver.Problem})
	p.live = live.New(p.pool, problem.Sees, sessions.Standing)
	mux.Handle("GET /live", p.live)
	var accept []graph.Accept
	if p.Config.AllowList {
		accept = append(accept, graph.OwnDocuments)
	}
	mux.Handle("/graphql", signedIn(graph.Handler(graph.Executable(nouns, p.reader, resolver), accept...)))
	mux.HandleFunc("/uploads/{sha256}", photos.ServeUpload)
	mux.HandleFunc("GET /photos/{id}", photos.ServePhoto)
	mux.Handle("GET /tiles/{layer}/{z}/{x}/{y}", tile.New(p.pool, tile.Rules{
		Division: access.SignedInOnly, Park: park.Sees, Enterprise: enterprise.Sees, Problem: problem.Sees, Lamp: problem.Lamp, Overdue: problem.Overdue,
	}))
	mux.Handle("GET /exports/{name}", ledger.New(p.pool, nouns, func(enum string) map[string]string {
		return graph.Words(graph.Schema(), enum)
	}, ledger.Facts{Overdue: problem.Overdue, Late: problem.Late, Unanswered: problem.WaitsForReply}, p.clock.Now))
	return session.SameOrigin(p.Config.PublicURL, edge.Authenticate(device.New(p.pool, p.clock.Now).Listen(mux)))
}

// verbs are what people and the time can do.
func (p *Program) verbs() verb.Verbs { return verb.New(p.pool, p.clock.Now) }

// photos is where pictures are kept: in the bucket at S3_URL, or below DATA_DIR.
func (p *Program) photos(ctx context.Context) (*photo.Store, error) {
	var blobs photo.Blobs = photo.Disk(filepath.Join(p.Config.DataDir, "photos"))
	if p.Config.S3URL != "" {
		bucket, err := photo.NewS3(ctx, p.Config.S3URL, p.Config.S3Key, p.Config.S3Secret)
		if err != nil {
			return nil, err
		}
		blobs = bucket
	}
	return photo.New(p.pool, blobs, filepath.Join(p.Config.DataDir, "uploads"), photo.Sees(visit.Sees, problem.Sees, held.Sees)), nil
}

// nouns joins the declarations with the schema and has the database check them for every role.
func (p *Program) nouns(ctx context.Context) (*plan.Graph, error) {
	nouns, err := graph.Nouns(graph.Schema())
	if err != nil || p.checked {
		return nouns, err
	}
	conn, err := p.pool.Acquire(ctx)
	if err != nil {
		return nil, fmt.Errorf("check the declarations: %w", err)
	}
	defer conn.Release()
	return nouns, nouns.Check(ctx, conn.Conn(), graph.Roles()...)
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
