// Package table holds what the demo's people, firms and problems are made of, as tables that can be read and edited without Go.
package table

import (
	"embed"
	"encoding/csv"
	"fmt"
)

//go:embed *.psv
var files embed.FS

// Rows are the lines of a table with their columns, without remarks. A table that is not there or not whole is a mistake of the
// program, so it panics.
func Rows(name string) [][]string {
	file, err := files.Open(name + ".psv")
	if err != nil {
		panic(err)
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.Comma, r.Comment, r.LazyQuotes = '|', '#', true
	rows, err := r.ReadAll()
	if err != nil {
		panic(fmt.Errorf("read the table %s: %w", name, err))
	}
	return rows
}
