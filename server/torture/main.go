// Command torture proves that nothing captured is lost and nothing arrives twice: phones speak the application's own GraphQL and upload
// protocol, through a proxy that does what bad networks do, to two real servers and a real PostgreSQL that are killed, stopped and filled
// under them. Then everything heals, the phones drain, and what they once said is saved is compared with what the servers hold.
//
//	go run ./server/torture [-phones 20] [-seconds 60] [-seed 7] [-browsers 2] [-bug NAME] [-drain 60]
//	go run ./server/torture -bugs     the bugs that can be planted, one a line
//	go run ./server/torture -check    plants each of them and sees that it is noticed
//
// The last line says what came of it; the exit status is 0 only if nothing was lost, doubled, shown in part, spoilt or left behind.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ok, err := act(ctx)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	if !ok {
		os.Exit(1)
	}
}

func act(ctx context.Context) (ok bool, err error) {
	phones := flag.Int("phones", 20, "how many phones")
	seconds := flag.Int("seconds", 60, "how long they capture under faults")
	seed := flag.Uint64("seed", uint64(time.Now().UnixNano()%1e6), "what draws the faults")
	browsers := flag.Int("browsers", 0, "how many real browsers besides; the application must be built (make build)")
	drain := flag.Int("drain", 60, "how many seconds phones have to send what waits once all is well again; a machine that does much else needs more")
	planted := flag.String("bug", "", "a bug to plant; see -bugs")
	list := flag.Bool("bugs", false, "list the bugs")
	checkAll := flag.Bool("check", false, "see that each bug is noticed")
	flag.Parse()
	if *list {
		for _, b := range bugs {
			fmt.Println(b.name)
		}
		return true, nil
	}
	if _, known := find(*planted); *planted != "" && !known {
		return false, fmt.Errorf("there is no bug %s; see -bugs", *planted)
	}
	if *phones < 1 || *seconds < 1 || *drain < 1 {
		return false, fmt.Errorf("it takes a phone and a second at least")
	}
	fmt.Printf("seed %d\n", *seed)
	s, err := newStage(ctx, *planted != "" || *checkAll, nil)
	if err != nil {
		return false, err
	}
	defer s.close()
	if *checkAll {
		return checkBugs(ctx, s)
	}
	tr := full(*phones, *browsers, time.Duration(*seconds)*time.Second, *seed, *planted)
	tr.drain = time.Duration(*drain) * time.Second
	t, err := run(ctx, s, tr)
	if err != nil {
		return false, err
	}
	t.explain(os.Stderr)
	fmt.Println(t)
	return t.clean(), nil
}

// full is a trial of a size: each phone captures a record in a second and a half, and all together no more than two cores can take.
func full(phones, browsers int, length time.Duration, seed uint64, bug string) trial {
	every := max(1500*time.Millisecond, time.Duration(phones)*time.Second/20)
	return trial{
		phones: phones, browser: browsers, length: length, seed: seed, bug: bug,
		every: every, drain: time.Minute, again: 5 * time.Minute, strikes: plan(seed, phones+browsers, length),
	}
}

// checkBugs tells each bug's story.
func checkBugs(ctx context.Context, s *stage) (ok bool, err error) {
	missed := 0
	for _, b := range bugs {
		t, noticed, err := b.noticed(ctx, s)
		if err != nil {
			return false, err
		}
		verdict := "noticed"
		if !noticed {
			verdict = "MISSED"
			missed++
			t.explain(os.Stderr)
		}
		fmt.Printf("%-28s %-8s %s\n", b.name, verdict, t)
	}
	fmt.Printf("bugs=%d missed=%d\n", len(bugs), missed)
	return missed == 0, nil
}
