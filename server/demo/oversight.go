package demo

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"lianqi/server/problem"
	"lianqi/server/supervision"
)

// oversee sends a supervision group to the city (A12): a trip that is over, one that runs, what it found, and who was pressed.
func (s *script) oversee() {
	group, office, member := idAt(s.start, "supervision group"), "office-city", "supervisor01"
	day := func(back int) time.Time {
		y, m, d := s.now.AddDate(0, 0, -back).Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	at := func(hoursAgo float64) time.Time {
		return s.now.Add(-time.Duration(hoursAgo * float64(time.Hour))).Truncate(time.Second)
	}
	s.add(at(30), "send a supervision group", func(ctx context.Context, st *stage) error {
		return st.Supervision.SaveGroup(ctx, st.actor(s.who(office)), supervision.GroupInput{
			ID: group, Name: "市第一督导组·演示", Divisions: []string{"430502", "430503"}, Members: []string{s.who(member).id}, From: day(45),
		})
	})
	trip := func(key string, back, days int, purpose, summary string) string {
		id := idAt(s.start, "trip", key)
		s.add(at(29), "plan a trip", func(ctx context.Context, st *stage) error {
			return st.Supervision.SaveTrip(ctx, st.actor(s.who(member)), supervision.TripInput{
				ID: id, GroupID: group, DivisionCode: "430502", From: day(back), To: day(back - days), Purpose: purpose, Done: summary != "", Summary: summary,
			})
		})
		return id
	}
	trip("first", 30, 2, "查看百日攻坚交办问题的办理情况", "走访 6 家企业，查阅 12 件问题的流转记录，超期问题已当面交给主办单位。")
	running := trip("second", 1, 3, "回头看超期未答复的问题", "")
	s.add(at(6), "find what is late", func(ctx context.Context, st *stage) error {
		supervisor := st.actor(s.who(member))
		late, err := st.late(ctx, "430502", 3)
		if err != nil || len(late) < 3 {
			return err
		}
		tomorrow := day(-1)
		finding := idAt(st.at, "finding", "late")
		err = st.Supervision.RecordFinding(ctx, supervisor, supervision.FindingInput{
			ID: finding, TripID: running, ProblemID: late[0], Text: "企业反映一直没有人联系，主办单位说不清进展。",
		})
		if err != nil {
			return err
		}
		err = st.Supervision.Raise(ctx, supervisor, supervision.RaiseInput{FindingID: finding, Order: &supervision.Order{
			ID: idAt(st.at, "order", "late"), Kind: string(problem.Oversee), Note: "请当天联系企业，书面说明进展和办结日期。", ReplyBy: &tomorrow,
		}})
		if err != nil {
			return err
		}
		err = st.Supervision.RecordFinding(ctx, supervisor, supervision.FindingInput{
			ID: idAt(st.at, "finding", "firm"), TripID: running, EnterpriseID: s.who("enterprise01").enterprise.id,
			Text: "厂区门口道路破损，货车进出不便，企业尚未上报。",
		})
		if err != nil {
			return err
		}
		for i, id := range late[1:] {
			err := st.Problem.Supervise(ctx, st.actor(s.who("office-county")), problem.SuperviseInput{
				ID: idAt(st.at, "order", id), ProblemID: id, Kind: []problem.OrderKind{problem.Urge, problem.Oversee}[i], Note: "已经超期，请尽快答复企业。", ReplyBy: &tomorrow,
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// late are problems of a division past their date, the longest first.
func (s *stage) late(ctx context.Context, division string, n int) (ids []string, err error) {
	rows, err := s.pool.Query(ctx, `
		select p.id from problem p where p.division_code = $1 and p.status = 'IN_PROGRESS' and p.due_at < $2 and not p.confidential
		 order by p.due_at, p.id limit $3`, division, s.at, n)
	if err == nil {
		ids, err = pgx.CollectRows(rows, pgx.RowTo[string])
	}
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return nil, fmt.Errorf("find what is late: %w", err)
	}
	return ids, nil
}
