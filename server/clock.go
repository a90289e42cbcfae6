package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"lianqi/server/deadline"
	"lianqi/server/hour"
	"lianqi/server/moment"
	"lianqi/server/session"
)

const clockUsage = `用法：lianqi clock            显示演示时钟
      lianqi clock +3d        向前拨 3 天（也可用小时：+5h）
      lianqi clock reset      拨回真实时间`

// setClock shows the demo clock, moves it ahead or lets it keep the computer's time again. Servers that run on the database follow at
// once. An error unless the database is a demonstration's.
func setClock(ctx context.Context, p *Program, args []string) error {
	by, reset, err := clockMove(args)
	if err != nil {
		return err
	}
	if err := p.openDatabase(ctx); err != nil {
		return err
	}
	demo, err := session.New(p.pool).DemoPasswordsValid(ctx)
	switch {
	case err != nil:
		return err
	case !demo:
		return errors.New("只有演示数据库可以拨动时钟：这个数据库里没有演示账号")
	}
	var lead time.Duration
	if len(args) == 0 {
		lead, err = moment.Lead(ctx, p.pool)
	} else {
		lead, err = moment.Advance(ctx, p.pool, by, reset)
	}
	if err != nil {
		return err
	}
	if len(args) > 0 {
		if err := hour.Wake(ctx, p.pool); err != nil {
			return err
		}
	}
	ahead := "与真实时间一致"
	if lead > 0 {
		ahead = fmt.Sprintf("比真实时间快 %d 天 %d 小时", lead/(24*time.Hour), lead%(24*time.Hour)/time.Hour)
	}
	fmt.Fprintf(p.Out, "演示时钟现在是 %s，%s。\n", deadline.Clock(time.Now().Add(lead)), ahead)
	return nil
}

// clockMove reads the arguments of clock: nothing, +3d, +5h or reset.
func clockMove(args []string) (by time.Duration, reset bool, err error) {
	wrong := errors.New(clockUsage)
	switch {
	case len(args) == 0:
		return 0, false, nil
	case len(args) > 1:
		return 0, false, wrong
	case args[0] == "reset":
		return 0, true, nil
	}
	number, ok := strings.CutPrefix(args[0], "+")
	if !ok || number == "" {
		return 0, false, wrong
	}
	unit, ok := map[byte]time.Duration{'d': 24 * time.Hour, 'h': time.Hour}[number[len(number)-1]]
	n, bad := strconv.ParseUint(number[:len(number)-1], 10, 12)
	if !ok || bad != nil || n == 0 {
		return 0, false, wrong
	}
	return time.Duration(n) * unit, false, nil
}
