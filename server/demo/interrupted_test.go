package demo_test

import (
	"testing"

	"lianqi/server/demo"
	"lianqi/server/demo/demotest"
)

// A load that was killed is told from one that went through: the application is made last.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	pool := demotest.New(t)
	for _, want := range []bool{false, true} {
		got, err := demo.Interrupted(t.Context(), pool)
		if err != nil || got != want {
			t.Fatalf("interrupted: %v %v, want %v", got, err, want)
		}
		if _, err := pool.Exec(t.Context(), "delete from api_client"); err != nil {
			t.Fatal(err)
		}
	}
}
