package enterprise

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
)

// section is a 门类 with its last division (大类); it begins after the section before.
type section struct {
	letter string
	last   int
}

// sections are those of GB/T 4754-2017.
var sections = []section{
	{"A", 5},
	{"B", 12},
	{"C", 43},
	{"D", 46},
	{"E", 50},
	{"F", 52},
	{"G", 60},
	{"H", 62},
	{"I", 65},
	{"J", 69},
	{"K", 70},
	{"L", 72},
	{"M", 75},
	{"N", 79},
	{"O", 82},
	{"P", 83},
	{"Q", 85},
	{"R", 90},
	{"S", 96},
	{"T", 97},
}

var industryShape = regexp.MustCompile(`^([A-T]?)(\d{0,4})$`)

// industryCode returns a GB/T 4754 code with its section: C27 for 27 and for C27, C2770 for 2770, C for C. One digit is a division that
// lost its zero. The error says in Chinese why it is none.
func industryCode(said string) (string, error) {
	parts := industryShape.FindStringSubmatch(said)
	if parts == nil || said == "" {
		return "", fmt.Errorf("应是门类字母加大类、中类或小类的数字，如 C27")
	}
	letter, digits := parts[1], parts[2]
	if len(digits) == 1 {
		digits = "0" + digits
	}
	if digits == "" {
		return letter, nil
	}
	division, err := strconv.Atoi(digits[:2])
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(sections, func(s section) bool { return division <= s.last })
	if division == 0 || i < 0 {
		return "", fmt.Errorf("GB/T 4754 没有大类 %s", digits[:2])
	}
	if right := sections[i].letter; letter != "" && letter != right {
		return "", fmt.Errorf("大类 %s 属于门类 %s，不是 %s", digits[:2], right, letter)
	}
	return sections[i].letter + digits, nil
}
