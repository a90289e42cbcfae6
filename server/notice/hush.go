package notice

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Hush takes the title of a problem that became confidential out of what people were told of it; its number stays.
func Hush(ctx context.Context, tx pgx.Tx, problemID string) error {
	_, err := tx.Exec(ctx, `
		-- name: HushNotices
		update notice i set text = replace(i.text, '《' || p.title || '》', '（涉密）') from problem p where p.id = i.problem_id and p.id = $1`, problemID)
	if err != nil {
		return fmt.Errorf("hush the notices: %w", err)
	}
	return nil
}
