package outbound

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
	"time"
	"unicode"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/server/access"
	"lianqi/server/db"
	"lianqi/server/fault"
	"lianqi/server/once"
)

// Store changes where messages go.
type Store struct {
	pool *pgxpool.Pool
	now  func() time.Time
}

// New returns the store; now is the clock by which changes are dated.
func New(pool *pgxpool.Pool, now func() time.Time) *Store { return &Store{pool, now} }

// SaveInput is a channel as an administrator wants it, of a unit or of an area.
type SaveInput struct {
	ID             string // the client's own UUID
	Kind           string // LOG, WEBHOOK, WECOM or DINGTALK
	Name           string
	DivisionCode   string // the area whose offices it belongs to; empty for a unit's
	OrganizationID string // the unit; empty for an area's
	URL            string // empty keeps what is there
	Secret         string // empty keeps what is there
	Enabled        bool
}

// Save makes a channel or changes it, and returns its id. FORBIDDEN unless an administrator of its area asks; INVALID for an address that
// is none or leads to this machine, and for a webhook without a secret.
func (s *Store) Save(ctx context.Context, actor access.Actor, in SaveInput) (string, error) {
	if !actor.Is(access.Admin) {
		return "", fault.New(fault.Forbidden, "只有系统管理员可以设置外发。")
	}
	var err error
	if in.ID, err = once.ID(in.ID); err != nil {
		return "", err
	}
	if (in.DivisionCode == "") == (in.OrganizationID == "") {
		return "", fault.At("organizationId", "请选择一个单位或一个地区，二者选一。")
	}
	if in.OrganizationID != "" {
		id, ok := once.Canonical(in.OrganizationID)
		if !ok {
			return "", fault.At("organizationId", "没有找到这个单位。")
		}
		in.OrganizationID = id
	}
	if !strings.ContainsFunc(in.Name, func(r rune) bool { return r != ' ' && unicode.IsPrint(r) }) {
		return "", fault.At("name", "请填写名称。")
	}
	if len(in.Secret) > 200 {
		return "", fault.At("secret", "密钥不能超过 200 个字符。")
	}
	if err := checkURL(in.Kind, in.URL); err != nil {
		return "", err
	}
	return in.ID, db.InTx(ctx, s.pool, func(tx pgx.Tx) error { return s.save(ctx, tx, actor, in) })
}

func (s *Store) save(ctx context.Context, tx pgx.Tx, actor access.Actor, in SaveInput) error {
	var reached bool
	err := tx.QueryRow(ctx, `
		-- name: OutboundArea
		select exists (select from division d where d.code = coalesce((select o.division_code from organization o where o.id = nullif($1, '')::uuid), nullif($2, ''))
		                and (nullif($3, '') is null or d.code >= area_from($3) and d.code < area_to($3)))
		   and not exists (select from outbound_channel c where c.id = $4 and c.division_code is null and c.organization_id is null)`,
		in.OrganizationID, in.DivisionCode, actor.DivisionCode, in.ID).Scan(&reached)
	if err != nil {
		return fmt.Errorf("find the area of a channel: %w", err)
	}
	if !reached {
		return fault.At("organizationId", "没有找到这个单位或地区，或不归您管理。")
	}
	var whole bool
	err = tx.QueryRow(ctx, `
		-- name: SaveOutbound
		insert into outbound_channel as c (id, kind, name, division_code, organization_id, url, secret, enabled, changed_by, changed_at)
		values ($1, $2, $3, nullif($4, ''), nullif($5, '')::uuid, $6, $7, $8, $9, $10)
		on conflict (id) do update set kind = excluded.kind, name = excluded.name, division_code = excluded.division_code,
		  organization_id = excluded.organization_id, enabled = excluded.enabled, changed_by = excluded.changed_by, changed_at = excluded.changed_at,
		  url = case when excluded.url = '' then c.url else excluded.url end, secret = case when excluded.secret = '' then c.secret else excluded.secret end,
		  rest_until = '-infinity'
		 where (c.kind, c.name, c.division_code, c.organization_id, c.enabled) is distinct from
		       (excluded.kind, excluded.name, excluded.division_code, excluded.organization_id, excluded.enabled)
		    or excluded.url not in ('', c.url) or excluded.secret not in ('', c.secret)
		returning (c.kind = 'LOG' or c.url <> '') and (c.kind <> 'WEBHOOK' or length(c.secret) >= 16)`,
		in.ID, in.Kind, strings.TrimSpace(in.Name), in.DivisionCode, in.OrganizationID, in.URL, in.Secret, in.Enabled, actor.PersonID, s.now()).Scan(&whole)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil // it is so already
	}
	if err != nil {
		return err
	}
	if !whole {
		return fault.At("secret", "请填写接收地址；签名推送还须有至少 16 个字符的密钥。")
	}
	return nil
}

// checkURL refuses what cannot be an address of the kind; "" passes. Where a name leads is looked at when it is dialled.
func checkURL(kind, address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.User != nil || u.Scheme != "https" && u.Scheme != "http":
		return fault.At("url", "接收地址应以 https:// 开头，不带用户名和密码。")
	case u.Scheme != "https" && kind != kindWebhook:
		return fault.At("url", "机器人的地址应以 https:// 开头。")
	}
	host := strings.ToLower(u.Hostname())
	if ip, err := netip.ParseAddr(host); err == nil && inner(ip) || host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return fault.At("url", "接收地址不能是本机。")
	}
	return nil
}

// everything is the id of the environment's channel.
const everything = "00000000-0000-4000-8000-000000000001"

// Environment makes the channel that gets a message of each event, by a signed webhook to url; "" ends it.
func (s *Store) Environment(ctx context.Context, url, secret string) error {
	if url != "" && len(secret) < 16 {
		return fmt.Errorf("OUTBOUND_SECRET 至少 16 个字符")
	}
	_, err := s.pool.Exec(ctx, `
		-- name: EnvironmentOutbound
		insert into outbound_channel (id, kind, name, url, secret, enabled, changed_at)
		select $1, 'WEBHOOK', '环境变量', $2, $3, true, $4 where $2 <> ''
		on conflict (id) do update set url = excluded.url, secret = excluded.secret, enabled = true, changed_at = excluded.changed_at`, everything, url, secret, s.now())
	if err == nil && url == "" {
		_, err = s.pool.Exec(ctx, "-- name: EndEnvironmentOutbound\nupdate outbound_channel set enabled = false where id = $1 and enabled", everything)
	}
	if err != nil {
		return fmt.Errorf("set the environment's outbound channel: %w", err)
	}
	return nil
}
