// Package migrations holds the database's history: numbered SQL files, applied in order, forward only.
package migrations

import "embed"

// FS is every migration, NNNN_what_it_does.sql, in goose's format.
//
//go:embed *.sql
var FS embed.FS
