package db

import (
	"maps"
	"slices"
)

// RefusalNames are the constraints that have words of their own.
func RefusalNames() []string { return slices.Sorted(maps.Keys(refusals)) }
