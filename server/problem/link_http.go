package problem

import (
	"context"
	"encoding/json"
	"io"
	"mime"
	"net"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"lianqi/server/fault"
)

// LinkEdge is the links as browsers meet them, without an account.
type LinkEdge struct {
	Problems *Store
	guesses  guesses
}

// ServeHTTP answers GET /e-api/{token} with Asked, and POST of {"solved", "grade", "comment"} with {"closed"}: whether the problem ended or
// is done again. Refusals are {"code", "message"}, as everywhere; with Retry-After for who guesses tokens.
func (e *LinkEdge) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Robots-Tag", "noindex")
	var answer any
	var err error
	switch r.Method {
	case http.MethodGet:
		answer, err = e.read(r.Context(), r.PathValue("token"))
	case http.MethodPost:
		answer, err = e.score(w, r)
	default:
		w.Header().Set("Allow", "GET, POST")
		fault.RespondStatus(w, http.StatusMethodNotAllowed, fault.New(fault.Invalid, "这里只接受 GET 和 POST。"))
		return
	}
	if fault.Is(err, fault.NotFound) && e.guesses.tooMany(address(r), time.Now()) {
		w.Header().Set("Retry-After", strconv.Itoa(int(guessWindow.Seconds())))
		err = fault.New(fault.TooMany, "无效的评价码太多，请 1 分钟后再试。")
	}
	if err != nil {
		fault.Respond(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(answer)
}

func (e *LinkEdge) read(ctx context.Context, token string) (Asked, error) {
	asked, err := e.Problems.ReadLink(ctx, token)
	asked.Description, asked.Demand = masked(asked.Description), masked(asked.Demand)
	for i, r := range asked.Replies {
		asked.Replies[i].Text = masked(r.Text)
	}
	return asked, err
}

func (e *LinkEdge) score(w http.ResponseWriter, r *http.Request) (any, error) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return nil, fault.New(fault.Invalid, "只接受 application/json。")
	}
	var body struct {
		Solved  *bool  `json:"solved"`
		Grade   Grade  `json:"grade"`
		Comment string `json:"comment"`
	}
	d := json.NewDecoder(http.MaxBytesReader(w, r.Body, 16<<10))
	d.DisallowUnknownFields()
	if err := d.Decode(&body); err != nil || d.Decode(new(any)) != io.EOF {
		return nil, fault.New(fault.Invalid, "评价的内容不完整，请重新填写。")
	}
	if strings.ContainsRune(body.Comment, 0) {
		return nil, fault.At("comment", "文字中有不可用的字符，请删去后再提交。")
	}
	if body.Solved == nil {
		return nil, fault.At("solved", "请选择问题解决了没有。")
	}
	went, err := e.Problems.EvaluateByLink(r.Context(), r.PathValue("token"), EvaluateInput{Solved: *body.Solved, Grade: body.Grade, Comment: body.Comment})
	return map[string]bool{"closed": went == Closed}, err
}

// mobile is a mobile number inside a text.
var mobile = regexp.MustCompile(`\b(1[3-9]\d)\d{4}(\d{4})\b`)

// masked hides the middle of the mobile numbers that people wrote into a text: whoever has the link reads it.
func masked(text string) string { return mobile.ReplaceAllString(text, "$1****$2") }

const (
	guessWindow = time.Minute
	guessLimit  = 30 // unknown tokens of one address in a window
)

// guesses counts the unknown tokens of each address. Who has a good one is never in its way, as offices share their address.
type guesses struct {
	mu    sync.Mutex
	since time.Time
	wrong map[string]int
}

// tooMany counts one, and reports whether the address has tried more than the limit in this window.
func (g *guesses) tooMany(address string, now time.Time) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.wrong == nil || now.Sub(g.since) >= guessWindow {
		g.since, g.wrong = now, map[string]int{}
	}
	g.wrong[address]++
	return g.wrong[address] > guessLimit
}

func address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
