// Package hour runs what happens at a set time: on PostgreSQL by River, on every server, of which one at a time makes the jobs.
//
// A job is only a wake-up. What is due, and that it happens once, is decided by the rows that it finds; so a job that dies half-way,
// runs twice or comes late changes nothing that it should not.
package hour

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
)

// schema is where River keeps the jobs.
const schema = "river"

// every is how often the ladder is looked at.
const every = time.Minute

// ladder is the job of climbing the ladder of supervision.
type ladder struct{}

func (ladder) Kind() string { return "ladder" }

// InsertOpts of a ladder: one try, the next minute has the next.
func (ladder) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 1} }

// climber climbs until nothing is due.
type climber struct {
	river.WorkerDefaults[ladder]
	next func(context.Context) (bool, error)
	log  *slog.Logger
}

func (c *climber) Work(ctx context.Context, _ *river.Job[ladder]) error {
	for ctx.Err() == nil {
		found, err := c.next(ctx)
		if err != nil {
			c.log.Error("the ladder was not climbed", "error", err)
		}
		if !found {
			return err
		}
	}
	return ctx.Err()
}

// Runner is a server's part in the jobs.
type Runner struct {
	client *river.Client[pgx.Tx]
	pool   *pgxpool.Pool
}

// Start works on jobs, with connections of its own to the database of pool, until Stop. next climbs the ladder for one problem and
// reports whether there was one.
func Start(ctx context.Context, pool *pgxpool.Pool, next func(context.Context) (bool, error), log *slog.Logger) (*Runner, error) {
	config := pool.Config()
	config.MaxConns, config.MinConns = 4, 0
	own, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open the jobs' connections: %w", err)
	}
	workers := river.NewWorkers()
	river.AddWorker(workers, &climber{next: next, log: log})
	client, err := river.NewClient(riverpgxv5.New(own), &river.Config{
		Queues:  map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 2}},
		Schema:  schema,
		Workers: workers,
		Logger:  log,
		PeriodicJobs: []*river.PeriodicJob{river.NewPeriodicJob(river.PeriodicInterval(every),
			func() (river.JobArgs, *river.InsertOpts) { return ladder{}, nil }, &river.PeriodicJobOpts{RunOnStart: true})},
	})
	if err == nil {
		err = client.Start(ctx)
	}
	if err != nil {
		own.Close()
		return nil, fmt.Errorf("start the jobs: %w", err)
	}
	return &Runner{client, own}, nil
}

// Stop lets the job under way finish, unless ctx ends before.
func (r *Runner) Stop(ctx context.Context) error {
	defer r.pool.Close()
	return r.client.Stop(ctx)
}

// Wake has the ladder looked at now, by whichever server runs.
func Wake(ctx context.Context, pool *pgxpool.Pool) error {
	client, err := river.NewClient(riverpgxv5.New(pool), &river.Config{Schema: schema})
	if err == nil {
		_, err = client.Insert(ctx, ladder{}, nil)
	}
	if err != nil {
		return fmt.Errorf("wake the ladder: %w", err)
	}
	return nil
}
