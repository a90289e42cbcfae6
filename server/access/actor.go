// Package access says who is asking: the Actor, made from a session or a token, carried in the request's context.
package access

import (
	"context"

	"lianqi/server/fault"
)

// Role is what somebody is signed in as (6.5). It chooses the visibility rules; the other fields of Actor are their parameters.
type Role string

const (
	LinkCadre         Role = "LINK_CADRE"         // 联企干部: assigned enterprises, own visits and problems
	ResidentCadre     Role = "RESIDENT_CADRE"     // 驻企干部: one enterprise
	DepartmentHandler Role = "DEPARTMENT_HANDLER" // 承办单位经办: problems handed to the own unit
	Office            Role = "OFFICE"             // 联企办: everything in its division and below
	Leader            Role = "LEADER"             // 领导: map and statistics of the division and below
	Supervisor        Role = "SUPERVISOR"         // 督导组: reads everything of the division and below, handles nothing
	EnterpriseContact Role = "ENTERPRISE_CONTACT" // 企业联系人: the own enterprise
	Admin             Role = "ADMIN"              // 系统管理员: standing data, no problems
	ThirdPartyApp     Role = "THIRD_PARTY_APP"    // 第三方应用: by scope, never whereabouts
	Nobody            Role = "NOBODY"             // not signed in: sees nothing
	System            Role = "SYSTEM"             // 系统: what happens at a set time; nobody signs in as it
)

// Roles are all of them, for what has to be proved for each.
var Roles = []Role{LinkCadre, ResidentCadre, DepartmentHandler, Office, Leader, Supervisor, EnterpriseContact, Admin, ThirdPartyApp, Nobody}

// Actor is who is asking. The zero value is nobody.
type Actor struct {
	Role           Role
	PersonID       string   // empty for an application
	SessionID      string   // empty for an application
	DivisionCode   string   // GB/T 2260 code of the scope; empty for roles without one
	Level          string   // PROVINCE, CITY, COUNTY: of the scope
	Areas          []string // codes of the scope and everything below
	OrganizationID string   // the unit acted for
	EnterpriseID   string   // the enterprise spoken for
	ClientID       string   // the application
	Scopes         []string // of the application
}

// SignedIn reports whether anybody is there.
func (a Actor) SignedIn() bool { return a.Role != "" && a.Role != Nobody }

// Is reports whether the actor has one of the roles.
func (a Actor) Is(roles ...Role) bool {
	for _, r := range roles {
		if a.Role == r {
			return true
		}
	}
	return false
}

// Cadre reports whether the actor visits enterprises.
func (a Actor) Cadre() bool { return a.Is(LinkCadre, ResidentCadre) }

// Over reports whether the actor's area holds the division.
func (a Actor) Over(divisionCode string) bool {
	for _, c := range a.Areas {
		if c == divisionCode {
			return true
		}
	}
	return false
}

// Values are the actor's parameters in SQL, written @actor.name; what the actor does not have is NULL and equals nothing.
func (a Actor) Values() map[string]any {
	return map[string]any{
		"id":           given(a.PersonID),
		"role":         a.RoleName(),
		"session":      given(a.SessionID),
		"division":     given(a.DivisionCode),
		"areas":        a.Areas,
		"area":         given(Prefix(a.DivisionCode)),
		"width":        Width(a.DivisionCode),
		"organization": given(a.OrganizationID),
		"enterprise":   given(a.EnterpriseID),
		"scopes":       a.Scopes,
	}
}

func given(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// RoleName is the role as a plan's key knows it; nobody's for the zero value.
func (a Actor) RoleName() string {
	if !a.SignedIn() {
		return string(Nobody)
	}
	return string(a.Role)
}

type key struct{}

// With puts the actor into the context of a request.
func With(ctx context.Context, a Actor) context.Context { return context.WithValue(ctx, key{}, a) }

// From is the actor of the request; the zero Actor when nobody is signed in.
func From(ctx context.Context) Actor {
	a, _ := ctx.Value(key{}).(Actor)
	return a
}

// Need is the actor of the request, or UNAUTHENTICATED.
func Need(ctx context.Context) (Actor, error) {
	a := From(ctx)
	if !a.SignedIn() {
		return a, fault.New(fault.Unauthenticated, "请先登录。")
	}
	return a, nil
}
