package enterprise

import (
	"slices"
	"strings"
	"testing"

	"lianqi/server/fault"
)

func TestUSCC(t *testing.T) {
	t.Parallel()
	for _, code := range []string{
		"91350100M000100Y43", // the standard's own example
		"914403001922038216", // 华为技术
		"9144030071526726XG", // 腾讯计算机系统
		"91330100799655058B", // 阿里巴巴
		"91110000802100433B", // 百度在线
		"91110000710925462X", // 中国石油天然气集团
		"911100001000044477", // 中国建设银行
		"12100000400000624D", // 清华大学
		"12100000400002259P", // 北京大学
		"914300007121944054", // 中联重科
		"91430000712190148K", // 华菱钢铁
		"91430900774485857L", // 金博碳素
		"91430500185569358T", // 湘中制药
		"914305007558176250", // 湘窖酒业
		"914305006735916938", // 兴达精密
		"914304225549324917", // 衡南得意精密
		"91430500MA4Q2L2D5N", // 三一专用汽车
		"91411024760238740M", // 振德医用敷料
		"91430000183807033W", // 长沙银行
		"914300007808508659", // 中车时代电气
		"91433100183806380W", // 酒鬼酒
		NormalizeUSCC("  91430500185569358t\t"),
		NormalizeUSCC("９１４３０５００１８５５６９３５８Ｔ"),
		NormalizeUSCC("　９１４３０５００１８５５６９３５８ｔ　"),
	} {
		if err := CheckUSCC(code); err != nil {
			t.Errorf("%s: %v", code, err)
		}
	}
	for code, why := range map[string]string{
		"91350100M000100Y4Z":  "只能用",
		"91430500185569358P":  "最后一位",
		"91430500185569385T":  "组织机构代码",
		"9143050018556935":    "16 位",
		"91430500185569358T0": "19 位",
		"I1430500185569358T":  "第 1 位是“I”",
		"9143O500185569358T":  "第 5 位是“O”",
		"9143050018556935ST":  "第 17 位是“S”",
		"9143A500185569358T":  "区划",
		"":                    "空的",
		"430500000012345":     "旧注册号",
		"91430500 185569358T": "19 位",
		"91430500185569358t":  "第 18 位是“t”",
		"湖南省邵阳市双清区兴达精密机械公司码": "第 1 位是“湖”",
	} {
		err := CheckUSCC(code)
		if f := fault.As(err); f == nil || f.Code != fault.Invalid || !slices.Equal(f.Field, []string{"uscc"}) || !strings.Contains(f.Message, why) {
			t.Errorf("%q: %v, want %q", code, err, why)
		}
	}
}

// Every single wrong character is found.
func TestUSCCFindsTypos(t *testing.T) {
	t.Parallel()
	const code = "91430500MA4Q2L2D5N"
	for i := range code {
		for _, char := range usccAlphabet {
			typo := code[:i] + string(char) + code[i+1:]
			if err := CheckUSCC(typo); (err == nil) != (typo == code) {
				t.Errorf("%s: %v", typo, err)
			}
		}
	}
}
