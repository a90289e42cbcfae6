package enterprise

import (
	"strings"

	"golang.org/x/text/width"

	"lianqi/server/fault"
)

// The 统一社会信用代码 of GB 32100: 1 registering department, 1 kind of body, 6 digits of its division, 9 characters of the organization
// code (GB 11714, the ninth checks the eight), 1 check character. Digits 3 to 8 say where it was first registered, not where it is.

const usccAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// NormalizeUSCC takes what people paste: blanks around it, full-width and lower-case letters.
func NormalizeUSCC(code string) string {
	return strings.ToUpper(strings.TrimSpace(width.Narrow.String(code)))
}

// CheckUSCC returns nil for a normalized code that can exist; else INVALID at uscc, saying in Chinese which rule it breaks.
func CheckUSCC(code string) error {
	switch {
	case code == "":
		return fault.At("uscc", "统一社会信用代码是空的。")
	case len(code) == 15 && strings.Trim(code, "0123456789") == "":
		return fault.At("uscc", "这是 15 位的旧注册号，请填 18 位统一社会信用代码。")
	case len([]rune(code)) != 18:
		return fault.At("uscc", "统一社会信用代码应是 18 位，这里有 %d 位。", len([]rune(code)))
	}
	for i, char := range []rune(code) {
		switch {
		case !strings.ContainsRune(usccAlphabet, char):
			return fault.At("uscc", "统一社会信用代码第 %d 位是“%c”，只能用数字和除 I、O、S、V、Z 外的大写字母。", i+1, char)
		case i >= 2 && i < 8 && (char < '0' || char > '9'):
			return fault.At("uscc", "统一社会信用代码第 3 到 8 位是区划，第 %d 位应是数字。", i+1)
		}
	}
	if organizationCheck(code[8:16]) != code[16] {
		return fault.At("uscc", "统一社会信用代码第 9 到 17 位的组织机构代码校验不符，请核对。")
	}
	if usccCheck(code[:17]) != code[17] {
		return fault.At("uscc", "统一社会信用代码最后一位校验不符，请核对。")
	}
	return nil
}

// usccCheck is the eighteenth character by GB 32100: weights are powers of 3 modulo 31.
func usccCheck(body string) byte {
	sum, weight := 0, 1
	for i := range len(body) {
		sum += strings.IndexByte(usccAlphabet, body[i]) * weight
		weight = weight * 3 % 31
	}
	return usccAlphabet[(31-sum%31)%31]
}

// organizationCheck is the ninth character by GB 11714, where A to Z stand for 10 to 35 and a check of 10 is written X.
func organizationCheck(body string) byte {
	sum := 0
	for i, weight := range []int{3, 7, 9, 10, 5, 8, 4, 2} {
		sum += strings.IndexByte("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", body[i]) * weight
	}
	return "0123456789X0"[11-sum%11]
}
