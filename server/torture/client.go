package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"slices"
	"strconv"
	"strings"
	"time"
)

// trouble is why something was not done, as a phone understands it; the codes are the server's, NETWORK and NOT_OURS the phone's own.
type trouble struct {
	code, words string
	retryAfter  time.Duration // 0 when the server did not say
}

func (t *trouble) Error() string { return t.code + ": " + t.words }

// passing tells whether the same may succeed later without a person changing anything.
func (t *trouble) passing() bool {
	return slices.Contains([]string{"NETWORK", "NOT_OURS", "TOO_MANY", "INTERNAL"}, t.code)
}

const (
	patience = 6 * time.Second // for an answer; bytes get more
	slowest  = 32 << 10        // bytes a second of the slowest link that is waited for
)

// client speaks to 联企通 as a browser does.
type client struct {
	http *http.Client
	base string
}

func newClient(base string) *client {
	jar, _ := cookiejar.New(nil) // fails never
	return &client{base: base, http: &http.Client{Jar: jar, Transport: &http.Transport{MaxIdleConnsPerHost: 2}}}
}

// answer is a whole answer.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// send sends a request of any route. trouble: NETWORK when no whole answer came in time, and for 401, 413, 429 and 5xx.
func (c *client) send(ctx context.Context, method, path string, body []byte, header ...string) (*answer, error) {
	ctx, cancel := context.WithTimeout(ctx, patience+time.Duration(len(body))*time.Second/slowest)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, method, c.base+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	resp, err := c.http.Do(r)
	if err != nil {
		return nil, &trouble{code: "NETWORK", words: err.Error()}
	}
	defer resp.Body.Close()
	a := &answer{status: resp.StatusCode, header: resp.Header}
	if a.body, err = io.ReadAll(resp.Body); err != nil {
		return nil, &trouble{code: "NETWORK", words: err.Error()}
	}
	switch {
	case a.status == http.StatusUnauthorized:
		return nil, a.refusal("UNAUTHENTICATED")
	case a.status == http.StatusRequestEntityTooLarge:
		return nil, a.refusal("TOO_LARGE")
	case a.status == http.StatusTooManyRequests:
		return nil, a.refusal("TOO_MANY")
	case a.status >= 500:
		return nil, a.refusal("INTERNAL")
	}
	return a, nil
}

// refusal is an answer that says no, in its own words if it has some.
func (a *answer) refusal(code string) *trouble {
	t := &trouble{code: code, words: strconv.Itoa(a.status) + " " + string(a.body[:min(len(a.body), 200)])}
	if seconds, err := strconv.Atoi(a.header.Get("Retry-After")); err == nil {
		t.retryAfter = time.Duration(seconds) * time.Second
	}
	return t
}

func (a *answer) ours() bool { return strings.Contains(a.header.Get("Content-Type"), "json") }

// ask sends a GraphQL operation and reads the answer's data. The first error is a trouble of its code.
func (c *client) ask(ctx context.Context, query string, variables, data any) error {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return err
	}
	a, err := c.send(ctx, http.MethodPost, "/graphql", body, "Content-Type", "application/json",
		"Accept", "application/graphql-response+json, application/json")
	if err != nil {
		return err
	}
	var got struct {
		Data   json.RawMessage
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	switch {
	case !a.ours() || json.Unmarshal(a.body, &got) != nil:
		return &trouble{code: "NOT_OURS", words: string(a.body[:min(len(a.body), 200)])}
	case len(got.Errors) > 0:
		return &trouble{code: got.Errors[0].Extensions.Code, words: got.Errors[0].Message}
	case string(got.Data) == "" || string(got.Data) == "null":
		return &trouble{code: "NOT_OURS", words: "no data"}
	}
	return json.Unmarshal(got.Data, data)
}

// waits is the code of a record that is kept for an office to rule on: as good as delivered.
const waits = "WAITING_FOR_REVIEW"

// act sends a mutation and returns its payload; the first userError is a trouble, unless it only says that the record waits for review.
func (c *client) act(ctx context.Context, mutation string, input any) (p payload, err error) {
	var data map[string]map[string]json.RawMessage
	if err := c.ask(ctx, mutation, map[string]any{"input": input}, &data); err != nil {
		return p, err
	}
	for _, answer := range data {
		var refused []struct{ Code, Message string }
		if err := json.Unmarshal(answer["userErrors"], &refused); err != nil {
			return p, &trouble{code: "NOT_OURS", words: err.Error()}
		}
		if len(refused) > 0 && refused[0].Code != waits {
			return p, &trouble{code: refused[0].Code, words: refused[0].Message}
		}
		if receipt := answer["receipt"]; receipt != nil {
			if err := json.Unmarshal(receipt, &p.receipt); err != nil {
				return p, &trouble{code: "NOT_OURS", words: err.Error()}
			}
		}
		for name, record := range answer {
			if name != "userErrors" && name != "receipt" && string(record) != "null" {
				p.record = record
				return p, nil
			}
		}
	}
	return p, &trouble{code: "NOT_OURS", words: "no record"}
}

// signIn signs an account of the demo data in.
func (c *client) signIn(ctx context.Context, account string) error {
	body, _ := json.Marshal(map[string]string{"account": account, "password": "lianqi-demo"})
	a, err := c.send(ctx, http.MethodPost, "/session", body, "Content-Type", "application/json")
	if err == nil && a.status != http.StatusNoContent {
		err = a.refusal("NOT_OURS")
	}
	return err
}
