package main

import (
	"context"
	"path/filepath"

	"lianqi/server/db"
	"lianqi/server/db/cluster"
)

// openDatabase opens the migrated database of DATABASE_URL, or of the private cluster in DATA_DIR, which it starts.
// Close shuts it again.
func (p *Program) openDatabase(ctx context.Context) error {
	url := p.Config.DatabaseURL
	if url == "" {
		c, err := cluster.Start(ctx, cluster.Config{
			Dir: filepath.Join(p.Config.DataDir, "postgres"),
			Bin: p.Config.PgBin,
		})
		if err != nil {
			return err
		}
		p.cluster, url = c, c.URL("")
	}
	if err := db.Migrate(ctx, url); err != nil {
		return err
	}
	var err error
	p.pool, err = db.Open(ctx, url)
	return err
}

// migrate is all that openDatabase does, and no more.
func migrate(ctx context.Context, p *Program, _ []string) error {
	return p.openDatabase(ctx)
}
