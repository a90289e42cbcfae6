package outbound

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	// perMinute is how many messages a robot of either kind takes in a minute.
	perMinute = 20
	// window is that minute, and a little for what is late on the way.
	window = 62 * time.Second
	// banned is how long DingTalk takes nothing from a robot that sent more.
	banned = 10 * time.Minute
	// longest is what a markdown message may hold, in bytes of UTF-8: WeCom's 4096, less the heading and the link.
	longest = 3000
)

// robot posts messages to a group in WeCom (企业微信) or DingTalk (钉钉) by the address that the group gave for it.
type robot struct {
	client *http.Client
	url    string
	secret string // DingTalk's 加签 (SEC…); WeCom has none
	ding   bool
	now    func() time.Time
}

func (s robot) Send(ctx context.Context, m Message) error {
	to, body, err := s.request(m)
	if err != nil {
		return err
	}
	said, err := post(ctx, s.client, to, body, nil)
	if err != nil {
		return err
	}
	return verdict(said)
}

// request is where a message goes and as what: WeCom {"msgtype":"markdown","markdown":{"content"}}, DingTalk
// {"msgtype":"markdown","markdown":{"title","text"}} with timestamp and sign in the address.
func (s robot) request(m Message) (to string, body []byte, err error) {
	text := fmt.Sprintf("**联企通**\n\n%s\n\n[查看](%s)", clip(plain(m.Text), longest), m.URL)
	if !s.ding {
		body, err = json.Marshal(map[string]any{"msgtype": "markdown", "markdown": map[string]string{"content": text}})
		return s.url, body, err
	}
	body, err = json.Marshal(map[string]any{"msgtype": "markdown", "markdown": map[string]string{"title": "联企通：" + clip(m.Text, 90), "text": text}})
	if err != nil || s.secret == "" {
		return s.url, body, err
	}
	u, err := url.Parse(s.url)
	if err != nil {
		return "", nil, fmt.Errorf("%w: the address is none", ErrRefused)
	}
	timestamp := strconv.FormatInt(s.now().UnixMilli(), 10)
	q := u.Query()
	q.Set("timestamp", timestamp)
	q.Set("sign", dingSign(s.secret, timestamp))
	u.RawQuery = q.Encode()
	return u.String(), body, nil
}

// dingSign is DingTalk's 加签: base64 of HMAC-SHA256, by the secret, over the timestamp in milliseconds, a line feed and the secret.
func dingSign(secret, timestamp string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(timestamp + "\n" + secret))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// verdict is what a robot's 200 means: errcode 0 is taken. 45009 (WeCom), 130101 and 660026 (DingTalk) are too many a minute.
func verdict(said []byte) error {
	var answer struct {
		Errcode *int   `json:"errcode"`
		Errmsg  string `json:"errmsg"`
	}
	if err := json.Unmarshal(said, &answer); err != nil || answer.Errcode == nil {
		return errors.New("the robot's answer is none")
	}
	switch *answer.Errcode {
	case 0:
		return nil
	case 45009, 130101, 660026:
		return &Later{banned, errcode{code: *answer.Errcode}}
	default:
		return errcode{*answer.Errcode, clip(answer.Errmsg, 200)}
	}
}

// plain is a text in which nothing is markdown or calls a member of the group.
func plain(text string) string {
	return strings.NewReplacer("*", "＊", "_", "＿", "`", "｀", "[", "［", "]", "］", "<", "＜", ">", "＞", "#", "＃", "@", "＠", "!", "！", "\n", " ").Replace(text)
}

// clip is a text of at most n bytes, whole runes.
func clip(text string, n int) string {
	if len(text) <= n {
		return text
	}
	n -= len("…")
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n] + "…"
}
