package fault

import (
	"strings"
	"unicode"
)

// Said returns a text without the space around it; INVALID at field unless it has least to most characters and, where any are needed,
// one that can be seen.
func Said(field, text string, least, most int) (string, error) {
	text = strings.TrimSpace(text)
	switch n := len([]rune(text)); {
	case least > 0 && !strings.ContainsFunc(text, visible):
		return "", At(field, "请填写此项。")
	case n < least || n > most:
		return "", At(field, "请填写 %d 至 %d 个字，现在是 %d 个字。", max(least, 1), most, n)
	}
	return text, nil
}

// visible is false for spaces and for what only steers the writing (joiners, marks of direction).
func visible(r rune) bool { return r != ' ' && unicode.IsPrint(r) }
