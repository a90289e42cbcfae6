package main

import (
	"context"
	"fmt"
	"net"
	"text/tabwriter"
	"time"

	"lianqi/server/demo"
	"lianqi/server/session"
)

// seedIfEmpty loads the demo data into a database that has none, and leaves any other as it is.
func seedIfEmpty(ctx context.Context, p *Program) error {
	empty, err := demo.Empty(ctx, p.pool)
	if err != nil {
		return err
	}
	if empty {
		return p.load(ctx)
	}
	interrupted, err := demo.Interrupted(ctx, p.pool)
	if interrupted {
		fmt.Fprintf(p.Out, "%s上次装入演示数据时被中断，现在只有一部分。要完整的演示，请停止后删除数据目录 %s 再启动。%s\n", red, p.Config.DataDir, plain)
	}
	return err
}

// seed loads the demo data.
func seed(ctx context.Context, p *Program, _ []string) error {
	if err := p.openDatabase(ctx); err != nil {
		return err
	}
	if err := p.load(ctx); err != nil {
		return err
	}
	return p.showAccounts(ctx)
}

func (p *Program) load(ctx context.Context) error {
	photos, err := p.photos(ctx)
	if err != nil {
		return err
	}
	return demo.Load(ctx, p.pool, photos, time.Now(), func(line string) { fmt.Fprintln(p.Out, line) })
}

const red, plain = "\033[31m", "\033[0m"

// showAccounts lists the demo accounts, in red that they are not for a network, while somebody can sign in with one.
func (p *Program) showAccounts(ctx context.Context) error {
	valid, err := session.New(p.pool).DemoPasswordsValid(ctx)
	if err != nil || !valid {
		return err
	}
	fmt.Fprintf(p.Out, "\n演示账号（密码都是 %s）：\n", session.DemoPassword)
	table := tabwriter.NewWriter(p.Out, 0, 0, 2, ' ', 0)
	for _, a := range demo.Accounts {
		fmt.Fprintf(table, "  %s\t%s\t%s\n", a.Name, a.Role, a.Try)
	}
	_ = table.Flush()
	fmt.Fprintf(p.Out, "%s演示密码人人皆知，不得用于联网的服务器。%s\n\n", red, plain)
	return nil
}

// refuseDemoOnNetwork is an error when the server would be reached from other machines while the demo passwords are valid.
func (p *Program) refuseDemoOnNetwork(ctx context.Context, address net.Addr) error {
	if tcp, ok := address.(*net.TCPAddr); ok && tcp.IP.IsLoopback() {
		return nil
	}
	valid, err := session.New(p.pool).DemoPasswordsValid(ctx)
	if err != nil || !valid {
		return err
	}
	return fmt.Errorf("数据库里还有演示账号（密码人人皆知），不能监听 %s。请把 HOST 设为 127.0.0.1，或先停用演示账号", address)
}
