// Command lianqi is 联企通's server: the GraphQL service, its database and the web application in one program.
// `lianqi help` lists what it can do and how it is configured.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
)

// command is one thing that the program does.
type command struct {
	name string
	line string // what it does, in one line of Chinese
	run  func(ctx context.Context, p *Program, args []string) error
}

func commands() []command {
	return []command{
		{"serve", "启动服务（加 --demo：数据库为空时装入演示数据）", serve},
		{"migrate", "建立数据库，或升级到本版本的结构", migrate},
		{"seed", "向空数据库装入演示数据和演示账号", seed},
		{"clock", "显示或拨动演示时钟：+3d 快 3 天，+5h 快 5 小时，reset 拨回", setClock},
		{"import", "从文件导入企业、行政区划或园区", importFile},
		{"version", "显示版本", version},
		{"help", "显示本说明", help},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Environ(), os.Stdout, os.Stderr))
}

// run does what args ask and returns the exit code: 0 done, 1 failed, 2 the command or a setting was not understood.
func run(ctx context.Context, args, environ []string, out, errOut io.Writer) int {
	cfg, err := loadConfig(environ)
	if err != nil {
		fmt.Fprintf(errOut, "错误：%v\n", err)
		return 2
	}
	name := "help"
	if len(args) > 0 {
		name, args = args[0], args[1:]
	}
	for _, c := range commands() {
		if c.name != name {
			continue
		}
		p := &Program{
			Config: cfg,
			Out:    out,
			Log:    slog.New(slog.NewTextHandler(errOut, &slog.HandlerOptions{Level: cfg.LogLevel})),
		}
		err := errors.Join(c.run(ctx, p, args), p.Close())
		switch {
		case err == nil, ctx.Err() != nil && errors.Is(err, context.Canceled):
			return 0
		case errors.Is(err, flag.ErrHelp):
			return 2
		}
		fmt.Fprintf(errOut, "错误：%v\n", err)
		return 1
	}
	fmt.Fprintf(errOut, "错误：没有 %q 这个命令。可用的命令见 lianqi help\n", name)
	return 2
}
