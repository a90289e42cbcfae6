package db_test

import (
	"context"
	"io/fs"
	"os"
	"os/exec"
	"sync"
	"testing"

	"lianqi/migrations"
	"lianqi/server/db"
	"lianqi/server/db/dbtest"
)

// migrateEnv makes this test program migrate that database and end: it is how the tests start other processes.
const migrateEnv = "LIANQI_TEST_MIGRATE"

func TestMain(m *testing.M) {
	if url := os.Getenv(migrateEnv); url != "" {
		if err := db.Migrate(context.Background(), url); err != nil {
			os.Stderr.WriteString(err.Error())
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func TestFourProcessesMigrateAtOnce(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	url := dbtest.Blank(t)
	var processes sync.WaitGroup
	for range 4 {
		processes.Go(func() {
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), migrateEnv+"="+url)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	processes.Wait()
	pool, err := db.Open(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	var applied, twice int
	err = pool.QueryRow(ctx, `
		select count(*) filter (where version_id > 0), count(*) - count(distinct version_id) from goose_db_version`).Scan(&applied, &twice)
	files, _ := fs.Glob(migrations.FS, "*.sql")
	if err != nil || applied != len(files) || twice != 0 {
		t.Errorf("%d of %d migrations applied, %d of them twice, %v", applied, len(files), twice, err)
	}
}

func TestMigrateSaysWhatFailed(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"postgres://127.0.0.1:1/x", "postgres://%zz"} {
		if err := db.Migrate(context.Background(), url); err == nil {
			t.Errorf("migrated %s", url)
		}
	}
}
