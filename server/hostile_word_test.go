package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// speakers are the functions whose text people read, with the place of the text among the arguments.
var speakers = map[string]int{"fault.New": 1, "fault.At": 1, "http.Error": 1, "refuse": 3, "malformed": 0, "invalid": 0}

// technical are the words of other languages that stand in sentences for people, being names.
var technical = regexp.MustCompile(`%[a-z%]|UUID|JSON|UTF-8|GET|HEAD|POST|PATCH|DELETE|query|operationName|variables|extensions|application/[a-z+-]+|MiB|` +
	`GraphQL|SHA-256|RFC|Upload-(Offset|Length)|first|after|WGS84|GCJ02|BD09|CGCS2000|HEIC|AVIF|JPEG|PNG|WebP|GIF|PDF|SVG|XML|grant_type|client_credentials|make build|https://|true|false|--by|T\d\d:`)

// Whatever a fault says is one or more whole Chinese sentences.
func TestFaultsSpeakChinese(t *testing.T) {
	t.Parallel()
	found := 0
	for _, root := range []string{".", "../graph"} {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			name := entry.Name()
			if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || name == "generated.go" {
				return err
			}
			files := token.NewFileSet()
			file, err := parser.ParseFile(files, path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				for _, text := range said(n) {
					found++
					rest := technical.ReplaceAllString(text, "")
					if !sentence.MatchString(text) || regexp.MustCompile(`[A-Za-z]{2}`).MatchString(rest) || strings.ContainsAny(rest, ",;!?") {
						t.Errorf("%s: %q", files.Position(n.Pos()), text)
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if found < 100 {
		t.Errorf("only %d texts were found", found)
	}
}

// said are the texts for people in a call of a speaker, a Fault or a refusal of a constraint.
func said(n ast.Node) (out []string) {
	literal := func(e ast.Expr) {
		if l, ok := e.(*ast.BasicLit); ok && l.Kind == token.STRING {
			if text, err := strconv.Unquote(l.Value); err == nil && text != "" && text != "%s" {
				out = append(out, text)
			}
		}
	}
	switch n := n.(type) {
	case *ast.CallExpr:
		name := ""
		switch f := n.Fun.(type) {
		case *ast.Ident:
			name = f.Name
		case *ast.SelectorExpr:
			if pkg, ok := f.X.(*ast.Ident); ok {
				name = pkg.Name + "." + f.Sel.Name
			}
		}
		if i, ok := speakers[name]; ok && i < len(n.Args) {
			literal(n.Args[i])
		}
	case *ast.KeyValueExpr:
		if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Message" {
			literal(n.Value)
		}
		if l, ok := n.Value.(*ast.CompositeLit); ok && l.Type == nil && len(l.Elts) == 2 { // of db.refusals
			if key, ok := n.Key.(*ast.BasicLit); ok && strings.Contains(key.Value, "_") {
				literal(l.Elts[1])
			}
		}
	}
	return out
}
