package graph

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// enumOf is the enum whose values are the keys of a statistic's groups.
var enumOf = map[string]string{"STATUS": "ProblemStatus", "CATEGORY": "ProblemCategory", "SECTOR": "Sector", "CHANNEL": "ProblemChannel", "LEVEL": "Level", "ASSIGNED_BY_LEVEL": "Level"}

// words reads the Chinese name of a group's key off the schema; it is "" for keys that are no enum's.
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
		return word(value)
	}
}

// Words are the Chinese words of an enum's values.
func Words(schema *ast.Schema, enum string) map[string]string {
	out := map[string]string{}
	for _, value := range schema.Types[enum].EnumValues {
		out[value.Name] = word(value)
	}
	return out
}

// word is the Chinese word by which the schema describes an enum's value: "融资", "草稿: only on the phone".
func word(value *ast.EnumValueDefinition) string {
	word, _, _ := strings.Cut(value.Description, ": ")
	word, _, _ = strings.Cut(word, " (")
	return word
}
