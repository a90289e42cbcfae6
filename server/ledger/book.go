package ledger

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// kind is what a column's cells are.
type kind uint8

const (
	words  kind = iota // text, whatever it begins with: never a formula
	day                // a date, in Asia/Shanghai
	minute             // a date with hour and minute, in Asia/Shanghai
	number             // a whole number
	yesNo              // 是 or 否
)

// column is one column of a sheet.
type column struct {
	head  string
	width float64 // in characters of the standard font
	kind  kind
	sql   string
}

// book is a workbook that is written row by row: one sheet of rows, and a sheet 说明 that says what they are.
type book struct {
	name    string // of the file
	file    *excelize.File
	stream  *excelize.StreamWriter
	sheet   string
	columns []column
	styles  map[kind]int
	head    int
	rows    int
}

var shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

// formats are number formats; text is declared as text, so that editing a cell does not make a formula of it either.
var formats = map[kind]string{words: "@", day: "yyyy-mm-dd", minute: "yyyy-mm-dd hh:mm", number: "0", yesNo: "@"}

// paperWidth is how wide a sheet may be, in characters, for its print on one A3 page to be read without a glass.
const paperWidth = 230.0

// newBook begins a workbook with a header that stays in sight and is printed on every page (A3, landscape). A sheet that is wider than the
// paper goes over several pages side by side, each with the first column, which says whose row it is.
func newBook(sheet string, columns []column) (*book, error) {
	b := &book{file: excelize.NewFile(), sheet: sheet, columns: columns, styles: map[kind]int{}}
	f := b.file
	yes, no, paper := true, 0, 8
	landscape, over := "landscape", "overThenDown"
	side, edge := 0.4, 0.5 // inches
	wide := 0.0
	for _, c := range columns {
		wide += c.width
	}
	across := int(math.Ceil(wide / paperWidth))
	err := errors.Join(
		f.SetSheetName("Sheet1", sheet),
		f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &yes}),
		f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &paper, Orientation: &landscape, FitToWidth: &across, FitToHeight: &no, PageOrder: &over}),
		f.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &edge, Bottom: &edge}),
		f.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddFooter: "&C" + sheet + "　第 &P 页，共 &N 页"}),
		f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + sheet + "'!$A:$A,'" + sheet + "'!$1:$1", Scope: sheet}),
		b.makeStyles(),
	)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if b.stream, err = f.NewStreamWriter(sheet); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	heads := make([]any, len(columns))
	for i, c := range columns {
		heads[i] = excelize.Cell{StyleID: b.head, Value: c.head}
		err = errors.Join(err, b.stream.SetColWidth(i+1, i+1, c.width))
	}
	err = errors.Join(err,
		b.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}),
		b.stream.SetRow("A1", heads, excelize.RowOpts{Height: 33}))
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return b, nil
}

func (b *book) makeStyles() (err error) {
	thin := []excelize.Border{}
	for _, side := range []string{"left", "top", "right", "bottom"} {
		thin = append(thin, excelize.Border{Type: side, Color: "BFBFBF", Style: 1})
	}
	b.head, err = b.file.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true}, Border: thin, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8EEF5"}},
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
	})
	for k, format := range formats {
		horizontal := map[kind]string{yesNo: "center", day: "center", minute: "center"}[k]
		style, bad := b.file.NewStyle(&excelize.Style{
			CustomNumFmt: &format, Border: thin, Alignment: &excelize.Alignment{Horizontal: horizontal, Vertical: "top", WrapText: k == words},
		})
		b.styles[k], err = style, errors.Join(err, bad)
	}
	return err
}

// add writes a row; its values are those that the columns' SQL gives, nil for an empty cell.
func (b *book) add(values []any) error {
	b.rows++
	cells, lines := make([]any, len(values)), 1
	for i, v := range values {
		c := b.columns[i]
		cells[i] = excelize.Cell{StyleID: b.styles[c.kind], Value: value(v)}
		if text, ok := v.(string); ok {
			lines = max(lines, linesOf(text, c.width))
		}
	}
	return b.stream.SetRow(b.cell(1, b.rows+1), cells, excelize.RowOpts{Height: min(float64(lines)*lineHeight+3, highest)})
}

const (
	lineHeight = 15.0  // points
	highest    = 409.0 // points: the most that a row may have
)

// linesOf is how many lines a text takes in a column: a Chinese character is twice as wide as a digit. Nobody else makes the row so
// high, as programs do not look for what was wrapped when they open a file.
func linesOf(text string, width float64) (lines int) {
	for line := range strings.SplitSeq(text, "\n") {
		wide := 0
		for _, r := range line {
			wide++
			if r > 0xff {
				wide++
			}
		}
		lines += max(1, int(math.Ceil(float64(wide)/(width-1))))
	}
	return lines
}

// value is what a cell holds: the day's number for a time, as spreadsheets count them from the end of 1899.
func value(v any) any {
	switch v := v.(type) {
	case time.Time:
		_, offset := v.In(shanghai).Zone()
		return float64(v.Unix()+int64(offset))/(24*60*60) + 25569
	case bool:
		if v {
			return "是"
		}
		return "否"
	}
	return v
}

// finish writes what stands under the rows, and the sheet 说明: pairs of a word and its text.
func (b *book) finish(notes [][2]string) error {
	const sheet = "说明"
	text := b.styles[words]
	_, err := b.file.NewSheet(sheet)
	err = errors.Join(err,
		b.file.AutoFilter(b.sheet, "A1:"+b.cell(len(b.columns), b.rows+1), nil),
		b.stream.Flush(),
		b.file.SetColWidth(sheet, "A", "A", 14), b.file.SetColWidth(sheet, "B", "B", 80))
	for i, note := range notes {
		row := i + 1
		err = errors.Join(err,
			b.file.SetCellStr(sheet, b.cell(1, row), note[0]), b.file.SetCellStyle(sheet, b.cell(1, row), b.cell(1, row), b.head),
			b.file.SetCellStr(sheet, b.cell(2, row), note[1]), b.file.SetCellStyle(sheet, b.cell(2, row), b.cell(2, row), text))
	}
	return err
}

// send packs the workbook into w, without holding it in memory.
func (b *book) send(w io.Writer) error {
	b.file.ZipWriter = func(io.Writer) excelize.ZipWriter { return zip.NewWriter(w) }
	if _, err := b.file.WriteToBuffer(); err != nil {
		return fmt.Errorf("write the workbook: %w", err)
	}
	return nil
}

// close removes what the workbook kept on disk.
func (b *book) close() error { return b.file.Close() }

func (b *book) cell(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row) // both are at least 1
	return name
}
