package graph

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// enumOf is the enum whose values are the keys of a statistic's groups.
var enumOf = map[string]string{"STATUS": "ProblemStatus", "CATEGORY": "ProblemCategory", "SECTOR": "Sector", "CHANNEL": "ProblemChannel", "LEVEL": "Level", "ASSIGNED_BY_LEVEL": "Level"}

// words reads the Chinese name of a group's key off the schema, whose enum values are described by it: "融资", "草稿: only on the
// phone". It is "" for keys that are no enum's.
func words(schema *ast.Schema) func(group, key string) string {
	return func(group, key string) string {
		enum := schema.Types[enumOf[group]]
		if enum == nil {
			return ""
		}
		value := enum.EnumValues.ForName(key)
		if value == nil {
			return ""
		}
		word, _, _ := strings.Cut(value.Description, ": ")
		word, _, _ = strings.Cut(word, " (")
		return word
	}
}
