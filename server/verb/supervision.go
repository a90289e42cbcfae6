package verb

import (
	"context"

	"github.com/jackc/pgx/v5"

	"lianqi/server/access"
	"lianqi/server/enterprise"
	"lianqi/server/problem"
	"lianqi/server/supervision"
)

// raised is how what a supervision group finds becomes a problem or an order.
func raised(problems *problem.Store) supervision.Neighbours {
	return supervision.Neighbours{
		Enterprise: enterprise.Sees,
		Problem:    problem.Sees,
		Report: func(ctx context.Context, tx pgx.Tx, actor access.Actor, in supervision.Problem) error {
			held, err := problems.Together(ctx, tx, nil)
			if err != nil {
				return err
			}
			_, err = held.Report(ctx, actor, problem.ReportInput{
				ID: in.ID, EnterpriseID: in.EnterpriseID, Title: in.Title, Description: in.Description, Demand: in.Demand,
				Category: in.Category, Confidential: in.Confidential, CapturedAt: in.CapturedAt,
			})
			return err
		},
		Supervise: func(ctx context.Context, tx pgx.Tx, actor access.Actor, in supervision.Order) error {
			held, err := problems.Together(ctx, tx, []string{in.ProblemID})
			if err != nil {
				return err
			}
			return held.Supervise(ctx, actor, problem.SuperviseInput{
				ID: in.ID, ProblemID: in.ProblemID, Kind: problem.OrderKind(in.Kind), Note: in.Note, ReplyBy: in.ReplyBy,
			})
		},
	}
}
