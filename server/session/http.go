package session

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"strings"
	"time"

	"lianqi/server/access"
	"lianqi/server/fault"
)

// Edge is the store as browsers meet it.
type Edge struct {
	Sessions *Store
	// Secure says that people reach the server by https although a proxy in front of it speaks http to it.
	Secure bool
	// Bearer returns the application that holds a token, UNAUTHENTICATED for a bad one.
	Bearer func(ctx context.Context, token string, now time.Time) (access.Actor, error)
	// Secret returns 32 bytes that belong to a label, always the same.
	Secret func(ctx context.Context, label string, now time.Time) ([]byte, error)
}

// ServeKey answers GET /session/key with {"person","key"} of whoever is signed in by a cookie: 32 bytes in base64, the person's
// own and always the same, under which a phone seals what it has not sent yet, so that whoever else signs in there can read
// none of it. No password and no role is in it: with another one the key is the same. 401 for nobody, 403 for applications.
func (e *Edge) ServeKey(w http.ResponseWriter, r *http.Request) {
	a, err := access.Need(r.Context())
	if err == nil && a.SessionID == "" {
		err = fault.New(fault.Forbidden, "应用没有手机。")
	}
	var key []byte
	if err == nil {
		key, err = e.Secret(r.Context(), "phone "+a.PersonID, time.Now())
	}
	if err != nil {
		fault.Respond(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(w).Encode(map[string]any{"person": a.PersonID, "key": key})
}

// ServeHTTP answers POST /session {"account","password","role"?} with 204 and a cookie, {"role"} alone of who is signed in
// with 204 and the cookie of a session in that role, and DELETE /session with 204 and none. Refusals are {"code","message"}: 400, 401, 415 and, with Retry-After, 429.
func (e *Edge) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodPost:
		e.signIn(w, r)
	case http.MethodDelete:
		e.signOut(w, r)
	default:
		w.Header().Set("Allow", "POST, DELETE")
		fault.RespondStatus(w, http.StatusMethodNotAllowed, fault.New(fault.Invalid, "这里只接受 POST 和 DELETE。"))
	}
}

func (e *Edge) signIn(w http.ResponseWriter, r *http.Request) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		fault.RespondStatus(w, http.StatusUnsupportedMediaType, fault.New(fault.Invalid, "只接受 application/json。"))
		return
	}
	var c Credentials
	d := json.NewDecoder(http.MaxBytesReader(w, r.Body, 4096))
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil || d.Decode(new(any)) != io.EOF {
		fault.Respond(w, r, fault.New(fault.Invalid, "请填写账号和密码。"))
		return
	}
	now := time.Now()
	old, stranger := r.Cookie(e.name(r))
	if c.Account == "" && c.Password == "" && c.Role != "" && stranger == nil {
		e.change(w, r, old.Value, c.Role, now)
		return
	}
	if c.Account == "" || c.Password == "" {
		fault.Respond(w, r, fault.New(fault.Invalid, "请填写账号和密码。"))
		return
	}
	cookie, expires, err := e.Sessions.SignIn(r.Context(), c, r.UserAgent(), address(r), now)
	var throttled *Throttled
	if errors.As(err, &throttled) {
		w.Header().Set("Retry-After", fmt.Sprint(int(throttled.After.Seconds())))
	}
	if err != nil {
		fault.Respond(w, r, err)
		return
	}
	if stranger == nil {
		if err := e.Sessions.End(r.Context(), old.Value, now); err != nil {
			fault.Respond(w, r, err)
			return
		}
	}
	e.setCookie(w, r, cookie, expires)
	w.WriteHeader(http.StatusNoContent)
}

// change lets who is signed in go on in another role.
func (e *Edge) change(w http.ResponseWriter, r *http.Request, old, roleID string, now time.Time) {
	cookie, expires, err := e.Sessions.Switch(r.Context(), old, roleID, now)
	if err != nil {
		fault.Respond(w, r, err)
		return
	}
	e.setCookie(w, r, cookie, expires)
	w.WriteHeader(http.StatusNoContent)
}

func (e *Edge) signOut(w http.ResponseWriter, r *http.Request) {
	if old, err := r.Cookie(e.name(r)); err == nil {
		if err := e.Sessions.End(r.Context(), old.Value, time.Now()); err != nil {
			fault.Respond(w, r, err)
			return
		}
	}
	e.setCookie(w, r, "", time.Unix(1, 0))
	w.WriteHeader(http.StatusNoContent)
}

// asking is the header by which the application says for whom it asks.
const asking = "Lianqi-Person"

// Authenticate puts whoever asks into the request's context: the holder of the bearer token, else of the cookie. A bad
// token is refused with 401; who has no cookie, or a stale one, is simply nobody. So is a person other than the one whose id
// the header Lianqi-Person names: on a phone that two people share, a tab of the one never writes as the other.
func (e *Edge) Authenticate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var a access.Actor
		var err error
		if scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " "); strings.EqualFold(scheme, "Bearer") {
			if a, err = e.Bearer(r.Context(), token, time.Now()); err != nil {
				w.Header().Set("WWW-Authenticate", `Bearer error="invalid_token"`)
				fault.Respond(w, r, err)
				return
			}
		} else if c, missing := r.Cookie(e.name(r)); missing == nil {
			if a, err = e.Sessions.Load(r.Context(), c.Value, time.Now()); err != nil && !fault.Is(err, fault.Unauthenticated) {
				fault.Respond(w, r, err)
				return
			}
			if said := r.Header.Get(asking); said != "" && said != a.PersonID {
				a = access.Actor{}
			}
		}
		next.ServeHTTP(w, r.WithContext(access.With(r.Context(), a)))
	})
}

// SameOrigin refuses what a browser sends from another site, unless it only reads. publicURL is where people reach the
// server when that differs from the Host that it sees; empty otherwise.
func SameOrigin(publicURL string, next http.Handler) (http.Handler, error) {
	guard := http.NewCrossOriginProtection()
	if publicURL != "" {
		if err := guard.AddTrustedOrigin(strings.TrimRight(publicURL, "/")); err != nil {
			return nil, fmt.Errorf("the public URL: %w", err)
		}
	}
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fault.Respond(w, r, fault.New(fault.Forbidden, "不接受来自其他网站的请求。"))
	}))
	return guard.Handler(next), nil
}

func (e *Edge) secure(r *http.Request) bool { return e.Secure || r.TLS != nil }

// name is the cookie's: with the prefix by which browsers refuse it from other hosts, where https allows that.
func (e *Edge) name(r *http.Request) string {
	if e.secure(r) {
		return "__Host-lianqi"
	}
	return "lianqi"
}

func (e *Edge) setCookie(w http.ResponseWriter, r *http.Request, value string, expires time.Time) {
	http.SetCookie(w, &http.Cookie{
		Name: e.name(r), Value: value, Path: "/", Expires: expires,
		HttpOnly: true, Secure: e.secure(r), SameSite: http.SameSiteLaxMode,
	})
}

func address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
