package intake

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Checker checks the rows of a table one after the other, so it sees what is there twice.
type Checker struct {
	Report  *Report
	Columns []Column
	Words   map[string]map[string]string // how people write the values of the columns that have a closed set of them, by column

	row  Row
	good bool
	seen map[string]int // the line that said it first
}

// Begin goes on to a row; one with more cells than there are headings is refused.
func (c *Checker) Begin(row Row) {
	c.row, c.good = row, true
	if more := row.Beyond(); more != "" {
		c.Report.Refuse(row.Line, "整行", more, "单元格比表头多，可能有逗号没有加引号")
		c.good = false
	}
}

// OneLine refuses cells with line breaks or other control characters.
func (c *Checker) OneLine() {
	for _, column := range c.Columns {
		if strings.ContainsFunc(c.row.Get(column.Name), unicode.IsControl) {
			c.Refuse(column.Name, "有换行或看不见的控制字符")
		}
	}
}

// Good reports whether nothing of the row was refused so far.
func (c *Checker) Good() bool { return c.good }

// Refuse says why the row is not taken.
func (c *Checker) Refuse(column, reason string) {
	c.Report.Refuse(c.row.Line, Title(c.Columns, column), c.row.Get(column), "%s", reason)
	c.good = false
}

// Cell is the cell of the row.
func (c *Checker) Cell(column string) string { return c.row.Get(column) }

// Once refuses what an earlier row has said; key tells equal rows, and column is the one at fault.
func (c *Checker) Once(key, column string) {
	if line, again := c.seen[key]; again {
		c.Refuse(column, "与第 "+strconv.Itoa(line)+" 行重复")
		return
	}
	if c.seen == nil {
		c.seen = map[string]int{}
	}
	c.seen[key] = c.row.Line
}

// Text is the cell; nil when it is empty. One of more than most characters is refused.
func (c *Checker) Text(column string, most int) *string {
	cell := c.row.Get(column)
	if cell == "" {
		return nil
	}
	if len([]rune(cell)) > most {
		c.Refuse(column, "不能超过 "+strconv.Itoa(most)+" 个字")
	}
	return &cell
}

// Word is the value that the cell means: one of the words, or the value itself; nil when it is empty.
func (c *Checker) Word(column string) *string {
	cell := c.row.Get(column)
	if cell == "" {
		return nil
	}
	if value, ok := c.Words[column][strings.ToLower(cell)]; ok {
		return &value
	}
	value := strings.ToUpper(cell)
	if !slices.Contains(slices.Collect(maps.Values(c.Words[column])), value) {
		c.Refuse(column, "应是下列之一："+strings.Join(slices.Sorted(maps.Keys(c.Words[column])), "、"))
	}
	return &value
}

// Title is what reports call a column.
func Title(columns []Column, name string) string {
	return columns[slices.IndexFunc(columns, func(c Column) bool { return c.Name == name })].Title
}

// Tally lists names with the number of their rows, at most twenty.
func Tally(names map[string]int) string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if len(list) == 20 {
			list = append(list, fmt.Sprintf("……共 %d 个", len(names)))
			break
		}
		list = append(list, fmt.Sprintf("%s（%d 行）", name, names[name]))
	}
	return strings.Join(list, "、")
}
