package main

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
)

const chunk = 256 << 10

const garbled = 460 // what the server has put together is not what was sent

// upload sends a picture's bytes, going on where an earlier try stopped; nil when the server holds them all.
func (p *phone) upload(ctx context.Context, sha256 string, bytes []byte) error {
	url := "/uploads/" + sha256
	held, err := p.held(ctx, url)
	for fruitless := 0; err == nil && held < len(bytes); {
		part := bytes[held:min(len(bytes), held+chunk)]
		if held+len(part) == len(bytes) {
			p.truth.mayHold(p.person, sha256)
		}
		var a *answer
		a, err = p.client.send(ctx, http.MethodPatch, url, part, "Content-Type", "application/offset+octet-stream",
			"Upload-Offset", strconv.Itoa(held), "Upload-Length", strconv.Itoa(len(bytes)))
		if err != nil {
			return err
		}
		now := 0
		switch a.status {
		case http.StatusNoContent:
			now, err = a.offset()
		case http.StatusConflict:
			now, err = p.held(ctx, url)
		case garbled:
			p.truth.garbled(p, sha256, "")
			now, err = p.held(ctx, url)
		case http.StatusBadRequest: // of a good picture
			p.truth.garbled(p, sha256, string(a.body))
			return a.refusal("INVALID")
		case http.StatusLocked:
			return &trouble{code: "INTERNAL", words: "another sends it"}
		case http.StatusOK: // somebody else's page
			return &trouble{code: "NOT_OURS", words: "not our answer"}
		default:
			return a.refusal("INVALID")
		}
		if err == nil && now <= held {
			if fruitless++; fruitless > 2 {
				return &trouble{code: "INTERNAL", words: fmt.Sprintf("held at %d bytes", now)}
			}
		}
		held = now
	}
	return err
}

// held is how many bytes the server has of a picture.
func (p *phone) held(ctx context.Context, url string) (int, error) {
	a, err := p.client.send(ctx, http.MethodHead, url, nil)
	switch {
	case err != nil:
		return 0, err
	case a.status == http.StatusNotFound:
		return 0, nil
	case a.status == http.StatusOK:
		return a.offset()
	}
	return 0, a.refusal("INVALID")
}

func (a *answer) offset() (int, error) {
	n, err := strconv.Atoi(a.header.Get("Upload-Offset"))
	if err != nil {
		return 0, &trouble{code: "NOT_OURS", words: "no offset"}
	}
	return n, nil
}
