package outbound

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"
)

// webhook posts messages as JSON to the customer's own system, which answers with any 2xx.
//
// Lianqi-Signature is the lower-case hex HMAC-SHA256, by the channel's secret, over Lianqi-Timestamp (seconds since 1970), a full stop and the
// body. A receiver compares it, refuses a timestamp more than five minutes off, and takes each id once.
type webhook struct {
	client      *http.Client
	url, secret string
	now         func() time.Time
}

func (s webhook) Send(ctx context.Context, m Message) error {
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	timestamp := strconv.FormatInt(s.now().Unix(), 10)
	_, err = post(ctx, s.client, s.url, body, map[string]string{
		"Lianqi-Id": m.ID, "Lianqi-Timestamp": timestamp, "Lianqi-Signature": sign(s.secret, timestamp, body),
	})
	return err
}

// sign is the signature of a body at a time.
func sign(secret, timestamp string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(timestamp + "."))
	mac.Write(body)
	return hex.EncodeToString(mac.Sum(nil))
}

// post sends JSON and returns the beginning of a 2xx answer. ErrRefused for a 4xx that trying again does not mend, Later for 429.
func post(ctx context.Context, client *http.Client, url string, body []byte, headers map[string]string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRefused, err)
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	req.Header.Set("User-Agent", "lianqi")
	for name, value := range headers {
		req.Header.Set(name, value)
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, hideURL(err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, 16<<10))
	if err != nil {
		return nil, hideURL(err)
	}
	switch code := resp.StatusCode; {
	case code >= 200 && code < 300:
		return answer, nil
	case code == http.StatusTooManyRequests:
		seconds, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		return nil, &Later{max(time.Minute, min(time.Hour, time.Duration(seconds)*time.Second)), answered(code)}
	case code >= 400 && code < 500 && code != http.StatusRequestTimeout && code != http.StatusUnauthorized && code != http.StatusForbidden && code != http.StatusNotFound:
		return nil, fmt.Errorf("%w: %w", ErrRefused, answered(code))
	default:
		return nil, answered(code)
	}
}
