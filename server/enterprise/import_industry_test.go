package enterprise

import "testing"

func TestIndustryCode(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"27": "C27", "C27": "C27", "2770": "C2770", "C2770": "C2770", "C": "C", "1": "A01", "05": "A05", "06": "B06", "12": "B12", "13": "C13", "131": "C131",
		"43": "C43", "44": "D44", "70": "K70", "71": "L71", "83": "P83", "96": "S96", "97": "T97",
		"": "", "98": "", "00": "", "A27": "", "U01": "", "c27": "", "C27701": "", "27.0": "", "制造业": "",
	} {
		if got, err := industryCode(said); got != want || (err != nil) != (want == "") {
			t.Errorf("%q is %q, %v; want %q", said, got, err, want)
		}
	}
}
