package graph

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"strings"
	"sync"

	"lianqi/server/access"
	"lianqi/server/fault"
)

// registry has the name and the SHA-256 of each document that an application sends or once sent, line by line; made by pwa/codegen.mjs.
//
//go:embed documents.txt
var registry string

var ownDocuments = sync.OnceValue(func() map[string]bool {
	own := map[string]bool{}
	for line := range strings.Lines(registry) {
		_, sum, _ := strings.Cut(strings.TrimSpace(line), " ")
		own[sum] = true
	}
	return own
})

// OwnDocuments is an Accept: people may send what some version of the application sends, letter by letter; applications of others, which hold a
// token, what they like.
func OwnDocuments(ctx context.Context, document string) *fault.Fault {
	sum := sha256.Sum256([]byte(document))
	if access.From(ctx).Role == access.ThirdPartyApp || ownDocuments()[hex.EncodeToString(sum[:])] {
		return nil
	}
	return fault.New(fault.Forbidden, "这里只接受联企通网页自己的查询。其他程序请用第三方应用的令牌。")
}
