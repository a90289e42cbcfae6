package main

import (
	"context"
	"slices"
	"time"

	"lianqi/server/mutant"
)

// plantedBug is the variable that wakes a bug in a lianqi that was built with edits; the product itself knows nothing of it.
const plantedBug = "LIANQI_BUG"

// Bugs that a phone can have.
const (
	shiftsQueue  = "queue-shifted-on-failure"
	skipsPhoto   = "photo-skipped-when-missing"
	neverRetries = "backoff-never-retried"
)

// bug is a mistake that clients and servers of this kind have made, planted to see that the harness notices.
type bug struct {
	name    string
	shows   string        // the counter that must not stay 0
	edits   []mutant.Edit // in the server; none for a bug of the phone
	strikes []strike      // the shortest story that shows it
}

var bugs = []bug{
	{
		name: "no-idempotency", shows: "twice",
		edits: []mutant.Edit{{ // an id that comes again is taken for a new record's
			File: "server/once/once.go", From: "ok := Canonical(id); ok {\n",
			To: "ok := Canonical(id); ok {\n\t\tif fault.Planted(\"no-idempotency\") {\n\t\t\tif _, again := known.LoadOrStore(canonical, true); again {\n" +
				"\t\t\t\tcanonical = New()\n\t\t\t}\n\t\t}\n",
		}, {
			File: "server/once/once.go", From: "\n// ID returns", To: "\nvar known sync.Map\n\n// ID returns",
		}, {
			File: "server/once/once.go", From: "\t\"fmt\"\n", To: "\t\"fmt\"\n\t\"sync\"\n",
		}},
		strikes: []strike{everybody(answerLost, 500*time.Millisecond, 3*time.Second)},
	},
	{
		name: "acknowledged-before-commit", shows: "lost",
		edits: []mutant.Edit{{
			File: "server/db/db.go", From: "\n)\n", To: "\n\n\t\"lianqi/server/fault\"\n)\n",
		}, {
			File: "server/db/db.go", From: "\tcfg.AfterConnect = ",
			To: "\tif fault.Planted(\"acknowledged-before-commit\") {\n\t\tcfg.ConnConfig.RuntimeParams[\"synchronous_commit\"] = \"off\"\n\t}\n\tcfg.AfterConnect = ",
		}},
		strikes: []strike{{fault: "database killed", at: 2500 * time.Millisecond}, {fault: "database killed", at: 5 * time.Second}},
	},
	{
		name: "visible-before-photos", shows: "partial",
		edits: []mutant.Edit{{
			File: "server/photo/photo.go", From: `u.stored_at, u.width, u.height`,
			To: "` + map[bool]string{false: `u.stored_at, u.width, u.height`, true: `coalesce(u.stored_at, now()), coalesce(u.width, 1), " +
				"coalesce(u.height, 1)`}[fault.Planted(\"visible-before-photos\")] + `",
		}},
		strikes: []strike{everybody(slow, 500*time.Millisecond, 4*time.Second)},
	},
	{
		name: "upload-offset-ignored", shows: "badhash",
		edits: []mutant.Edit{
			fromAnywhere("\n\t\treturn 0, &wrongOffset{held}\n\tcase whole:"),
			fromAnywhere("\n\t\treturn 0, &wrongOffset{held}\n\tcase held+len(chunk) > u.length:"),
		},
		strikes: []strike{everybody(twice, 500*time.Millisecond, 4*time.Second)},
	},
	{
		name: "effect-when-sent-again", shows: "twice",
		edits: []mutant.Edit{whenSentAgain("server/problem/report.go", "effect-when-sent-again", `_, err := tx.Exec(ctx, "`+
			`insert into problem_event (id, problem_id, version, kind, actor_id, actor_role, from_status, to_status, at) `+
			`select gen_random_uuid(), id, 2, 'SUPPLEMENTED', reporter_id, 'LINK_CADRE', status, status, submitted_at from problem `+
			`where id = $1 and submitted_at < now() - interval '3 s' on conflict do nothing", in.ID)`)},
	},
	{
		name: "other-answer-when-sent-again", shows: "twice",
		edits: []mutant.Edit{whenSentAgain("server/visit/store.go", "other-answer-when-sent-again", `_, err := tx.Exec(ctx, "`+
			`update visit set received_at = now() where id = $1 and received_at < now() - interval '3 s'", in.ID)`)},
	},
	{
		name: "refused-when-sent-again", shows: "twice",
		edits: []mutant.Edit{whenSentAgain("server/visit/store.go", "refused-when-sent-again", sentLongAgo+
			`if err == nil && old { err = fault.Missing("家企业") }`)},
	},
	{
		name: "broken-when-sent-again", shows: "silent",
		edits: []mutant.Edit{whenSentAgain("server/visit/store.go", "broken-when-sent-again", sentLongAgo+
			`if err == nil && old { err = errors.New("broken") }`)},
	},
	{name: shiftsQueue, shows: "lost", strikes: []strike{everybody(down, time.Second, 3*time.Second)}},
	{name: skipsPhoto, shows: "lost", strikes: []strike{everybody("photos out of sight", 500*time.Millisecond, 3*time.Second)}},
	{name: neverRetries, shows: "left", strikes: []strike{everybody(down, time.Second, 3*time.Second)}},
}

// fromAnywhere lets an upload take bytes that do not come next; before tells the two places apart.
func fromAnywhere(before string) mutant.Edit {
	const right = "case u.from != held"
	return mutant.Edit{File: "server/photo/upload.go", From: right + ":" + before, To: right + ` && !fault.Planted("upload-offset-ignored"):` + before}
}

// whenSentAgain plants statements that set err where the server knows an id again. They leave alone what came a moment ago, so that the bug
// shows when delivered records are sent once more, and not before.
func whenSentAgain(file, bug, statements string) mutant.Edit {
	const known = "\t\tif again {\n"
	return mutant.Edit{File: file, From: known, To: known + "\t\t\tif fault.Planted(\"" + bug + "\") {\n" + statements + "\nif err != nil {\nreturn err\n}\n}\n"}
}

const sentLongAgo = `old := false; err := tx.QueryRow(ctx, "select exists (select from visit where id = $1 and received_at < now() - interval '3 s')", in.ID).Scan(&old); `

// edits are those of all bugs, and what wakes one of them.
func edits() []mutant.Edit {
	all := []mutant.Edit{{File: "server/fault/planted.go", To: `package fault

import "os"

// Planted tells whether a bug is awake.
func Planted(bug string) bool { return os.Getenv("` + plantedBug + `") == bug }
`}}
	for _, b := range bugs {
		all = append(all, b.edits...)
	}
	return all
}

// everybody is a strike that meets every phone of a story.
func everybody(kind weather, at, lasts time.Duration) strike {
	return strike{fault: string(kind), at: at, lasts: lasts, phones: []int{0, 1, 2}}
}

// tellings is how often a story is told until its bug shows: a kill has to meet the bug's moment, which on a busy machine it may miss.
const tellings = 3

// noticed tells the short story in which a bug must show, and whether it did.
func (b bug) noticed(ctx context.Context, s *stage) (t *tally, ok bool, err error) {
	for seed := uint64(1); seed <= tellings && !ok && err == nil; seed++ {
		t, err = run(ctx, s, trial{
			phones: 3, length: 6 * time.Second, seed: seed, bug: b.name, strikes: b.strikes, every: 400 * time.Millisecond, drain: 8 * time.Second, again: 20 * time.Second,
		})
		ok = err == nil && slices.Contains(t.broken(), b.shows)
	}
	return t, ok, err
}

// find is the bug of that name.
func find(name string) (bug, bool) {
	for _, b := range bugs {
		if b.name == name {
			return b, true
		}
	}
	return bug{}, false
}
