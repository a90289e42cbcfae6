package problem

import (
	"context"

	"lianqi/server/access"
	"lianqi/server/fault"
)

// ConfidentialInput says whether only its parties may read a problem.
type ConfidentialInput struct {
	ProblemID       string
	ExpectedVersion int
	Confidential    bool
	Reason          string // 1 to 1000 characters
}

// SetConfidential makes a problem confidential, or public to all who would see it otherwise. Its co-units are let off, as they may not read
// on, and its title is taken out of what people were told. INVALID when it is so already.
func (s *Store) SetConfidential(ctx context.Context, actor access.Actor, in ConfidentialInput) error {
	reason, err := said("reason", in.Reason, 1, 1000)
	if err != nil {
		return err
	}
	_, err = s.act(ctx, actor, problemOf(in.ProblemID, &in.ExpectedVersion), func(st *step) error {
		if err := Check(st.facts, SetConfidential); err != nil {
			return err
		}
		if st.Confidential == in.Confidential {
			return fault.At("confidential", "这件问题已是这样，没有改动。")
		}
		outcome := Disclosed
		if in.Confidential {
			outcome = Concealed
			for _, d := range st.active() {
				if d.Role == Lead {
					continue
				}
				if err := st.turn(ctx, d, SetConfidential, Concealed, nil); err != nil {
					return err
				}
				if err := st.lapse(ctx, d.ID); err != nil {
					return err
				}
			}
			if err := st.Hush(ctx, st.tx, st.ID); err != nil {
				return err
			}
		}
		return st.move(ctx, SetConfidential, outcome, happened{note: reason}, change{"confidential": in.Confidential})
	})
	return err
}
