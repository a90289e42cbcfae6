package main

import (
	"testing"
	"time"

	uploads "lianqi/server/photo"
)

// In the long trial, reports of progress alone do not bring a handler to the limit of a person's uploads: what waits then would be left until
// tomorrow, and says nothing of the promises.
func TestProgressStaysWithinWhatAPersonMayUpload(t *testing.T) {
	t.Parallel()
	long := full(200, 0, 10*time.Minute, 1, "")
	busy, phones := []string{"handler01", "handler02"}, map[string]int{}
	for n := range long.phones {
		phones[accountOf(n, busy)]++
	}
	for _, account := range busy {
		if most := phones[account] * int(long.length/long.every) * progressPhotos / 2; phones[account] == 0 || most >= uploads.DailyLimit {
			t.Errorf("%s has %d phones with %d photos in the mean", account, phones[account], most)
		}
	}
}
