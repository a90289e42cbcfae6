package dbtest

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/db/cluster"
)

// The cluster goes on while anybody holds the lock on its users, and stops soon after the last has let go.
func TestTheSharedClusterStopsWhenUnused(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "watch")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	user, err := hold(filepath.Join(dir, "users"))
	if err != nil {
		t.Fatal(err)
	}
	c, err := cluster.Start(ctx, cluster.Config{Dir: dir, Settings: settings, Outlive: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Stop() })
	for range 2 { // the second one finds the first at work and ends
		if err := watch(dir, 100*time.Millisecond); err != nil {
			t.Fatal(err)
		}
	}
	select {
	case <-c.Done():
		t.Fatal("the cluster stopped under its user")
	case <-time.After(500 * time.Millisecond):
	}
	conn, err := pgx.Connect(ctx, c.URL(""))
	if err != nil {
		t.Fatalf("the cluster does not answer its user: %v", err)
	}
	conn.Close(ctx)
	user.Close()
	select {
	case <-c.Done():
	case <-time.After(10 * time.Second):
		t.Error("the cluster goes on without users")
	}
}
