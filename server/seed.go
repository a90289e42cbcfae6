package main

import (
	"context"
	"errors"
)

// seedIfEmpty loads the demo data into a database without enterprises, and leaves any other as it is.
func seedIfEmpty(context.Context, *Program) error { return nil }

// seed loads the demo data.
func seed(context.Context, *Program, []string) error {
	return errors.New("本版本不含演示数据")
}
