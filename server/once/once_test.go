package once

import (
	"bytes"
	"strings"
	"testing"

	"lianqi/server/fault"
)

func TestID(t *testing.T) {
	t.Parallel()
	id := New()
	if got, err := ID(strings.ToUpper(id)); err != nil || got != id {
		t.Errorf("%s, %v; want %s", got, err, id)
	}
	for _, bad := range []string{"", "1", "urn:uuid:" + id, "{" + id + "}", strings.ReplaceAll(id, "-", ""), id + "0"} {
		if _, err := ID(bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestHash(t *testing.T) {
	t.Parallel()
	type input struct{ Note string }
	same := Hash("reply", input{"a"})
	if !bytes.Equal(same, Hash("reply", input{"a"})) {
		t.Error("the same content has two hashes")
	}
	if bytes.Equal(same, Hash("reply", input{"b"})) || bytes.Equal(same, Hash("progress", input{"a"})) {
		t.Error("other content has the same hash")
	}
}
