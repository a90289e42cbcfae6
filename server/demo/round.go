package demo

import (
	"context"
	"math"
	"time"

	"github.com/paulmach/orb"

	"lianqi/server/geo"
	"lianqi/server/visit"
)

// rounds is how many visits are made on which nothing is reported.
const rounds = 330

// goRound lets the cadres visit their firms on working days, mostly honestly: some phones have no fix or a bad one, and a few visits are
// doubtful (3.1).
func (s *script) goRound() {
	var visited []*enterprise
	for _, e := range s.enterprises {
		if e.cadre != nil && e.demo() {
			visited = append(visited, e)
		}
	}
	for i := range rounds {
		c := call{of: visited[(i*7+s.rand.IntN(7))%len(visited)], at: s.ago(1 + s.rand.IntN(40)), result: visit.InRange, note: pick(s.rand, notes...)}
		if i%11 == 0 {
			c.of = visited[i/11%8] // cadre01 goes about every other day
		}
		c.id, c.by = idAt(c.at, "round", i), c.of.cadre
		switch n := s.rand.IntN(100); {
		case n < 4:
			c.result = visit.NoFix
		case c.of.park(s.world) != nil: // anywhere in the park counts
		case n < 12:
			c.result = visit.Uncertain
		case n < 17:
			c.result = visit.OutOfRange
		}
		if i%20 == 7 {
			c.doubt = pick(s.rand, visit.StaleFix, visit.ClockSkew, visit.LateArrival)
		}
		if i%80 == 60 { // always to the digit at the same place, as an application that makes places up would be
			c.of, c.result, c.doubt = visited[100], visit.InRange, visit.RepeatedCoordinates
			c.by = c.of.cadre
		}
		s.checkIn(c)
	}
}

var notes = []string{
	"了解生产情况，宣讲惠企政策，企业暂无新诉求。", "送政策汇编一份，提醒申报时间。", "订单稳定，用工正常，暂无困难。", "看了车间和仓库，企业反映上次问题已解决。",
	"对接下月用工计划，已转人社部门。", "核对企业联系方式和地址，信息准确。", "陪同银行客户经理上门，介绍信用贷款。", "企业负责人外出，与办公室交流，约定下周再来。",
	"检查上次交办事项落实情况，企业认可。", "提醒安全生产和汛期防汛，企业已自查。",
}

// park is the one whose outline holds the firm; nil when there is none.
func (e *enterprise) park(w *world) *park {
	if e.location == nil {
		return nil
	}
	return w.parkAt(*e.location)
}

// call is a visit and what its evidence will say.
type call struct {
	id     string
	by     *person
	of     *enterprise
	at     time.Time
	result visit.Result
	doubt  visit.Flag // empty for none
	note   string
}

// checkIn adds a visit whose place says what its result wants, with its doubt.
func (s *script) checkIn(c call) {
	in := visit.CheckInInput{ID: c.id, EnterpriseID: c.of.id, CapturedAt: c.at, Note: c.note}
	in.Position, in.Reason = s.position(c)
	received := c.at
	switch c.doubt {
	case visit.StaleFix:
		if in.Position != nil {
			old := c.at.Add(-time.Duration(4+s.rand.IntN(20)) * time.Minute)
			in.Position.FixedAt = &old
		}
	case visit.ClockSkew:
		in.CapturedAt = c.at.Add(8 * time.Minute)
	case visit.LateArrival:
		if late := c.at.Add(50 * time.Hour); late.Before(s.now) {
			received = late
		}
	}
	photos := 0
	if s.rand.IntN(12) == 0 {
		photos = 1 + s.rand.IntN(2)
	}
	s.add(received, "check in", func(ctx context.Context, st *stage) error {
		pictures := st.pictures(c.id, photos)
		for _, p := range pictures {
			in.Photos = append(in.Photos, visit.Photo{SHA256: p.sha256, Bytes: len(p.jpeg), TakenAt: &c.at})
		}
		if _, err := st.Visit.CheckIn(ctx, st.actor(c.by), in); err != nil {
			return err
		}
		return st.send(ctx, c.by, pictures)
	})
}

// position is what the phone says, and what the cadre says where that is not in range.
func (s *script) position(c call) (*visit.Position, string) {
	if c.of.location == nil {
		return nil, "企业还没有标注位置。"
	}
	at, fence := *c.of.location, float64(c.of.fence)
	if c.of.recorded != (orb.Point{}) {
		return s.fix(at, 15+15*s.rand.Float64(), 6+12*s.rand.Float64()), "登记的位置在别处，厂区在这里。"
	}
	switch c.result {
	case visit.Uncertain:
		return s.fix(at, fence+60, 120+100*s.rand.Float64()), "厂区较大，在侧门签到，定位有偏差。"
	case visit.OutOfRange:
		return s.fix(at, fence+700+1500*s.rand.Float64(), 8+20*s.rand.Float64()),
			pick(s.rand, "企业在城区另有办公点，在办公点座谈。", "企业已搬迁，新地址待更正。", "与企业负责人在项目工地见面。")
	case visit.NoFix:
		if s.rand.IntN(2) == 0 {
			return s.fix(at, 200, 800+900*s.rand.Float64()), "厂房遮挡，定位误差太大。"
		}
		return nil, pick(s.rand, "车间内没有信号，手机取不到定位。", "手机定位权限被关闭，已重新打开。", "地下车库取不到定位。")
	}
	if c.doubt == visit.RepeatedCoordinates {
		return s.fix(at, 0, 5), ""
	}
	return s.fix(at, 10+110*s.rand.Float64(), 6+30*s.rand.Float64()), ""
}

// fix is what a phone says that stands metres from a point.
func (s *script) fix(p orb.Point, metres, accuracy float64) *visit.Position {
	p = away(p, metres, 2*math.Pi*s.rand.Float64())
	return &visit.Position{Lon: p[0], Lat: p[1], Accuracy: math.Round(accuracy*10) / 10, CRS: geo.WGS84}
}
