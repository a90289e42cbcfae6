package problem

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lianqi/server/access"
	"lianqi/server/fault"
	"lianqi/server/once"
)

// A problem (项) may hold several items (条, "128项430余条"): the office lists them, the units strike them off one by one.

// MaxItems is how many items a problem may have.
const MaxItems = 50

// SplitInput lists items of a problem, beside those it has.
type SplitInput struct {
	ID        string // the client's own UUID, of the event
	ProblemID string
	Items     []Item // 1 to MaxItems
}

// Item is one matter of a problem.
type Item struct {
	Title          string // 2 to 200 characters
	OrganizationID string // a unit that works on the problem; "" for the lead
}

// Split lists items and returns the problem's id.
func (s *Store) Split(ctx context.Context, actor access.Actor, in SplitInput) (string, error) {
	note := ""
	if err := cleanIDs(&in.ID, &in.ProblemID); err != nil {
		return "", err
	}
	if n := len(in.Items); n < 1 || n > MaxItems {
		return "", fault.At("items", "一次请列 1 到 %d 条，现在是 %d 条。", MaxItems, n)
	}
	items := slices.Clone(in.Items)
	for i := range items {
		title, err := said("title", items[i].Title, 2, 200)
		if err != nil {
			return "", fault.Under(err, "items", strconv.Itoa(i))
		}
		items[i].Title = title
		note += fmt.Sprintf("%d. %s\n", i+1, title)
	}
	in.Items = items
	hash := once.Hash("splitProblem", in)
	return s.act(ctx, actor, problemOf(in.ProblemID, nil).as(in.ID, eventAgain, hash), func(st *step) error {
		if err := Check(st.facts, Split); err != nil {
			return err
		}
		if err := st.list(ctx, items); err != nil {
			return err
		}
		return st.move(ctx, Split, "", happened{id: in.ID, hash: hash, note: short(strings.TrimSpace(note))}, nil)
	})
}

// list writes items after those that the problem has.
func (st *step) list(ctx context.Context, items []Item) error {
	var n int
	if err := st.tx.QueryRow(ctx, "select count(*) from sub_item where problem_id = $1", st.ID).Scan(&n); err != nil {
		return fmt.Errorf("count the items: %w", err)
	}
	if n+len(items) > MaxItems {
		return fault.At("items", "一件问题最多 %d 条子事项，已有 %d 条。", MaxItems, n)
	}
	for i, item := range items {
		unit, ok := once.Canonical(item.OrganizationID)
		works := slices.ContainsFunc(st.active(), func(d *dispatch) bool { return ok && d.OrganizationID == unit })
		if item.OrganizationID != "" && !works {
			return fault.Under(fault.At("organizationId", "这个单位没有在办理这件问题。"), "items", strconv.Itoa(i))
		}
		_, err := st.tx.Exec(ctx, `
			-- name: ListItem
			insert into sub_item (id, problem_id, position, title, organization_id, added_by, added_at) values ($1, $2, $3, $4, nullif($5, '')::uuid, $6, $7)`,
			once.New(), st.ID, n+i+1, item.Title, unit, st.actor.PersonID, st.at)
		if err != nil {
			return fmt.Errorf("list an item: %w", err)
		}
	}
	return nil
}

// FinishInput strikes an item off.
type FinishInput struct {
	ID        string // the client's own UUID, of the event
	SubItemID string
	Note      string // what was done, 1 to 1000 characters
}

// FinishItem strikes an item off and returns the problem's id. FORBIDDEN to a co-unit when the item is not its own; CONFLICT when it is done.
func (s *Store) FinishItem(ctx context.Context, actor access.Actor, in FinishInput) (string, error) {
	if err := cleanIDs(&in.ID, &in.SubItemID); err != nil {
		return "", err
	}
	var err error
	if in.Note, err = said("note", in.Note, 1, 1000); err != nil {
		return "", err
	}
	hash := once.Hash("finishSubItem", in)
	about := subject{noun: "条子事项", query: "select problem_id from sub_item where id = $1", id: in.SubItemID}.as(in.ID, eventAgain, hash)
	return s.act(ctx, actor, about, func(st *step) error {
		if err := Check(st.facts, FinishItem); err != nil {
			return err
		}
		i := slices.IndexFunc(st.dispatches, func(d *dispatch) bool {
			return !d.Status.Final() && d.OrganizationID == actor.OrganizationID && d.Round == st.Round
		})
		d := st.dispatches[i]
		var title, status string
		var unit *string
		err := st.tx.QueryRow(ctx, "select title, status, organization_id from sub_item where id = $1", in.SubItemID).Scan(&title, &status, &unit)
		switch {
		case err != nil:
			return fmt.Errorf("read the item: %w", err)
		case status == "DONE":
			return fault.New(fault.Conflict, "这条子事项已经办结。")
		case d.Role != Lead && (unit == nil || *unit != d.OrganizationID):
			return fault.New(fault.Forbidden, "这条子事项不由贵单位办理。")
		}
		_, err = st.tx.Exec(ctx, `
			-- name: FinishItem
			update sub_item set status = 'DONE', note = $2, done_by = $3, done_at = $4 where id = $1`, in.SubItemID, in.Note, actor.PersonID, st.at)
		if err != nil {
			return fmt.Errorf("finish the item: %w", err)
		}
		if err := st.turn(ctx, d, FinishItem, "", nil); err != nil {
			return err
		}
		return st.move(ctx, FinishItem, "", happened{id: in.ID, hash: hash, note: title + "：" + in.Note, dispatch: d.ID}, nil)
	})
}

// openItems counts the items that are not struck off.
func (st *step) openItems(ctx context.Context) (n int, err error) {
	if err = st.tx.QueryRow(ctx, "select count(*) from sub_item where problem_id = $1 and status = 'OPEN'", st.ID).Scan(&n); err != nil {
		return 0, fmt.Errorf("count the open items: %w", err)
	}
	return n, nil
}

// short is a text cut to what a note may have.
func short(text string) string {
	if r := []rune(text); len(r) > 4000 {
		return string(r[:3999]) + "…"
	}
	return text
}
