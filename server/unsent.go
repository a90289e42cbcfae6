package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lianqi/graph"
	"lianqi/server/access"
	"lianqi/server/fault"
	"lianqi/server/intake"
	"lianqi/server/once"
	"lianqi/server/photo"
	"lianqi/server/rescue"
	"lianqi/server/session"
)

// sendable are the kinds of records that a phone sends: their mutations, and in which roles people make them.
var sendable = map[string]struct {
	mutation, input string
	roles           []access.Role
}{
	"CHECK_IN":     {"checkIn", "CheckInInput", []access.Role{access.LinkCadre, access.ResidentCadre, access.Office, access.Leader, access.Supervisor}},
	"REPORT":       {"reportProblem", "ReportProblemInput", []access.Role{access.LinkCadre, access.ResidentCadre, access.EnterpriseContact, access.Office, access.Leader, access.Supervisor}},
	"SUPPLEMENT":   {"supplementProblem", "SupplementProblemInput", []access.Role{access.LinkCadre, access.ResidentCadre, access.EnterpriseContact}},
	"PROGRESS":     {"reportProgress", "ReportProgressInput", []access.Role{access.DepartmentHandler}},
	"RESIDENT_LOG": {"writeResidentLog", "WriteResidentLogInput", []access.Role{access.LinkCadre, access.ResidentCadre}},
	"REPLY":        {"replyDispatch", "ReplyDispatchInput", []access.Role{access.DepartmentHandler}},
}

// sender sends as its author would have sent.
type sender struct {
	*Program
	graphql http.Handler
	photos  *photo.Store
	authors *session.Store
	report  *intake.Report
	made    []string // ids of the records that were not there before
}

// importUnsent sends what a phone exported (package rescue) as its authors would have, record by record; each answer stands beside its line,
// counted from 1 in the order of sending. What arrived before is not changed. Who answers for it, and what it made, is in import_log.
func importUnsent(ctx context.Context, p *Program, content []byte, j job) (*intake.Report, error) {
	pack, err := rescue.Read(content)
	if f := fault.As(err); f != nil {
		return nil, errors.New(f.Message)
	} else if err != nil {
		return nil, err
	}
	by, err := answerable(ctx, p.pool, j.by)
	if err != nil {
		return nil, err
	}
	following, stop := context.WithCancel(ctx)
	defer stop()
	if err := p.clock.Follow(following, p.pool, func(err error) { p.Log.Error("the clock is not followed", "error", err) }); err != nil {
		return nil, err
	}
	nouns, err := graph.Nouns(graph.Schema())
	if err != nil {
		return nil, err
	}
	if err := p.openReader(ctx, nouns); err != nil {
		return nil, err
	}
	photos, err := p.photos(ctx)
	if err != nil {
		return nil, err
	}
	authors := session.New(p.pool)
	s := &sender{
		p, graph.Handler(graph.Executable(nouns, p.reader, &graph.Resolver{Verbs: p.verbs(), Session: authors, Now: time.Now})),
		photos, authors, &intake.Report{Noun: "未发送的记录", Unit: "条", Read: len(pack.Items), Saved: !j.options.DryRun},
		[]string{},
	}
	for i, item := range pack.Items {
		if err = s.bring(ctx, i+1, item, pack, j.options.DryRun); err != nil {
			break
		}
	}
	if !j.options.DryRun {
		err = errors.Join(err, s.log(context.WithoutCancel(ctx), by, content, pack))
	}
	return s.report, err
}

// answerable is the person of an office's or administrator's account, who answers for what is brought in.
func answerable(ctx context.Context, pool *pgxpool.Pool, account string) (id string, err error) {
	err = pool.QueryRow(ctx, `-- name: WhoBringsIn
select n.id::text from person n where n.account = $1 and n.disabled_at is null
   and exists (select from person_role r where r.person_id = n.id and r.role in ('OFFICE', 'ADMIN'))`, account).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", fmt.Errorf("账号 %q 不是联企办或系统管理员的账号，请用 --by 写明由谁导入", account)
	}
	if err != nil {
		return "", fmt.Errorf("find who brings it in: %w", err)
	}
	return id, nil
}

// log writes down who brought in what.
func (s *sender) log(ctx context.Context, by string, content []byte, pack *rescue.Pack) error {
	sum := sha256.Sum256(content)
	_, err := s.pool.Exec(ctx, `-- name: LogImport
insert into import_log (id, person_id, file_sha256, device, exported_at, record_ids, unchanged, refused, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		once.New(), by, hex.EncodeToString(sum[:]), pack.Device, pack.ExportedAt, s.made, s.report.Unchanged, len(s.report.Refused()), s.clock.Now())
	if err != nil {
		return fmt.Errorf("write down who brought it in: %w", err)
	}
	return nil
}

// bring sends one record and its photos; the error is of the database, not of the record.
func (s *sender) bring(ctx context.Context, line int, item rescue.Item, pack *rescue.Pack, dry bool) error {
	kind, ok := sendable[item.Kind]
	if !ok {
		s.report.Refuse(line, "kind", item.Kind, "不认识这种记录")
		return nil
	}
	author, err := s.authors.Author(ctx, item.Owner, kind.roles...)
	if f := fault.As(err); f != nil {
		s.report.Refuse(line, "owner", item.OwnerName, "没有这个人，记录没有导入")
		return nil
	} else if err != nil {
		return err
	}
	var known bool
	err = s.pool.QueryRow(ctx, `-- name: UnsentKnown
select exists (select from visit where id::text = $1 union all select from problem where id::text = $1
  union all select from problem_event where id::text = $1 union all select from held_record where id::text = $1
  union all select from resident_log where id::text = $1)`, item.ID).Scan(&known)
	if err != nil {
		return fmt.Errorf("look for the record: %w", err)
	}
	if !dry {
		if f := s.send(access.With(ctx, author), kind.mutation, kind.input, item, pack.App); f != nil && f.Code == fault.WaitingForReview {
			s.report.Flag(line, "title", item.Title, "与企业的联系已结束，等联企办审核")
		} else if f != nil {
			s.report.Refuse(line, "title", item.Title, "%s", f.Message)
			return nil
		}
		s.receive(ctx, line, item, author.PersonID, pack)
	}
	if known {
		s.report.Unchanged++
	} else {
		s.report.Added++
		s.made = append(s.made, item.ID)
	}
	return nil
}

// answered is a response kept in memory.
type answered struct {
	header http.Header
	bytes.Buffer
}

func (a *answered) Header() http.Header { return a.header }
func (a *answered) WriteHeader(int)     {}

// send puts the record's mutation to the contract; nil when it was done.
func (s *sender) send(ctx context.Context, mutation, input string, item rescue.Item, app int) *fault.Fault {
	body, err := json.Marshal(map[string]any{
		"query":     fmt.Sprintf("mutation($input: %s!) { m: %s(input: $input) { userErrors { code message } } }", input, mutation),
		"variables": map[string]any{"input": item.Input},
	})
	if err != nil {
		return fault.New(fault.Invalid, "内容已损坏。")
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "/graphql", bytes.NewReader(body))
	if err != nil {
		return fault.New(fault.Internal, "记录没能送到系统：%v。", err)
	}
	req.Header.Set("Content-Type", "application/json")
	if app > 0 {
		req.Header.Set("Device-App", fmt.Sprint(app))
	}
	answer := &answered{header: http.Header{}}
	s.graphql.ServeHTTP(answer, req)
	var got struct {
		Data struct {
			M *struct{ UserErrors []*fault.Fault }
		}
		Errors []struct {
			Message    string
			Extensions struct{ Code fault.Code }
		}
	}
	switch err := json.Unmarshal(answer.Bytes(), &got); {
	case err != nil:
		return fault.New(fault.Internal, "没有回答。")
	case len(got.Errors) > 0:
		return fault.New(got.Errors[0].Extensions.Code, "%s", got.Errors[0].Message)
	case got.Data.M != nil && len(got.Data.M.UserErrors) > 0:
		return got.Data.M.UserErrors[0]
	}
	return nil
}

// receive takes the photos that the record announces, as far as the file has them.
func (s *sender) receive(ctx context.Context, line int, item rescue.Item, personID string, pack *rescue.Pack) {
	var input struct{ Photos []struct{ SHA256 string } }
	if json.Unmarshal(item.Input, &input) != nil {
		return
	}
	for n, f := range input.Photos {
		sent, ok := pack.Photos[f.SHA256]
		if !ok {
			s.report.Flag(line, "photos", item.Title, "第 %d 张照片不在文件里", n+1)
			continue
		}
		if err := s.photos.Receive(ctx, personID, f.SHA256, sent, time.Now()); err != nil {
			s.report.Flag(line, "photos", item.Title, "第 %d 张照片没有收下：%s", n+1, fault.Public(ctx, err).Message)
		}
	}
}
