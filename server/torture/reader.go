package main

import (
	"context"
	"slices"
	"time"
)

const newest = `{
	problems(first: 40) { nodes { id photosExpected photosReceived } }
	visits(first: 40) { nodes { id photosExpected photosReceived } }
	heldRecords(first: 40) { nodes { id photosExpected photosReceived } }
}`

// watch polls one server as the province's office, which sees every record, and judges whether it is shown as it is.
func (a *arena) watch(ctx context.Context, server int) {
	type page struct {
		Nodes []struct {
			ID                             string
			PhotosExpected, PhotosReceived int
		}
	}
	for ; ctx.Err() == nil; sleep(ctx, 200*time.Millisecond) {
		var data struct{ Problems, Visits, HeldRecords page }
		if err := a.desks[server].ask(ctx, newest, nil, &data); err != nil {
			continue // the server is under a fault
		}
		for _, n := range slices.Concat(data.Problems.Nodes, data.Visits.Nodes, data.HeldRecords.Nodes) {
			a.truth.sees(n.ID, n.PhotosExpected, n.PhotosReceived)
		}
	}
}
