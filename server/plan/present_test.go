package plan

import (
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgtype"
)

// What time it is, is when the reader asked; each form of the question is one parameter, however often it stands there.
func TestPresent(t *testing.T) {
	t.Parallel()
	c := (&Graph{}).compiler(nil, Actor{Role: "CLERK"})
	const late, open = "p.due_at < (select moment())", "(select today()) between p.starts_on and p.ends_on or p.due_on = (select today())"
	for snippet, want := range map[string]string{
		late: "p.due_at < $1::timestamptz",
		open: "$2::date between p.starts_on and p.ends_on or p.due_on = $2::date",
	} {
		c.expand(late, scope{})
		if got := c.expand(snippet, scope{}); got != want {
			t.Errorf("%s: %s", snippet, got)
		}
	}
	at := time.Date(2026, 11, 30, 17, 0, 0, 0, time.UTC) // past midnight in Asia/Shanghai
	asked := &binding{actor: Actor{At: at}}
	for i, want := range []string{"2026-11-30T17:00:00Z", "2026-12-01"} {
		if got := text(c.plan.params[i](asked), pgtype.TextOID); got != want {
			t.Errorf("$%d is %v, want %s", i+1, got, want)
		}
	}
}
