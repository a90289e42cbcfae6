package main

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

const tableBegin, tableEnd = "<!-- config:begin -->\n", "<!-- config:end -->"

func TestTheReadmeHasTheConfigurationTable(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	want.WriteString("| Variable | Default | 说明 |\n| --- | --- | --- |\n")
	for _, s := range configTable() {
		fallback := s.fallback
		if fallback != "" {
			fallback = "`" + fallback + "`"
		}
		fmt.Fprintf(&want, "| `%s` | %s | %s |\n", s.name, fallback, s.about)
	}
	_, after, _ := strings.Cut(string(readme), tableBegin)
	got, _, _ := strings.Cut(after, tableEnd)
	if got != want.String() {
		t.Errorf("between %q and %q README.md must read:\n%s", tableBegin, tableEnd, &want)
	}
}

func TestEverySettingIsDescribed(t *testing.T) {
	t.Parallel()
	for _, s := range configTable() {
		if s.name == "" || s.about == "" {
			t.Errorf("the setting %q (%s) lacks its name or description", s.name, s.about)
		}
	}
}

func TestNothingNeedsToBeSet(t *testing.T) {
	t.Parallel()
	cfg, err := loadConfig(nil)
	if err != nil || cfg.Host != "127.0.0.1" || cfg.Port != 8080 || cfg.DataDir != "./data" || cfg.Demo {
		t.Errorf("without settings: %+v, %v", cfg, err)
	}
}
