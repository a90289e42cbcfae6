package main

import "testing"

// With ALLOW_LIST people send the application's own documents and no others; an application asks what it likes.
func TestAllowList(t *testing.T) {
	t.Parallel()
	f := openFront(t, func(c *Config) { c.AllowList = true })
	const own, other = "\n    query OwnRoles {\n  viewer {\n    roles {\n      id\n      role\n      current\n      organization {\n        id\n        name\n      }\n" +
		"      division {\n        code\n        name\n      }\n    }\n  }\n}\n    ", "{ viewer { roles { id } } }"
	office := f.caller("office-county")
	if got := office.ask(own, nil); len(got.Errors) > 0 {
		t.Errorf("an own document: %v", got.Errors)
	}
	if got := office.ask(other, nil); len(got.Errors) != 1 || got.Errors[0].Extensions["code"] != "FORBIDDEN" || got.Data != nil {
		t.Errorf("another document: %s %v", got.Data, got.Errors)
	}
	if got := f.caller("app").ask(other, nil); len(got.Errors) > 0 {
		t.Errorf("an application: %v", got.Errors)
	}
}
