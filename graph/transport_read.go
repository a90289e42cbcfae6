package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"

	"lianqi/server/fault"
)

// maxBody is how many bytes a request may have.
const maxBody = 1 << 20

const (
	graphqlResponse = "application/graphql-response+json"
	plainJSON       = "application/json"
)

// refusal is a fault of a request that is no GraphQL request, with its HTTP status.
type refusal struct {
	status int
	*fault.Fault
}

func malformed(words string) *refusal {
	return &refusal{http.StatusBadRequest, fault.New(fault.Invalid, "%s", words)}
}

// read takes the request apart. Nothing of a bad body is repeated in the answer.
func read(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, *refusal) {
	var p *graphql.RawParams
	var refused *refusal
	switch r.Method {
	case http.MethodGet:
		p, refused = readURL(r.URL.Query())
	case http.MethodPost:
		p, refused = readBody(w, r)
	default:
		w.Header().Set("Allow", "GET, POST")
		return nil, &refusal{http.StatusMethodNotAllowed, fault.New(fault.Invalid, "这里只接受 GET 和 POST。")}
	}
	if refused == nil && p.Query == "" {
		refused = malformed("缺少 query。")
	}
	return p, refused
}

func readURL(q url.Values) (*graphql.RawParams, *refusal) {
	p := &graphql.RawParams{Query: q.Get("query"), OperationName: q.Get("operationName")}
	if !utf8.ValidString(p.Query) {
		return nil, malformed("query 应为 UTF-8 文字。")
	}
	for name, into := range map[string]*map[string]any{"variables": &p.Variables, "extensions": &p.Extensions} {
		if text := q.Get(name); text != "" && decode([]byte(text), into) != nil {
			return nil, malformed(name + " 应为 JSON 对象。")
		}
	}
	return p, nil
}

func readBody(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, *refusal) {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if charset := params["charset"]; err != nil || kind != plainJSON || charset != "" && !strings.EqualFold(charset, "utf-8") {
		return nil, &refusal{http.StatusUnsupportedMediaType, fault.New(fault.Invalid, "只接受 application/json，UTF-8 编码。")}
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return nil, &refusal{http.StatusRequestEntityTooLarge, fault.New(fault.TooLarge, "请求太大，最多 1 MiB。")}
	case err != nil:
		return nil, malformed("请求没有收完整。")
	}
	p := new(graphql.RawParams)
	if err := decode(body, p); err != nil || bytes.HasPrefix(bytes.TrimSpace(body), []byte("null")) {
		return nil, malformed("请求应为一个 JSON 对象：query 和 operationName 是文字，variables 和 extensions 是对象。")
	}
	return p, nil
}

// decode reads exactly one JSON value; numbers stay as they were written.
func decode(text []byte, into any) error {
	if !utf8.Valid(text) {
		return errors.New("not UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one value")
	}
	return nil
}

// accepted is the media type of the answer that the Accept headers like best, the first of equals; application/json, which
// every client of GraphQL reads, when they name neither.
func accepted(headers []string) string {
	best, liked := plainJSON, 0.0
	for part := range strings.SplitSeq(strings.Join(headers, ","), ",") {
		kind, params, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		switch kind {
		case graphqlResponse, plainJSON:
		case "*/*", "application/*":
			kind = plainJSON
		default:
			continue
		}
		q := 1.0
		if given, ok := params["q"]; ok {
			if q, err = strconv.ParseFloat(given, 64); err != nil {
				continue
			}
		}
		if q > liked {
			best, liked = kind, q
		}
	}
	return best
}
