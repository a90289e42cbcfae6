package intake

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/width"
)

// Column is one thing that the rows of a table may say.
type Column struct {
	Name     string   // the product's word, such as county_code; also a heading
	Title    string   // what reports call it, such as 县市区代码; also a heading
	Also     []string // other headings that people write, the more exact ones first
	Required bool     // a table without it is not read
}

// Table is what a sheet says in the columns that are known.
type Table struct {
	Rows    []Row
	Ignored []string // headings of columns that nobody asked for, in their order
}

// Row is one line of a table.
type Row struct {
	Line  int // as an editor or Excel counts; the heading of a plain file is line 1
	cells []string
	at    map[string]int // place of each known column, by name
	width int            // how many columns have headings
}

// Get returns the cell of a known column without blanks around it; empty when the sheet has no such column.
func (r Row) Get(name string) string {
	if i, ok := r.at[name]; ok && i < len(r.cells) {
		return strings.TrimSpace(r.cells[i])
	}
	return ""
}

// Beyond returns what stands to the right of the last heading; a comma without quotes in a cell pushes the others there.
func (r Row) Beyond() string {
	return strings.TrimSpace(strings.Join(r.cells[min(r.width, len(r.cells)):], ""))
}

// headingRows is how far down the headings may stand: titles and remarks go above them.
const headingRows = 10

// ReadTable reads CSV (UTF-8 or GB18030) or the first visible sheet of XLSX; which it is shows in the content. Rows without any cell
// are left out. An error says in Chinese what is wrong with the file as a whole, such as a required column that is missing.
func ReadTable(content []byte, columns []Column, progress Progress) (*Table, error) {
	var lines []Row
	var err error
	switch {
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		lines, err = readXLSX(content, progress)
	case bytes.HasPrefix(content, []byte("\xd0\xcf\x11\xe0")):
		return nil, fmt.Errorf("这是旧版 Excel（.xls）或加了密码的文件，请另存为不带密码的 .xlsx 或 .csv")
	default:
		lines, err = readCSV(content, progress)
	}
	if err != nil {
		return nil, err
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("文件是空的")
	}
	heading, at := findHeadings(lines, columns)
	var missing []string
	for _, c := range columns {
		if _, ok := at[c.Name]; c.Required && !ok {
			missing = append(missing, c.Title)
		}
	}
	if missing != nil {
		return nil, fmt.Errorf("缺少必需的列：%s。表头应有这些列名，或英文列名", strings.Join(missing, "、"))
	}
	t := &Table{Rows: lines[heading+1:]}
	used := map[int]bool{}
	for _, i := range at {
		used[i] = true
	}
	for i, title := range lines[heading].cells {
		if !used[i] && strings.TrimSpace(title) != "" {
			t.Ignored = append(t.Ignored, strings.TrimSpace(title))
		}
	}
	for i := range t.Rows {
		t.Rows[i].at, t.Rows[i].width = at, len(lines[heading].cells)
	}
	return t, nil
}

// findHeadings returns the line, among the first ones, that names the most known columns, and where they stand.
func findHeadings(lines []Row, columns []Column) (heading int, at map[string]int) {
	for i, line := range lines[:min(len(lines), headingRows)] {
		if found := place(line.cells, columns); len(found) > len(at) {
			heading, at = i, found
		}
	}
	return heading, at
}

// place finds each column by the first of its headings that is there.
func place(cells []string, columns []Column) map[string]int {
	plain := make([]string, len(cells))
	for i, cell := range cells {
		plain[i] = plainHeading(cell)
	}
	at := map[string]int{}
	for _, c := range columns {
		for _, heading := range append([]string{c.Name, c.Title}, c.Also...) {
			if i := slices.Index(plain, heading); i >= 0 {
				at[c.Name] = i
				break
			}
		}
	}
	return at
}

// plainHeading is a heading without what forms add to it: blanks, a star, a remark in brackets; narrow and in lower case.
func plainHeading(cell string) string {
	plain, _, _ := strings.Cut(strings.ToLower(width.Narrow.String(cell)), "(")
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\r\n*:\ufeff", r) {
			return -1
		}
		return r
	}, plain)
}

// blank reports whether no cell says anything.
func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(cell string) bool { return strings.TrimSpace(cell) != "" })
}
