package outbound

import (
	"net/http"
	"time"
)

// channel is a receiver.
type channel struct{ ID, Kind, Name, URL, Secret string }

// Kinds of receivers.
const (
	kindWebhook  = "WEBHOOK"
	kindWeCom    = "WECOM"
	kindDingTalk = "DINGTALK"
)

// sender is what the channel's kind speaks.
func (c channel) sender(client *http.Client) Sender {
	switch c.Kind {
	case kindWebhook:
		return webhook{client, c.URL, c.Secret, time.Now}
	case kindWeCom, kindDingTalk:
		return robot{client, c.URL, c.Secret, c.Kind == kindDingTalk, time.Now}
	default:
		return logSender{c.Name}
	}
}
