// Package outbound takes what people are told to where they look anyway (外发, D15): a unit's or an area's group in WeCom or DingTalk, or the
// customer's own system by a signed webhook.
//
// A message is written in the transaction of its event (Enqueue) and sent afterwards by any server (Queue.Send), until the receiver has taken
// it: at least once, and always with the same id, by which a receiver knows a repetition. It names a problem by its number and title, never a
// phone; of a confidential problem only the number. No host is contacted but those that an administrator or the environment named.
package outbound

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"time"
)

// Message is what is sent.
type Message struct {
	ID     string    `json:"id"`   // the same at each try
	Kind   string    `json:"kind"` // a ProblemEventKind, or DIGEST
	At     time.Time `json:"at"`
	Text   string    `json:"text"`             // a Chinese sentence
	Number string    `json:"number,omitempty"` // of the problem
	URL    string    `json:"url"`              // where to read more, after signing in
}

// Sender takes a message to one receiver. An error is tried again later; one that wraps ErrRefused is not.
type Sender interface {
	Send(ctx context.Context, m Message) error
}

// ErrRefused says that the receiver will never take the message.
var ErrRefused = errors.New("the receiver refuses the message")

// Later is a failure after which the receiver wants to be left alone for a while.
type Later struct {
	After time.Duration
	Err   error
}

func (l *Later) Error() string { return fmt.Sprintf("%v; again after %s", l.Err, l.After) }
func (l *Later) Unwrap() error { return l.Err }

// logSender writes messages to the server's log.
type logSender struct{ name string }

func (s logSender) Send(ctx context.Context, m Message) error {
	slog.InfoContext(ctx, "outbound", "channel", s.name, "id", m.ID, "kind", m.Kind, "text", m.Text)
	return nil
}

// phones are Chinese mobile and landline numbers, which people write into titles.
var phones = regexp.MustCompile(`(^|\D)(1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8})(\D|$)`)

// withoutPhones is a text in which phones cannot be read.
func withoutPhones(text string) string {
	for phones.MatchString(text) {
		text = phones.ReplaceAllString(text, "${1}（电话略）${3}")
	}
	return text
}
