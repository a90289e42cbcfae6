package intake

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Report tells what became of each row.
type Report struct {
	Noun, Unit string // what was brought and how it is counted: 企业 by 行

	Read      int // rows of the file
	Added     int
	Updated   int
	Unchanged int
	Saved     bool // false: nothing was written, and the numbers say what would have been

	Findings []Finding // by line
	Notes    []string  // about the file as a whole
}

// Finding is what there is to say about one cell of one row.
type Finding struct {
	Line    int
	Column  string // its title; empty when it is the whole row
	Value   string // what stands there
	Reason  string
	Refused bool // the row is not taken; else it is taken and flagged
}

// Refuse says why a row is not taken.
func (r *Report) Refuse(line int, column, value, reason string, args ...any) {
	r.Findings = append(r.Findings, Finding{line, column, value, fmt.Sprintf(reason, args...), true})
}

// Flag says what is doubtful about a row that is taken.
func (r *Report) Flag(line int, column, value, reason string, args ...any) {
	r.Findings = append(r.Findings, Finding{line, column, value, fmt.Sprintf(reason, args...), false})
}

// Note says something about the file as a whole.
func (r *Report) Note(words string, args ...any) {
	r.Notes = append(r.Notes, fmt.Sprintf(words, args...))
}

// Refused returns the lines that are not taken, in order.
func (r *Report) Refused() []int { return r.lines(true) }

// Flagged returns the lines that are taken though something about them is doubtful, in order.
func (r *Report) Flagged() []int {
	refused := r.Refused()
	return slices.DeleteFunc(r.lines(false), func(line int) bool {
		_, out := slices.BinarySearch(refused, line)
		return out
	})
}

// Accepted is the number of rows that are not refused.
func (r *Report) Accepted() int { return r.Read - len(r.Refused()) }

func (r *Report) lines(refused bool) (lines []int) {
	for _, f := range r.Findings {
		if f.Refused == refused {
			lines = append(lines, f.Line)
		}
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// shown is how many findings Print writes.
const shown = 50

// Print writes the numbers and the first findings for people.
func (r *Report) Print(w io.Writer) {
	will := ""
	if !r.Saved {
		will = "将"
	}
	fmt.Fprintf(w, "%s：读取 %d %s，接受 %d，拒绝 %d\n", r.Noun, r.Read, r.Unit, r.Accepted(), len(r.Refused()))
	fmt.Fprintf(w, "%s新增 %d，%s更新 %d，未变 %d；标记 %d\n", will, r.Added, will, r.Updated, r.Unchanged, len(r.Flagged()))
	for _, note := range r.Notes {
		fmt.Fprintln(w, note)
	}
	for i, f := range r.Findings {
		if i == shown {
			fmt.Fprintf(w, "还有 %d 条没有列出，可用 --report 文件.csv 取得全部\n", len(r.Findings)-shown)
			break
		}
		fmt.Fprintf(w, "第 %d %s，%s\n", f.Line, r.Unit, f.words())
	}
}

func (f Finding) words() string {
	said := f.kind()
	if f.Column != "" {
		said += "，" + f.Column
	}
	if f.Value != "" {
		said += "“" + f.Value + "”"
	}
	return said + "：" + f.Reason
}

func (f Finding) kind() string {
	if f.Refused {
		return "拒绝"
	}
	return "标记"
}

// WriteCSV writes all findings as UTF-8 with a byte order mark, which Excel needs. No cell can act as a formula there.
func (r *Report) WriteCSV(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	_ = out.Write([]string{r.Unit, "结果", "列", "内容", "原因"}) // Flush returns nothing, Error tells of every failed Write
	for _, f := range r.Findings {
		_ = out.Write([]string{strconv.Itoa(f.Line), f.kind(), harmless(f.Column), harmless(f.Value), harmless(f.Reason)})
	}
	out.Flush()
	return out.Error()
}

// harmless puts an apostrophe before what Excel would take for a formula.
func harmless(cell string) string {
	if strings.IndexAny(cell, "=+-@\t\r\n＝＋－＠") == 0 {
		return "'" + cell
	}
	return cell
}
