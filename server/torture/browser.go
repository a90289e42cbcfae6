package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// browsers are real Chromium phones: pwa/e2e/torture.phone.ts captures through the screens. They and the harness leave each other word as
// files in a folder.
type browsers struct {
	folder string
	links  []*link
	done   chan error // what the browsers' process ended with
}

// open starts the browsers and returns once each shows the application and has its data.
func (a *arena) open(ctx context.Context, n int, backends []string) (*browsers, error) {
	b := &browsers{done: make(chan error, 1)}
	var err error
	if b.folder, err = os.MkdirTemp(a.stage.dir, "browsers-"); err != nil {
		return nil, err
	}
	var urls []string
	for range n {
		l, err := newLink(backends)
		if err != nil {
			return nil, err
		}
		b.links, urls = append(b.links, l), append(urls, l.url)
	}
	word, err := json.Marshal(map[string]any{"urls": urls, "folder": b.folder})
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, "npx", "playwright", "test", "--config", "e2e/torture.config.ts", "--workers", fmt.Sprint(n))
	cmd.Dir = filepath.Join(a.stage.root, "pwa")
	cmd.Env = append(os.Environ(), "TORTURE="+string(word))
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go func() { b.done <- cmd.Wait() }()
	for i := range n {
		if err := b.wait(ctx, fmt.Sprintf("ready-%d", i), 3*time.Minute); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// wait returns when the browsers have left that word.
func (b *browsers) wait(ctx context.Context, word string, most time.Duration) error {
	for limit := time.Now().Add(most); ; sleep(ctx, 200*time.Millisecond) {
		if _, err := os.Stat(filepath.Join(b.folder, word)); err == nil {
			return nil
		}
		select {
		case err := <-b.done:
			b.done <- err
			return fmt.Errorf("the browsers ended before %s: %w", word, err)
		default:
		}
		if ctx.Err() != nil || time.Now().After(limit) {
			return fmt.Errorf("the browsers do not say %s", word)
		}
	}
}

// tell leaves a word for the browsers, if there are any.
func (b *browsers) tell(word string) error {
	if b == nil {
		return nil
	}
	return os.WriteFile(filepath.Join(b.folder, word), nil, 0o644)
}

// judge compares what the browsers' screens said is saved with what the servers hold.
func (b *browsers) judge(ctx context.Context, a *arena, t *tally) error {
	if b == nil {
		return nil
	}
	for i := range b.links {
		if err := b.wait(ctx, fmt.Sprintf("said-%d", i), 3*time.Minute); err != nil {
			return err
		}
		file, err := os.ReadFile(filepath.Join(b.folder, fmt.Sprintf("said-%d", i)))
		if err != nil {
			return err
		}
		var got struct {
			Said []struct {
				Title  string
				Photos int
			}
			Left []string
		}
		if err := json.Unmarshal(file, &got); err != nil {
			return err
		}
		t.items += len(got.Said)
		t.left += len(got.Left)
		for _, left := range got.Left {
			a.truth.complain("left", "browser %d: left: %s", i+1, left)
		}
		for _, s := range got.Said {
			var there, photos int
			err := a.stage.pool.QueryRow(ctx, `select count(distinct p.id), count(f.id) filter (where f.received_at is not null)
				from problem p left join photo f on f.problem_id = p.id where p.description = $1`, s.Title).Scan(&there, &photos)
			broken := ""
			switch {
			case err != nil:
				return err
			case there == 0 && len(got.Left) == 0:
				broken = "lost"
				t.lost++
			case there > 1:
				broken = "twice"
				t.twice++
			case there == 1 && photos != s.Photos && len(got.Left) == 0:
				broken = "partial"
				t.partial++
			default:
				continue
			}
			a.truth.complain(broken, "browser %d: %s is there %d times with %d of %d photos", i+1, s.Title, there, photos, s.Photos)
		}
	}
	return <-b.done
}
