package main

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"sort"
	"strings"
	"time"
)

// content is an answer without what is only form: data's one member, connections as lists, points and distances beside the other
// fields, counts as numbers, times as instants, outlines as JSON. Lists of rows with ids are in the order of their ids when the peer has
// no way to ask for ours.
func content(answer []byte, sorted bool) (any, error) {
	var a struct{ Data any }
	if err := json.Unmarshal(answer, &a); err != nil {
		return nil, fmt.Errorf("%w: %.200s", err, answer)
	}
	v := a.Data
	for { // data { problem {…} }, and limit's, which has no name around it
		m, ok := v.(map[string]any)
		delete(m, "userErrors")
		if !ok || len(m) != 1 {
			break
		}
		for _, v = range m {
		}
	}
	return plain(v, sorted), nil
}

func plain(v any, sorted bool) any {
	switch v := v.(type) {
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = plain(e, sorted)
		}
		if sorted {
			sort.Slice(out, func(i, j int) bool { return id(out[i]) < id(out[j]) })
		}
		return out
	case map[string]any:
		return plainObject(v, sorted)
	case string:
		if t, err := time.Parse(time.RFC3339Nano, v); err == nil {
			return t.UnixMicro()
		}
		if strings.HasPrefix(v, `{"type":`) {
			var shape any
			_ = json.Unmarshal([]byte(v), &shape)
			return shape
		}
	case float64:
		return math.Round(v*1e6) / 1e6
	}
	return v
}

func plainObject(m map[string]any, sorted bool) any {
	out := map[string]any{}
	for name, e := range m {
		e = plain(e, sorted)
		switch name {
		case "endCursor":
			continue
		case "enterprise", "location", "node":
			if inner, ok := e.(map[string]any); ok && (name != "enterprise" || len(m) == 1) {
				for k, v := range inner {
					out[k] = v
				}
				continue
			}
		case "lastVisit":
			if list, ok := e.([]any); ok {
				e = nil
				if len(list) > 0 {
					e = list[0]
				}
			}
		}
		out[name] = e
	}
	if len(out) == 1 {
		for name, e := range out {
			if name == "nodes" || name == "edges" || name == "totalCount" || name == "enterprises" || name == "assignments" {
				return e
			}
		}
	}
	return out
}

func id(v any) string {
	m, _ := v.(map[string]any)
	return fmt.Sprint(m["id"])
}

// same compares the content of two answers. Two rows that were created are the same but for their ids and times.
func same(a, b any, created bool) error {
	if created {
		a, b = withoutNew(a), withoutNew(b)
	}
	if reflect.DeepEqual(a, b) {
		return nil
	}
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	at := 0
	for at < min(len(x), len(y)) && x[at] == y[at] {
		at++
	}
	return fmt.Errorf("answers differ:\n  …%.300s\n  …%.300s", x[max(0, at-80):], y[max(0, at-80):])
}

func withoutNew(v any) any {
	m, _ := v.(map[string]any)
	out := map[string]any{}
	for k, e := range m {
		if inner, ok := e.(map[string]any); ok {
			e = withoutNew(inner)
		}
		if k != "id" && k != "receivedAt" && k != "submittedAt" {
			out[k] = e
		}
	}
	return out
}
