package intake

import (
	"fmt"
	"io"
	"time"
)

// Progress is told how many rows a step has done so far. nil: nobody listens.
type Progress func(step string, rows int)

func (p Progress) tell(step string, rows int) {
	if p != nil {
		p(step, rows)
	}
}

// Begin tells of a step that the database does in one go.
func (p Progress) Begin(step string) { p.tell(step, 0) }

// Meter writes a line a second with the rows and the speed of the current step, once the first second is over.
func Meter(w io.Writer, now func() time.Time) Progress {
	first := now()
	var step string
	var began, told time.Time
	return func(current string, rows int) {
		at := now()
		if current != step {
			step, began, told = current, at, at
			if rows == 0 && at.Sub(first) >= time.Second {
				fmt.Fprintf(w, "%s……\n", step)
			}
		}
		if at.Sub(first) < time.Second || at.Sub(told) < time.Second || rows == 0 {
			return
		}
		told = at
		line := fmt.Sprintf("%s：%d 行", step, rows)
		if took := at.Sub(began).Seconds(); took > 0 {
			line += fmt.Sprintf("，每秒 %.0f 行", float64(rows)/took)
		}
		fmt.Fprintln(w, line)
	}
}
