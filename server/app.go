package main

import (
	"crypto/sha256"
	"encoding/base64"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// contentTypes are those of the built application's files, by extension. The system's own table is not asked: it differs
// from machine to machine, and browsers refuse modules and workers of another type.
var contentTypes = map[string]string{
	".html":        "text/html; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".mjs":         "text/javascript; charset=utf-8",
	".css":         "text/css; charset=utf-8",
	".json":        "application/json",
	".webmanifest": "application/manifest+json",
	".svg":         "image/svg+xml",
	".png":         "image/png",
	".ico":         "image/x-icon",
	".woff2":       "font/woff2",
	".txt":         "text/plain; charset=utf-8",
}

// encodings are how a file may lie compressed beside the original, in order of preference.
var encodings = []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}}

// app answers with the built PWA, from memory. A path of no file is the application's own (/problem/…) when a browser
// navigates there, and gets index.html; else it is 404.
type app struct {
	files map[string]file // by path below the root
}

type file struct {
	contentType, cache, etag string
	body                     map[string][]byte // by encoding; "" is the original
}

// newApp reads the files below dist/. With recall, recall.js stands in the place of the service worker: browsers ask for it on
// the next navigation, past every cache, and are rid of one that went wrong.
func newApp(built fs.FS, recall bool) (*app, error) {
	dist, err := fs.Sub(built, "dist")
	if err != nil {
		return nil, err
	}
	a := &app{files: map[string]file{}}
	err = fs.WalkDir(dist, ".", func(name string, entry fs.DirEntry, err error) error {
		ext := path.Ext(name)
		if err != nil || entry.IsDir() || ext == ".br" || ext == ".gz" || strings.HasPrefix(entry.Name(), ".") {
			return err
		}
		a.files[name], err = readFile(dist, name)
		return err
	})
	if recall {
		a.files["sw.js"] = a.files["recall.js"]
	}
	return a, err
}

func readFile(dist fs.FS, name string) (file, error) {
	f := file{contentType: contentTypes[path.Ext(name)], cache: "no-cache", body: map[string][]byte{}}
	if f.contentType == "" {
		f.contentType = "application/octet-stream"
	}
	if strings.HasPrefix(name, "assets/") { // the build puts a hash of the content into these names
		f.cache = "public, max-age=31536000, immutable"
	}
	plain, err := fs.ReadFile(dist, name)
	if err != nil {
		return file{}, err
	}
	sum := sha256.Sum256(plain)
	f.etag = base64.RawURLEncoding.EncodeToString(sum[:12])
	f.body[""] = plain
	for _, e := range encodings {
		if packed, err := fs.ReadFile(dist, name+e.suffix); err == nil {
			f.body[e.name] = packed
		}
	}
	return f, nil
}

func (a *app) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "这个地址只能用 GET 打开。", http.StatusMethodNotAllowed)
		return
	}
	f, ok := a.files[strings.TrimPrefix(r.URL.Path, "/")]
	if !ok && navigates(r) {
		if f, ok = a.files["index.html"]; !ok {
			http.Error(w, "网页部分还没有构建，请先运行 make build。", http.StatusServiceUnavailable)
			return
		}
	}
	if !ok {
		http.Error(w, "没有这个地址，请检查网址。", http.StatusNotFound)
		return
	}
	f.write(w, r)
}

// navigates tells a browser that opens a page from a script that asks for data or a file.
func navigates(r *http.Request) bool {
	return path.Ext(r.URL.Path) == "" && strings.Contains(r.Header.Get("Accept"), "text/html")
}

func (f file) write(w http.ResponseWriter, r *http.Request) {
	coding := ""
	for _, e := range encodings {
		if f.body[e.name] != nil && accepts(r.Header.Get("Accept-Encoding"), e.name) {
			coding = e.name
			break
		}
	}
	etag := `"` + f.etag + coding + `"`
	header := w.Header()
	header.Set("Content-Type", f.contentType)
	header.Set("Cache-Control", f.cache)
	header.Set("ETag", etag)
	if strings.Contains(r.Header.Get("If-None-Match"), etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if coding != "" {
		header.Set("Content-Encoding", coding)
	}
	header.Set("Content-Length", strconv.Itoa(len(f.body[coding])))
	if r.Method == http.MethodGet {
		_, _ = w.Write(f.body[coding])
	}
}

// accepts reports whether an Accept-Encoding header names that coding and does not refuse it by q=0.
func accepts(header, coding string) bool {
	for offer := range strings.SplitSeq(header, ",") {
		name, quality, _ := strings.Cut(strings.TrimSpace(offer), ";")
		if strings.TrimSpace(name) == coding {
			_, q, _ := strings.Cut(quality, "q=")
			weight, err := strconv.ParseFloat(strings.TrimSpace(q), 64)
			return err != nil || weight > 0
		}
	}
	return false
}
