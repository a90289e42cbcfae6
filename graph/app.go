package graph

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"lianqi/server/fault"
)

// PresentApp is the number of the documents that apps send now, in the header Device-App. It moves by one, together with an entry of olderApps
// and a test of what apps of the number before send (testdata/app), whenever an older app could no longer be served without help: a phone may
// be offline, or not updated, for a year, and what it captured must arrive.
const PresentApp = 1

// olderApp is how those of one number are served.
type olderApp struct {
	// what the next number brought.
	what string
	// until is the day until which apps of this number are served at least: a year after the next number came.
	until time.Time
	// upcast makes of what an app of this number asks what one of the next number would; nil where nothing has to be changed.
	upcast func(*graphql.RawParams)
	// codes are the words of this number for error codes that its apps do not know.
	codes map[ErrorCode]ErrorCode
}

// olderApps are in order of their numbers, from 0: apps of the first contract (server/testdata/core.graphql).
var olderApps = []olderApp{
	{
		what:  "records that wait for review: a phone of the first contract stops what is FORBIDDEN and shows the message, which says that it need not be filled in again",
		until: time.Date(2027, 11, 30, 0, 0, 0, 0, time.UTC),
		codes: map[ErrorCode]ErrorCode{ErrorCodeWaitingForReview: ErrorCodeForbidden},
	},
}

type appKey struct{}

// appOf is the number of the documents that a request is made with: the present one when it does not say, as programs of others do not.
func appOf(h http.Header) int {
	n, err := strconv.Atoi(h.Get("Device-App"))
	if err != nil {
		return PresentApp
	}
	return max(n, 0)
}

// modern brings a request of an older app to the present. A newer one is asked to come back: a server that knows it is about to start.
func modern(ctx context.Context, app int, p *graphql.RawParams) (context.Context, *refusal) {
	if app > PresentApp {
		return ctx, &refusal{http.StatusServiceUnavailable, fault.New(fault.TooMany, "服务器正在升级，稍后会自动重试，手机上的记录不会丢。")}
	}
	for _, older := range olderApps[app:] {
		if older.upcast != nil {
			older.upcast(p)
		}
	}
	return context.WithValue(ctx, appKey{}, app), nil
}

// understood are the errors of a payload in codes that the app knows.
func understood(ctx context.Context, errs []*UserError) []*UserError {
	app, ok := ctx.Value(appKey{}).(int)
	if !ok {
		return errs
	}
	for n := PresentApp - 1; n >= app; n-- {
		for _, e := range errs {
			if code, ok := olderApps[n].codes[e.Code]; ok {
				e.Code = code
			}
		}
	}
	return errs
}
