package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/graph"
	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/demo/demotest"
	"lianqi/server/session"
	"lianqi/server/verb"
)

// watcher notes the statements that a pool runs.
type watcher struct {
	mu         sync.Mutex
	statements []statement
}

type statement struct {
	sql  string
	args []any
}

func (w *watcher) TraceQueryStart(ctx context.Context, _ *pgx.Conn, q pgx.TraceQueryStartData) context.Context {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.statements = append(w.statements, statement{q.SQL, q.Args})
	return ctx
}

func (w *watcher) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

// take returns what was noted since the last take.
func (w *watcher) take() []statement {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := w.statements
	w.statements = nil
	return out
}

// reads are questions that screens ask, with who asks. $… are filled in from the demo data.
var reads = []struct{ name, account, document string }{
	{"Viewer", "cadre01", `{ viewer { id account name role organization { id name } divisions { code name level } unreadCount } }`},
	{"MyRoles", "handler-territory", `{ viewer { roles { id role current organization { name } division { name } } } }`},
	{"MyEnterprises", "cadre01", `{ viewer { enterprises(first: 20) { totalCount nodes { id name uscc location { lon lat } park { id name }
		openProblemCount lamp lastVisit { id checkedInAt checkInResult } } pageInfo { endCursor hasNextPage } } } }`},
	{"Nearby", "cadre01", `{ enterprises(near: {lon: 111.5, lat: 27.24, metres: 20000, crs: WGS84}, first: 10) { edges { distance node { id name openProblemCount } } } }`},
	{"EnterpriseList", "office-county", `{ enterprises(filter: {divisionCode: "430502"}, first: 20) { nodes { id name
		problems(first: 3) { nodes { id number title status leadOrganization { id name } reporter { id name } } } } } }`},
	{"Unassigned", "office-county", `{ enterprises(filter: {unassigned: true}, first: 50) { totalCount nodes { id name park { name } sector isKey openProblemCount lamp
		assignments { role cadre { name } } plannedAssignments { startsOn cadre { name } } lastVisit { checkedInAt } } pageInfo { endCursor hasNextPage } } }`},
	{"Cadres", "office-county", `{ cadres(filter: {text: "演示"}, first: 20) { totalCount nodes { id name enterpriseCount organization { name }
		enterprises(first: 5) { totalCount nodes { name } } } pageInfo { endCursor hasNextPage } } }`},
	{"Supervisors", "office-county", `{ supervisors(first: 20) { totalCount nodes { id name organization { name } } } supervisionGroups(first: 20) { nodes { name members { name } } } }`},
	{"Problem", "office-county", `{ problem(id: "$problem") { id number title statusText lamp dueAt dueText dueReason version enterprise { id name } reporter { id name }
		dispatches { id line role status dueAt dueText organization { id name } } photos { id url received } events(first: 50) { nodes { id kind kindText at actor { id name } photos { id url } } }
		evaluation { solved grade comment } pendingRequests { id kind reason ruleBy late ruleText } allowedActions longTermPassed longTermPlan { until }
		requests { id status ruling requestedBy { name } photos { id } } subItems { title status organization { name } } openSubItemCount mergedInto { id } mergedProblems { number } } }`},
	{"PrintProblem", "office-county", `{ problem(id: "$problem") { documents { id kind name number heading intro footer at dispatch { id reply } } } }`},
	{"DocumentTemplates", "office-county", `{ documentTemplates { id kind name heading numbering intro footer savedAt division { name } } }`},
	{"ProblemsOfCounty", "office-county", `{ problems(filter: {status: [SUBMITTED, IN_PROGRESS]}, first: 20) { totalCount nodes { id number title status lamp dueAt enterprise { id name } leadOrganization { id name } } pageInfo { endCursor } } }`},
	{"ProblemsByText", "office-city", `{ problems(filter: {text: "贷款", divisionCode: "430500"}, first: 20) { nodes { id title } } }`},
	{"ProblemsOfUnit", "handler-territory", `{ problems(filter: {mine: true}, orderBy: DUE, first: 20) { totalCount nodes { id title lamp } } }`},
	{"Batches", "office-city", `{ dispatchBatches(first: 20) { totalCount nodes { id number date level total open closed overdue madeBy { name } division { name }
		units { organization { name } total open closed overdue } } pageInfo { endCursor hasNextPage } } }`},
	{"Batch", "leader01", `{ dispatchBatch(id: "$batch") { number total open problems(first: 20) { nodes { id number title statusText batch { number } } } } }`},
	{"ProblemsOfBatch", "handler-territory", `{ problems(filter: {batchId: "$batch", level: [COUNTY]}, first: 20) { totalCount nodes { id number batch { id } } } }`},
	{"LateRulings", "office-county", `{ problems(filter: {rulingLate: true, level: [COUNTY]}, first: 20) { nodes { id title openSubItemCount } } }`},
	{"PassedPlans", "office-city", `{ problems(filter: {status: [LONG_TERM], longTermPassed: true}, first: 20) { nodes { id title longTermPlan { until plan } } } }`},
	{"Topics", "office-county", `{ campaigns { id name topics { id name } } problems(filter: {topicId: "$topic"}, first: 20) { totalCount nodes { id title topic { id name } } } }`},
	{"Calendar", "office-county", `{ workCalendar(year: 2026) { day off name } }`},
	{"Policies", "admin", `{ slaPolicies { code name source officeOpen officeClose rulingDays steps { timer complexity text } } campaigns(below: true) { id name policyChangeable slaPolicy { name steps { text } } } }`},
	{"Receptions", "office-county", `{ viewer { receptionDays } receptionEvents(filter: {divisionCode: "430502", kind: [RECEPTION_DAY], upcoming: true}, orderBy: SOONEST, first: 20) { totalCount nodes { id kind title
		startsAt place host status signUpCount problemCount division { name } } pageInfo { endCursor hasNextPage } } }`},
	{"ReceptionsOfFirm", "enterprise01", `{ receptionEvents(first: 20) { nodes { id title startsAt place host status note signUps(first: 1) { nodes { id question signedUpAt problems { id title statusText } } } } } }`},
	{"Reception", "leader01", `{ receptionEvent(id: "$reception") { title status signUps(first: 100) { totalCount nodes { id question enterprise { id name } problems { id number statusText } } } problems(first: 20) { nodes { id title channel receptionEvent { id title } } } } }`},
	{"Chains", "leader01", `{ industryChains(filter: {divisionCode: "430500", mine: true}, first: 20) { totalCount nodes { id name mine department { name } liaison { name phone } heads { name }
		enterpriseCount openProblemCount overdueProblemCount } pageInfo { endCursor hasNextPage } } }`},
	{"Chain", "office-city", `{ industryChain(id: "$chain") { name enterprises(first: 50) { totalCount nodes { id name openProblemCount lamp } } problems(filter: {overdue: true}, orderBy: DUE, first: 20) { totalCount nodes { id number title lamp dueText } } } }`},
	{"ProblemsOfChain", "leader01", `{ problems(filter: {chainId: "$chain", open: true}, orderBy: DUE, first: 20) { totalCount nodes { id title } } enterprises(filter: {chainId: "$chain"}, first: 20) { nodes { name chains { name } } } }`},
	{"StatisticsOfChain", "leader01", `{ statistics(divisionCode: "430500", groupBy: DIVISION, filter: {chainId: "$chain"}) { total { reported overdue } rows { name measures { reported resolutionRate { percent } } } } }`},
	{"Liaisons", "office-city", `{ liaisons(filter: {scope: [DEPARTMENT], divisionCode: "430500"}, first: 50) { totalCount nodes { id name post phone organization { name } } } colleagues(filter: {role: [LEADER], text: "演示"}, first: 20) { nodes { id name } } }`},
	{"WhomToCall", "enterprise01", `{ viewer { enterprise { chains { name heads { name } } liaisons { scope name post phone chain { name } organization { name } } supportPlan { leader { name } members { name } plan } } } }`},
	{"SupportPlans", "leader01", `{ supportPlans(filter: {open: true, mine: true, divisionCode: "430500"}, first: 20) { totalCount nodes { id leads startsOn followUpCount lastFollowedAt enterprise { name } leader { name } members { name } } pageInfo { endCursor hasNextPage } } }`},
	{"SupportPlan", "cadre01", `{ supportPlan(id: "$support") { plan outcome enterprise { id name supportPlan { id } } entries(first: 50) { totalCount nodes { kind text at by { name } } } } }`},
	{"FirmsOfHandler", "handler-territory", `{ enterprises(first: 20) { totalCount nodes { id name supportPlan { id } } } }`},
	{"RedList", "supervisor01", `{ problems(filter: {overdue: true}, orderBy: DUE, first: 50) { totalCount nodes { id title dueAt dueText leadOrganization { name } } } }`},
	{"Orders", "supervisor01", `{ supervisionOrders(filter: {divisionCode: "430502", kind: [URGE, SUPERVISE], status: [WAITING]}, first: 20) { totalCount nodes { id kindText note replyBy status replyOverdue
		organization { name } issuedBy { name } problem { number title escalationLevel } } pageInfo { endCursor } } }`},
	{"OrdersOfUnit", "handler-territory", `{ supervisionOrders(filter: {status: [WAITING]}, first: 20) { nodes { id kindText note problem { id title supervisionOrders { id kind status } } } } }`},
	{"Pressed", "office-county", `{ problems(filter: {escalationLevel: [ESCALATED, LISTED], open: true}, orderBy: DUE, first: 20) { nodes { id title escalationLevel } } }`},
	{"Reconcile", "handler-territory", `{ reconcile(organizationId: "$unit", from: "2022-01-01", to: "2099-12-31") { organization { name } received waitingSignature handling replied closed returned overdue cancelled } }`},
	{"Reconciliations", "office-city", `{ reconciliations(divisionCode: "430500", from: "2022-01-01", to: "2099-12-31") { organization { id name } received waitingSignature handling replied closed returned overdue } }`},
	{"BehindReconcile", "office-county", `{ dispatches(filter: {organizationId: "$unit", from: "2022-01-01", standing: [HANDLING], overdue: true}, first: 20) { totalCount nodes { id statusText problem { id number title } } } }`},
	{"Trips", "supervisor01", `{ supervisionGroups(filter: {mine: true}, first: 5) { nodes { name current mine members { name } divisions { name } tripCount } }
		supervisionTrips(filter: {mine: true}, first: 20) { nodes { from to done findingCount raisedCount findings(first: 10) { nodes { text foundBy { name } enterprise { name } problem { title } raisedOrder { status } } } } } }`},
	{"MyProblems", "cadre01", `{ problems(filter: {mine: true}, first: 20) { nodes { id title statusText allowedActions } } }`},
	{"Inbox", "cadre01", `{ viewer { notices(first: 20) { nodes { id kind at text read problem { id number } } pageInfo { endCursor } } } }`},
	{"InboxToDo", "office-county", `{ viewer { unreadCount noticePreference { quietFrom quietTo quietDaysOff digest } toDo: notices(filter: {actionable: true, read: false}, first: 1) { totalCount }
		notices(filter: {actionable: true}, first: 20) { nodes { id kind at text read actionable problem { id number title enterprise { id name } } } pageInfo { endCursor hasNextPage } } } }`},
	{"Visits", "leader01", `{ visits(first: 20) { nodes { id checkInResult flags enterprise { name } cadre { name } } } }`},
	{"ParkMap", "leader01", `{ park(id: "$park") { id name boundary enterpriseCount openProblemCount overdueProblemCount
		enterprises(first: 100) { nodes { id name location { lon lat } openProblemCount lamp } } problems(filter: {open: true}, first: 100) { nodes { id number title lamp } } } }`},
	{"Statistics", "leader01", `{ statistics(divisionCode: "430500", groupBy: DIVISION) { asOf total { reported resolutionRate { numerator denominator percent } } rows { key name measures { reported overdue visitCoverage { percent } } } } }`},
	{"Meeting", "office-county", `{ meetings(filter: {status: [HELD]}, first: 20) { totalCount nodes { id title kind heldAt decisionCount doneCount
		agenda { problem { id title } } decisions { id text status dueOn problem { id number title statusText lamp leadOrganization { name } } } } } }`},
	{"DecisionsToFollow", "office-county", `{ decisions(filter: {status: [OPEN], overdue: false}, first: 20) { totalCount nodes { id text dueOn overdue meeting { title } problem { id title } } } }`},
	{"DecisionsOfUnit", "handler-territory", `{ decisions(first: 20) { nodes { id text problem { id title } } } meetings(first: 20) { nodes { id title decisions { text } } } }`},
	{"Instructed", "leader01", `{ problem(id: "$problem") { instructions { id text at answered leader { name } answer { note at } } decisions { text meeting { title } } resolutionRoute } }`},
	{"Trend", "leader01", `{ statistics(divisionCode: "430500", groupBy: WEEK, filter: {from: "2026-01-01", category: [FINANCE]}) { total { signRate { percent } } rows(rankBy: SIGN_RATE) { key name rank measures { reported solved } } } }`},
	{"Counted", "office-city", `{ problems(filter: {counted: {divisionCode: "430500", groupBy: DIVISION, key: "430502", measure: ON_TIME_RATE}}, first: 20) { totalCount nodes { id title } } }`},
	{"CountedDispatches", "supervisor01", `{ problems(filter: {counted: {divisionCode: "430500", measure: SIGN_RATE, part: DENOMINATOR}}, first: 20) { totalCount nodes { id title } } }`},
	{"CountedFirms", "office-city", `{ enterprises(filter: {counted: {divisionCode: "430500", measure: VISIT_COVERAGE}}, first: 20) { totalCount nodes { id name } } }`},
	{"Callbacks", "office-county", `{ problem(id: "$closed") { callbacks { how reached solved grade note spokeWith redo at caller { name } sample { id } } } }`},
	{"Silent", "office-city", `{ problems(filter: {unanswered: true}, orderBy: DUE, first: 50) { totalCount nodes { id title allowedActions } } }`},
	{"Samples", "supervisor01", `{ samples(first: 20) { totalCount nodes { id kind division { name } organization { name } fromDay toDay size population seed drawnBy { name }
		reachedRate { numerator denominator percent } satisfactionRate { percent } reopenRate { numerator } } pageInfo { endCursor } } }`},
	{"Sample", "supervisor01", `{ sample(id: "$sample") { id size problems { id number } items(first: 50) { totalCount nodes { position callback { reached solved grade note }
		problem { id number title statusText allowedActions enterprise { name contacts { name phone } } } } } } }`},
	{"SampleToCall", "office-county", `{ problems(filter: {toCallInSample: "$sample"}, orderBy: DUE, first: 50) { totalCount nodes { id title allowedActions } } }`},
	{"FirmFollows", "enterprise01", `{ viewer { enterprise { name contacts { name phone } assignments { cadre { name phone } } problems(first: 20) { nodes { id title statusText dispatches { organization { name } statusText } } } } } }`},
}

// growing are the tables that grow with the province and with time.
var growing = []string{"enterprise", "problem", "problem_event", "dispatch", "visit", "photo", "notice", "assignment", "evaluation", "handling_request", "dispatch_batch_item", "meeting", "decision", "agenda_item", "sub_item", "enterprise_contact", "session", "callback", "supervision_order", "supervision_trip", "finding", "sample_item", "evaluation_link", "notice_digest", "reception_sign_up", "chain_member", "support_plan", "support_plan_entry"}

// Every read is one statement, and none of them has to read a growing table from end to end.
func TestReadsAreOneStatementByIndex(t *testing.T) {
	t.Parallel()
	seen := &watcher{}
	pool := watched(t, demotest.New(t).Config().ConnString(), seen)
	nouns, err := graph.Nouns(graph.Schema())
	if err != nil {
		t.Fatal(err)
	}
	handler := graph.Handler(graph.Executable(nouns, reading(t, nouns, pool), &graph.Resolver{Verbs: verb.New(pool, time.Now), Session: session.New(pool), Now: time.Now}))
	ids := strings.NewReplacer("$problem", id(t, pool, "select id from problem where division_code = '430502' and status = 'IN_PROGRESS' limit 1"),
		"$batch", id(t, pool, "select id from dispatch_batch order by made_at desc limit 1"),
		"$unit", id(t, pool, "select r.organization_id from person_role r join person n on n.id = r.person_id where n.account = 'handler-territory' limit 1"),
		"$closed", id(t, pool, "select problem_id from callback where sample_id is not null limit 1"), "$sample", id(t, pool, "select id from sample limit 1"),
		"$topic", id(t, pool, "select id from campaign_topic order by position limit 1"),
		"$reception", id(t, pool, "select id from reception_event order by starts_at limit 1"),
		"$chain", id(t, pool, "select id from industry_chain order by name limit 1"),
		"$support", id(t, pool, "select sp.id from support_plan sp join support_plan_member sm on sm.support_plan_id = sp.id join person n on n.id = sm.person_id where n.account = 'cadre01'"),
		"$park", id(t, pool, "select park_id from enterprise where park_id is not null group by 1 order by count(*) desc limit 1"))
	for _, read := range reads {
		actor := actorOf(t, pool, read.account)
		seen.take()
		body, _ := json.Marshal(map[string]string{"query": ids.Replace(read.document)})
		req := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
		req.Header.Set("Content-Type", "application/json")
		rec := httptest.NewRecorder()
		handler.ServeHTTP(rec, req.WithContext(access.With(t.Context(), actor)))
		statements := seen.take()
		if strings.Contains(rec.Body.String(), `"errors"`) {
			t.Errorf("%s: %s", read.name, rec.Body)
			continue
		}
		if len(statements) != 1 {
			t.Errorf("%s: %d statements, want 1", read.name, len(statements))
			continue
		}
		for _, table := range scanned(t, pool, statements[0]) {
			t.Errorf("%s reads %s from end to end:\n%s", read.name, table, statements[0].sql)
		}
	}
}

// watched is a pool on the database of url whose statements w notes.
func watched(t testing.TB, url string, w *watcher) *pgxpool.Pool {
	t.Helper()
	first, err := db.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	config := first.Config()
	first.Close()
	config.ConnConfig.Tracer = w
	pool, err := pgxpool.NewWithConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return pool
}

var scanOf = regexp.MustCompile(`Seq Scan on (\w+)`)

// scanned are the growing tables that the plan of a statement reads from end to end although the planner may not if it can help it.
func scanned(t *testing.T, pool *pgxpool.Pool, s statement) (tables []string) {
	t.Helper()
	err := pgx.BeginFunc(t.Context(), pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(t.Context(), "set local enable_seqscan = off"); err != nil {
			return err
		}
		args := slices.DeleteFunc(slices.Clone(s.args), func(a any) bool {
			switch a.(type) {
			case pgx.QueryExecMode, pgx.QueryResultFormats:
				return true
			}
			return false
		})
		rows, err := tx.Query(t.Context(), "explain "+s.sql, append([]any{pgx.QueryExecModeExec}, args...)...)
		if err != nil {
			return fmt.Errorf("explain: %w", err)
		}
		lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
		for _, line := range lines {
			if m := scanOf.FindStringSubmatch(line); m != nil && slices.Contains(growing, m[1]) {
				tables = append(tables, m[1])
			}
		}
		return err
	})
	if err != nil {
		t.Fatalf("%v\n%s", err, s.sql)
	}
	return tables
}

func id(t testing.TB, pool *pgxpool.Pool, query string) (id string) {
	t.Helper()
	if err := pool.QueryRow(t.Context(), query).Scan(&id); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return id
}

// actorOf is a demo account as it would be signed in.
func actorOf(t testing.TB, pool *pgxpool.Pool, account string) access.Actor {
	t.Helper()
	store := session.New(pool)
	cookie, _, err := store.SignIn(t.Context(), session.Credentials{Account: account, Password: session.DemoPassword}, "test", "127.0.0.1", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	actor, err := store.Load(t.Context(), cookie, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return actor
}
