package main

import (
	"context"
	"fmt"
	"net/url"
	"os/exec"
	"testing"
	"time"

	"lianqi/server/demo/demotest"
)

// What `make torture` proves at length, at the size of every change: 20 phones, a minute, every kind of fault.
func TestNothingIsLostAndNothingTwice(t *testing.T) {
	s := set(t, false)
	got, err := run(t.Context(), s, full(20, 0, time.Minute, 7, ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Log(got, got.kinds)
	if !got.clean() {
		got.explain(t.Output())
		t.Error("a promise was broken")
	}
	documents, err := readDocuments(s.root)
	if err != nil {
		t.Fatal(err)
	}
	for kind := range documents {
		if got.kinds[kind] < 5 {
			t.Errorf("only %d of %s: this proves little", got.kinds[kind], kind)
		}
	}
	if got.faults < 20 || got.items < 100 {
		t.Errorf("only %d faults and %d items: this proves little", got.faults, got.items)
	}
}

// A harness that finds nothing may be blind. Each bug that systems of this kind had is planted, and must show in its own counter.
func TestEachBugIsNoticed(t *testing.T) {
	s := set(t, true)
	for _, b := range bugs {
		t.Run(b.name, func(t *testing.T) {
			got, noticed, err := b.noticed(t.Context(), s)
			if err != nil {
				t.Fatal(err)
			}
			t.Log(got)
			if !noticed {
				got.explain(t.Output())
				t.Errorf("%s is 0", b.shows)
			}
		})
	}
}

// set is a stage with the demo data, copied from the database of the other tests, as loading it takes long.
func set(t *testing.T, planted bool) *stage {
	t.Helper()
	demo, err := url.Parse(demotest.New(t).Config().ConnString())
	if err != nil {
		t.Fatal(err)
	}
	query := demo.Query()
	query.Del("pool_max_conns") // is pgx's own
	demo.RawQuery = query.Encode()
	s, err := newStage(t.Context(), planted, func(ctx context.Context, to string) error {
		copied := exec.CommandContext(ctx, "bash", "-o", "pipefail", "-c", `pg_dump --no-owner "$0" | psql --quiet --set ON_ERROR_STOP=1 "$1" >/dev/null`, demo.String(), to)
		if out, err := copied.CombinedOutput(); err != nil {
			return fmt.Errorf("%w: %s", err, out)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.close)
	return s
}
