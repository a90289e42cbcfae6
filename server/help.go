package main

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
)

// help prints the commands and the settings.
func help(_ context.Context, p *Program, _ []string) error {
	fmt.Fprintf(p.Out, "联企通：联系服务企业，从走访、报送到交办、销号\n\n用法：lianqi 命令\n\n")
	for _, c := range commands() {
		fmt.Fprintf(p.Out, "  %-8s  %s\n", c.name, c.line)
	}
	fmt.Fprintf(p.Out, "\n设置（环境变量，都可以不设）：\n\n")
	for _, s := range configTable() {
		fmt.Fprintf(p.Out, "  %-12s  %s（默认：%s）\n", s.name, s.about, cmp.Or(s.fallback, "空"))
	}
	return nil
}

// version prints the revision that the program was built from.
func version(_ context.Context, p *Program, _ []string) error {
	revision := "开发版"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				revision = s.Value
			}
		}
	}
	fmt.Fprintf(p.Out, "联企通 %s（%s）\n", revision, runtime.Version())
	return nil
}
