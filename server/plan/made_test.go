package plan

import (
	"crypto/md5"
	"fmt"
)

// made is the id that testdata/town.sql makes for the nth row of a kind.
func made(kind string, n int) string {
	h := md5.Sum(fmt.Appendf(nil, "%s%d", kind, n))
	return fmt.Sprintf("%x-%x-%x-%x-%x", h[:4], h[4:6], h[6:8], h[8:10], h[10:])
}
