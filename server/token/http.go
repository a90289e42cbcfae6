package token

import (
	"encoding/json"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"lianqi/server/fault"
)

// ServeHTTP answers POST /oauth/token (RFC 6749, client_credentials): the id and the secret by Basic authentication or in the
// form, and optionally a scope.
func (s *Store) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", "POST")
		refuse(w, http.StatusMethodNotAllowed, "invalid_request", "这里只接受 POST。")
		return
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/x-www-form-urlencoded" {
		refuse(w, http.StatusUnsupportedMediaType, "invalid_request", "只接受 application/x-www-form-urlencoded。")
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, 4096)
	if err := r.ParseForm(); err != nil || repeated(r.PostForm) {
		refuse(w, http.StatusBadRequest, "invalid_request", "表单不完整，或有重复的参数。")
		return
	}
	if grant := r.PostForm.Get("grant_type"); grant != "client_credentials" {
		refuse(w, http.StatusBadRequest, "unsupported_grant_type", "grant_type 只能是 client_credentials。")
		return
	}
	id, secret := r.PostForm.Get("client_id"), r.PostForm.Get("client_secret")
	basicID, basicSecret, basic := r.BasicAuth()
	if basic {
		if id != "" && id != basicID || secret != "" {
			refuse(w, http.StatusBadRequest, "invalid_request", "应用编号和密钥只能用一种方式给出。")
			return
		}
		var errID, errSecret error
		if id, errID = url.QueryUnescape(basicID); errID == nil {
			secret, errSecret = url.QueryUnescape(basicSecret)
		}
		if errID != nil || errSecret != nil {
			id, secret = "", ""
		}
	}
	token, scopes, err := s.Grant(r.Context(), id, secret, strings.Fields(r.PostForm.Get("scope")), time.Now())
	switch {
	case err == nil:
		reply(w, http.StatusOK, map[string]any{
			"access_token": token, "token_type": "Bearer", "expires_in": int(Lifetime.Seconds()), "scope": strings.Join(scopes, " "),
		})
	case fault.Is(err, fault.Unauthenticated):
		w.Header().Set("WWW-Authenticate", `Basic realm="lianqi"`)
		refuse(w, http.StatusUnauthorized, "invalid_client", fault.As(err).Message)
	case fault.Is(err, fault.Invalid):
		refuse(w, http.StatusBadRequest, "invalid_scope", fault.As(err).Message)
	default:
		f := fault.Public(r.Context(), err)
		refuse(w, f.Status(), "server_error", f.Message)
	}
}

func repeated(form url.Values) bool {
	for _, values := range form {
		if len(values) > 1 {
			return true
		}
	}
	return false
}

// refuse answers with an error of RFC 6749 and a Chinese description.
func refuse(w http.ResponseWriter, status int, code, words string) {
	reply(w, status, map[string]any{"error": code, "error_description": words})
}

func reply(w http.ResponseWriter, status int, body map[string]any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
