package intake

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"
)

// unzippedLimit is how many bytes a workbook may grow to when it is unpacked.
const unzippedLimit = 512 << 20

// readXLSX reads all lines but blank ones. Numbers come as they are stored, not as a format shows them: 430102, not 430,102.
func readXLSX(content []byte, progress Progress) (lines []Row, err error) {
	book, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{UnzipSizeLimit: unzippedLimit, RawCellValue: true})
	if err != nil {
		return nil, fmt.Errorf("读不了这个 Excel 文件：%w", err)
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	sheets := book.GetSheetList()
	visible := slices.IndexFunc(sheets, func(name string) bool {
		shown, err := book.GetSheetVisible(name)
		return err == nil && shown
	})
	if visible < 0 {
		return nil, errors.New("Excel 文件里没有可见的工作表")
	}
	rows, err := book.Rows(sheets[visible])
	if err != nil {
		return nil, fmt.Errorf("读不了工作表 %s：%w", sheets[visible], err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for line := 1; rows.Next(); line++ {
		cells, err := rows.Columns()
		if err != nil {
			return nil, fmt.Errorf("读不了工作表 %s 的第 %d 行：%w", sheets[visible], line, err)
		}
		if !blank(cells) {
			lines = append(lines, Row{Line: line, cells: cells})
			progress.tell("读取", len(lines))
		}
	}
	return lines, rows.Error()
}
