package verb

import (
	"context"

	"github.com/jackc/pgx/v5"

	"lianqi/server/notice"
	"lianqi/server/outbound"
)

// tell informs the people whom an event concerns, and writes down what goes to their units' and areas' groups and systems.
func tell(ctx context.Context, tx pgx.Tx, eventID string) error {
	if err := notice.Tell(ctx, tx, eventID); err != nil {
		return err
	}
	return outbound.Enqueue(ctx, tx, eventID)
}
