package fault

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgconn"
)

// status is the HTTP status of each code.
var status = map[Code]int{
	Invalid:         http.StatusBadRequest,
	NotFound:        http.StatusNotFound,
	Forbidden:       http.StatusForbidden,
	Conflict:        http.StatusConflict,
	Stale:           http.StatusConflict,
	Unauthenticated: http.StatusUnauthorized,
	TooMany:         http.StatusTooManyRequests,
	TooLarge:        http.StatusRequestEntityTooLarge,
	Internal:        http.StatusInternalServerError,

	WaitingForReview: http.StatusAccepted,
}

// Status is the HTTP status of the fault's code.
func (f *Fault) Status() int { return status[f.Code] }

// Public is what people may read of err: the Fault inside it; TOO_MANY when the time for the request or the statement was
// up, the caller has gone or the database is away; else INTERNAL with the id under which err was logged.
func Public(ctx context.Context, err error) *Fault {
	if f := As(err); f != nil {
		return f
	}
	if errors.Is(err, context.Canceled) { // the caller went away; nobody reads this
		slog.DebugContext(ctx, "request given up", "error", err)
		return New(TooMany, "请求已取消。")
	}
	var sql interface{ SQLState() string }
	if errors.Is(err, context.DeadlineExceeded) || errors.As(err, &sql) && sql.SQLState() == "57014" {
		slog.WarnContext(ctx, "out of time", "error", err)
		return New(TooMany, "系统正忙，没有及时处理，请稍后重试。")
	}
	if away(err) {
		slog.WarnContext(ctx, "database away", "error", err)
		return New(TooMany, "系统正在恢复，请过一会儿再试。")
	}
	id := uuid.NewString()[:8]
	slog.ErrorContext(ctx, "internal error", "id", id, "error", err)
	return New(Internal, "系统出错了，编号 %s，请稍后重试或把编号告诉管理员。", id)
}

// away tells whether the database could not be reached, went down or has no connection left, none of which is anybody's mistake for long.
func away(err error) bool {
	var connect *pgconn.ConnectError
	var network *net.OpError
	var sql *pgconn.PgError
	return errors.As(err, &connect) || errors.As(err, &network) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.As(err, &sql) && slices.Contains([]string{"57P01", "57P02", "57P03", "53300"}, sql.Code)
}

// Respond answers a request with what people may read of err, as {"code", "message"} and the code's status.
func Respond(w http.ResponseWriter, r *http.Request, err error) {
	f := Public(r.Context(), err)
	RespondStatus(w, f.Status(), f)
}

// RespondStatus is Respond with a status of its own, such as 415.
func RespondStatus(w http.ResponseWriter, status int, f *Fault) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"code": f.Code, "message": f.Message})
}
