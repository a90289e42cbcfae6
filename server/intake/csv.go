package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// readCSV reads all lines but blank ones.
func readCSV(content []byte, progress Progress) (lines []Row, err error) {
	content, err = toUTF8(content)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(bytes.NewReader(content))
	r.FieldsPerRecord = -1
	for {
		cells, err := r.Read()
		var wrong *csv.ParseError
		switch {
		case err == io.EOF:
			return lines, nil
		case errors.As(err, &wrong):
			return nil, fmt.Errorf("第 %d 行的引号不成对，无法分列：%w", wrong.Line, err)
		case err != nil:
			return nil, err
		case blank(cells):
			continue
		}
		line, _ := r.FieldPos(0)
		lines = append(lines, Row{Line: line, cells: cells})
		progress.tell("读取", len(lines))
	}
}

// toUTF8 takes off a byte order mark, and reads what is not UTF-8 as GB18030, which Excel writes in China.
func toUTF8(content []byte) ([]byte, error) {
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	if bytes.HasPrefix(content, []byte("\xff\xfe")) || bytes.HasPrefix(content, []byte("\xfe\xff")) {
		return nil, errors.New("文件的编码是 UTF-16，请另存为 CSV UTF-8")
	}
	if utf8.Valid(content) {
		return content, nil
	}
	read, err := simplifiedchinese.GB18030.NewDecoder().Bytes(content)
	if err != nil || strings.ContainsRune(string(read), utf8.RuneError) {
		return nil, errors.New("文件的编码既不是 UTF-8 也不是 GB18030，请另存为 CSV UTF-8")
	}
	return read, nil
}
