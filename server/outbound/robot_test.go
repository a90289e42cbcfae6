package outbound

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"
)

// The signatures of both rules, computed beforehand by OpenSSL.
func TestSignatureVectors(t *testing.T) {
	t.Parallel()
	if got := sign("a-secret-of-the-customer", "1792000000", []byte(`{"id":"1"}`)); got != "92052a06736b042a29790939c0cacc171f6489cdad3960a99b2955c1022ea2b6" {
		t.Error(got)
	}
	if got := dingSign("SECthis is secret", "1792000000000"); got != "XcbGg3f7NFo4+b83PLeA2nc+x7oD5N3OfSqyAVAmrIU=" {
		t.Error(got)
	}
}

func TestRobotPayloads(t *testing.T) {
	t.Parallel()
	m := Message{Text: "[点我](http://evil.example) @所有人 <font>" + strings.Repeat("长", 3000), URL: "https://lqt.example/inbox"}
	now := func() time.Time { return time.UnixMilli(1792000000000) }
	to, body, err := robot{nil, "https://oapi.example/robot/send?access_token=x", "SECthis is secret", true, now}.request(m)
	if err != nil || to != "https://oapi.example/robot/send?access_token=x&sign=XcbGg3f7NFo4%2Bb83PLeA2nc%2Bx7oD5N3OfSqyAVAmrIU%3D&timestamp=1792000000000" {
		t.Error(to, err)
	}
	var ding struct {
		Msgtype  string
		Markdown struct{ Title, Text string }
	}
	if err := json.Unmarshal(body, &ding); err != nil || ding.Msgtype != "markdown" || !strings.HasPrefix(ding.Markdown.Title, "联企通：") {
		t.Errorf("%s %v", body, err)
	}
	to, body, err = robot{nil, "https://qyapi.example/cgi-bin/webhook/send?key=x", "", false, now}.request(m)
	if err != nil || to != "https://qyapi.example/cgi-bin/webhook/send?key=x" {
		t.Error(to, err)
	}
	var wecom struct {
		Msgtype  string
		Markdown struct{ Content string }
	}
	if err := json.Unmarshal(body, &wecom); err != nil || wecom.Msgtype != "markdown" || len(wecom.Markdown.Content) > 4096 {
		t.Errorf("%d bytes, %v", len(wecom.Markdown.Content), err)
	}
	for _, text := range []string{ding.Markdown.Text, wecom.Markdown.Content} {
		if strings.Contains(text, "](http://evil") || strings.ContainsAny(text, "@<") || !strings.Contains(text, "](https://lqt.example/inbox)") || strings.Contains(text, "\uFFFD") {
			t.Errorf("%.200s", text)
		}
	}
}

func TestVerdict(t *testing.T) {
	t.Parallel()
	for said, later := range map[string]bool{
		`{"errcode":45009,"errmsg":"api freq out of limit"}`: true, `{"errcode":130101,"errmsg":"send too fast"}`: true,
		`{"errcode":310000,"errmsg":"sign not match"}`: false, `<html>`: false, `{}`: false,
	} {
		err := verdict([]byte(said))
		var l *Later
		if err == nil || errors.As(err, &l) != later {
			t.Errorf("%s: %v", said, err)
		}
	}
	if err := verdict([]byte(`{"errcode":0,"errmsg":"ok"}`)); err != nil {
		t.Error(err)
	}
}

func TestPhones(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"联系13912345678。": "联系（电话略）。", "13912345678 13912345679": "（电话略） （电话略）", "0739-5361234转8": "（电话略）转8",
		"430502-2026-00091《水压不足》": "430502-2026-00091《水压不足》", "91430500MA4L123456": "91430500MA4L123456", "139123456789012": "139123456789012",
	} {
		if got := withoutPhones(in); got != want {
			t.Errorf("%s: %s", in, got)
		}
	}
}
