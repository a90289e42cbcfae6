package main

import (
	"math/rand/v2"
	"time"
)

// weather is how one phone's network is just now.
type weather string

const (
	clear      weather = ""
	down       weather = "link down"
	hole       weather = "black hole"
	slow       weather = "800 ± 400 ms"
	narrow     weather = "64 KB/s"
	cut        weather = "cut in the body"
	answerLost weather = "answer lost"
	twice      weather = "delivered twice"
	reordered  weather = "reordered"
	portal     weather = "captive portal"
)

const narrowRate = 64 << 10 // bytes a second

// sky is the weather of a link, from when the nemesis made it until it is over.
type sky struct {
	weather
	over chan struct{} // closed when another one comes
}

// delay is how long a request or an answer lasts on the way.
func (k weather) delay() time.Duration {
	switch k {
	case slow:
		return time.Duration(400+rand.IntN(800)) * time.Millisecond
	case reordered: // later ones overtake it, and its sender may have given up
		return time.Duration(rand.IntN(9000)) * time.Millisecond
	}
	return 0
}

// hits tells whether this request is one of those that suffer.
func (k weather) hits() bool { return rand.IntN(100) < 60 }
