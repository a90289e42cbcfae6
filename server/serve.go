package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"strconv"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/db/cluster"
	"lianqi/server/hour"
	"lianqi/server/live"
	"lianqi/server/moment"
	"lianqi/server/notice"
	"lianqi/server/outbound"
	"lianqi/server/session"
)

const (
	readHeaderTimeout = 5 * time.Second
	idleTimeout       = 60 * time.Second
	maxHeaderBytes    = 32 << 10
	drainTimeout      = 10 * time.Second // what a request under way may still take when the server stops
)

// Program is one run of lianqi: its settings, and what it has opened. Set the exported fields, then Run, Wait, Close.
type Program struct {
	Config Config
	Out    io.Writer // what people at the terminal read
	Log    *slog.Logger

	URL string // where the server answers; known after Run

	checked bool             // the declarations were checked on this schema before: tests start many programs
	cluster *cluster.Cluster // nil with DATABASE_URL
	clock   moment.Clock     // follows the database's while the server runs
	pool    *pgxpool.Pool
	reader  *pgxpool.Pool // of GraphQL's reads, by a role that may do nothing else
	server  *http.Server
	jobs    *hour.Runner
	live    *live.Hub
	failed  chan error // gets the error that ended the server
	idle    func()     // ends what runs between requests
}

// Run starts the server and returns once it answers: it takes the port, opens and migrates the database, fills an empty
// one when Config.Demo says so, and listens. After an error Close shuts what was opened so far.
func (p *Program) Run(ctx context.Context) error {
	listener, err := p.listen(ctx)
	if err != nil {
		return err
	}
	defer func() {
		if p.server == nil {
			listener.Close()
		}
	}()
	if err := p.openDatabase(ctx); err != nil {
		return err
	}
	between, idle := context.WithCancel(ctx)
	p.idle = idle
	if err := serveDebug(between, p.Config.DebugPort); err != nil {
		return err
	}
	if err := p.clock.Follow(between, p.pool, func(err error) { p.Log.Error("the clock is not followed", "error", err) }); err != nil {
		return err
	}
	if p.Config.Demo {
		if err := seedIfEmpty(ctx, p); err != nil {
			return err
		}
	}
	if err := p.refuseDemoOnNetwork(ctx, listener.Addr()); err != nil {
		return err
	}
	notices, channels := notice.New(p.pool, p.clock.Now), outbound.New(p.pool, p.clock.Now)
	if err := channels.Environment(ctx, p.Config.OutboundURL, p.Config.OutboundSecret); err != nil {
		return err
	}
	if err := notices.Digest(ctx); err != nil { // what fell due while no server ran
		return err
	}
	queue := outbound.NewQueue(p.pool, p.clock.Now, p.Config.PublicURL, p.Config.OutboundLocal)
	photos, err := p.photos(ctx)
	if err != nil {
		return err
	}
	handler, err := newHandler(between, p)
	if err != nil {
		return err
	}
	if p.jobs, err = hour.Start(between, p.pool, p.verbs().Problem.ClimbNext, p.Log); err != nil {
		return err
	}
	p.server = &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: readHeaderTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(p.Log.Handler(), slog.LevelWarn),
	}
	p.failed = make(chan error, 1)
	p.server.RegisterOnShutdown(p.live.Close) // or the requests under way would never end
	go p.sweep(between, session.New(p.pool), photos, notices)
	go p.every(between, tellEvery, "digests were not written", notices.Digest)
	go p.every(between, tellEvery, "outbound messages were not sent", queue.Send)
	go p.every(between, time.Hour, "old messages were not deleted", queue.Sweep)
	go p.live.Run(between)
	debug.FreeOSMemory() // what checking the declarations took is not needed again
	go func() { p.failed <- p.server.Serve(listener) }()
	return nil
}

// Wait returns nil when ctx is done, and an error when the server or its private database ends before.
func (p *Program) Wait(ctx context.Context) error {
	var databaseEnded <-chan struct{}
	if p.cluster != nil {
		databaseEnded = p.cluster.Done()
	}
	select {
	case <-ctx.Done():
		return nil
	case err := <-p.failed:
		return err
	case <-databaseEnded:
		return errors.New("数据库意外停止，服务随之结束。原因见 DATA_DIR 下的 postgres/postgres.log")
	}
}

// Close ends what Run has started, in the opposite order: requests under way get up to 10 s to finish, then the pool is
// closed, and the private cluster stops last. Calling it twice, or without Run, does no harm.
func (p *Program) Close() error {
	var errs []error
	if p.server != nil {
		ctx, cancel := context.WithTimeout(context.Background(), drainTimeout)
		defer cancel()
		if err := p.server.Shutdown(ctx); err != nil {
			errs = append(errs, fmt.Errorf("有请求未能在 %s 内结束：%w", drainTimeout, err), p.server.Close())
		}
	}
	if p.jobs != nil {
		ctx, cancel := context.WithTimeout(context.Background(), drainTimeout)
		defer cancel()
		errs = append(errs, p.jobs.Stop(ctx))
	}
	if p.idle != nil {
		p.idle()
	}
	for _, pool := range []*pgxpool.Pool{p.reader, p.pool} {
		if pool != nil {
			pool.Close()
		}
	}
	if p.cluster != nil {
		errs = append(errs, p.cluster.Stop())
	}
	p.server, p.jobs, p.reader, p.pool, p.cluster, p.idle = nil, nil, nil, nil, nil, nil
	return errors.Join(errs...)
}

// listen takes HOST and PORT and sets URL.
func (p *Program) listen(ctx context.Context) (net.Listener, error) {
	port := p.Config.Port
	address := net.JoinHostPort(p.Config.Host, strconv.Itoa(int(port)))
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("端口 %d 已被其他程序占用。请先停止那个程序，或换一个端口，例如：\n    PORT=%d make run", port, port+1)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("没有权限监听端口 %d。请用 PORT 指定 1024 以上的端口", port)
	case err != nil:
		return nil, fmt.Errorf("无法监听 %s，请检查 HOST 和 PORT：%w", address, err)
	}
	p.URL = "http://" + listener.Addr().String()
	if p.Config.PublicURL == "" {
		p.Config.PublicURL = p.URL
	}
	return listener, nil
}

// serve runs the server until ctx is done.
func serve(ctx context.Context, p *Program, args []string) error {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	flags.BoolVar(&p.Config.Demo, "demo", p.Config.Demo, "数据库为空时装入演示数据")
	if err := flags.Parse(args); err != nil {
		return flag.ErrHelp
	}
	if err := p.Run(ctx); err != nil {
		return err
	}
	if err := p.showAccounts(ctx); err != nil {
		return err
	}
	fmt.Fprintf(p.Out, "联企通已启动：%s （按 Ctrl-C 停止）\n", p.URL)
	return p.Wait(ctx)
}
