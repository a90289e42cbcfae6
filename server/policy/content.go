package policy

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"time"

	"lianqi/server/fault"
)

// Content is what the book says of a policy.
type Content struct {
	Title          string     // 2 to 120 characters
	Issuer         string     // 2 to 100 characters
	DocumentNumber string     // at most 60 characters; "" when it has none
	IssuedOn       time.Time  // at midnight UTC
	ValidTo        *time.Time // the last day; nil when none is named
	Sectors        []string   // of Sector; none: every industry
	Amount         string     // what there is to get, in words, at most 200 characters
	ApplyMode      string     // of PolicyApplyMode
	Phone          string     // to ask; "" when there is none
	URL            string     // of the original; "" when there is none
	Clauses        []Clause   // at most 50
}

// Clause is one of a policy's.
type Clause struct {
	Heading string // 1 to 60 characters
	Text    string // 2 to 2000 characters
	URL     string // of its own place in the original; "" when there is none
}

const mostClauses = 50

var phoneShape = regexp.MustCompile(`^[0-9+][0-9() -]{2,29}$`)

// clean brings equal contents to one form; INVALID at the member that is wrong.
func (c *Content) clean() (err error) {
	for _, f := range []struct {
		field       string
		text        *string
		least, most int
	}{
		{"title", &c.Title, 2, 120},
		{"issuer", &c.Issuer, 2, 100},
		{"documentNumber", &c.DocumentNumber, 0, 60},
		{"amount", &c.Amount, 0, 200},
		{"phone", &c.Phone, 0, 30},
	} {
		if *f.text, err = fault.Said("content."+f.field, *f.text, f.least, f.most); err != nil {
			return err
		}
	}
	if c.Phone != "" && !phoneShape.MatchString(c.Phone) {
		return fault.At("content.phone", "应是能拨打的号码，如 12345 或 0739-5300000。")
	}
	if c.URL, err = link("content.url", c.URL); err != nil {
		return err
	}
	if c.ValidTo != nil && c.ValidTo.Before(c.IssuedOn) {
		return fault.At("content.validTo", "有效期不能早于发布日期。")
	}
	c.Sectors = append([]string{}, slices.Compact(slices.Sorted(slices.Values(c.Sectors)))...) // never nil: SQL reads that as NULL
	if len(c.Clauses) > mostClauses {
		return fault.At("content.clauses", "最多 %d 条。", mostClauses)
	}
	c.Clauses = slices.Clone(c.Clauses)
	for i := range c.Clauses {
		at, clause := fmt.Sprintf("content.clauses.%d.", i), &c.Clauses[i]
		if clause.Heading, err = fault.Said(at+"heading", clause.Heading, 1, 60); err != nil {
			return err
		}
		if clause.Text, err = fault.Said(at+"text", clause.Text, 2, 2000); err != nil {
			return err
		}
		if clause.URL, err = link(at+"url", clause.URL); err != nil {
			return err
		}
	}
	return nil
}

// link is an address on the web, or none.
func link(field, said string) (string, error) {
	said, err := fault.Said(field, said, 0, 500)
	if err != nil || said == "" {
		return said, err
	}
	u, err := url.Parse(said)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return "", fault.At(field, "应是完整的网址，以 https:// 开头。")
	}
	return said, nil
}
