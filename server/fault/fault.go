// Package fault holds the errors that are made for people: a stable code for programs, a Chinese sentence for readers.
//
// An error that is not a Fault is never shown: it is logged with an id, and the caller reads INTERNAL and that id.
package fault

import (
	"errors"
	"fmt"
)

// Code is the stable name of a kind of error. Clients act on it; the phone's outbox decides by it whether to try again.
type Code string

const (
	Invalid         Code = "INVALID"         // the input breaks a rule; sending it again changes nothing
	NotFound        Code = "NOT_FOUND"       // there is no such thing, or the reader may not know of it
	Forbidden       Code = "FORBIDDEN"       // the reader may see it but not do this to it
	Conflict        Code = "CONFLICT"        // the same id came with other content, or a unique value is taken
	Stale           Code = "STALE"           // somebody changed it meanwhile (expectedVersion differs)
	Unauthenticated Code = "UNAUTHENTICATED" // nobody is signed in; keep the work and sign in
	TooMany         Code = "TOO_MANY"        // slow down; try again later
	TooLarge        Code = "TOO_LARGE"       // the body, the picture or the question is bigger than allowed
	Internal        Code = "INTERNAL"        // our mistake; try again, quote the id

	WaitingForReview Code = "WAITING_FOR_REVIEW" // it is kept, and an office decides whether it counts; not to be sent again
)

// Fault is an error for people.
type Fault struct {
	Code    Code
	Field   []string // path of the input field at fault, such as ["position", "lon"]; nil when it is not one field
	Message string   // Chinese, says what is wrong and what to do
}

func (f *Fault) Error() string { return string(f.Code) + ": " + f.Message }

// New makes a fault that belongs to no single field.
func New(code Code, format string, args ...any) *Fault {
	return &Fault{Code: code, Message: fmt.Sprintf(format, args...)}
}

// At makes an INVALID fault of one input field; path is dotted, as "position.lon".
func At(path, format string, args ...any) *Fault {
	return &Fault{Code: Invalid, Field: split(path), Message: fmt.Sprintf(format, args...)}
}

// Missing is the NOT_FOUND of a noun: the same words whether it does not exist or may not be seen.
func Missing(noun string) *Fault {
	return New(NotFound, "没有找到这%s，或您无权查看。", noun)
}

// As returns the Fault inside err, or nil when err was not made for people.
func As(err error) *Fault {
	var f *Fault
	if errors.As(err, &f) {
		return f
	}
	return nil
}

// Is reports whether err is a fault of that code.
func Is(err error, code Code) bool {
	f := As(err)
	return f != nil && f.Code == code
}

func split(path string) (out []string) {
	from := 0
	for i := range len(path) {
		if path[i] == '.' {
			out, from = append(out, path[from:i]), i+1
		}
	}
	return append(out, path[from:])
}

// Under puts a fault below a member of the input, as "items", "3": the fields of what was done for that member begin there. Other errors
// are returned as they are.
func Under(err error, path ...string) error {
	f := As(err)
	if f == nil {
		return err
	}
	return &Fault{Code: f.Code, Field: append(path[:len(path):len(path)], f.Field...), Message: f.Message}
}
