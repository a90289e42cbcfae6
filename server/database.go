package main

import (
	"context"
	"path/filepath"

	"lianqi/graph"
	"lianqi/server/db"
	"lianqi/server/db/cluster"
	"lianqi/server/plan"
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

// openReader opens the pool of GraphQL's reads. A database that does not let this program build the wall around them is served without, and the log
// says at each start what is missing.
func (p *Program) openReader(ctx context.Context, nouns *plan.Graph) (err error) {
	var missing string
	if p.reader, missing, err = graph.OpenReader(ctx, nouns, p.pool); missing != "" {
		p.Log.Error("读取没有第二道墙：请数据库管理员在本系统的数据库里执行 sql 中的语句，然后重新启动", "sql", missing)
	}
	return err
}

// migrate is all that openDatabase does, and no more.
func migrate(ctx context.Context, p *Program, _ []string) error {
	return p.openDatabase(ctx)
}
