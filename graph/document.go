package graph

import (
	"context"

	"lianqi/server/document"
)

func (m mutation) SaveDocumentTemplate(ctx context.Context, in SaveDocumentTemplateInput) (*SaveDocumentTemplatePayload, error) {
	id, err := m.Document.Save(ctx, actor(ctx), document.TemplateInput{
		Kind: string(in.Kind), DivisionCode: text(in.DivisionCode), Name: in.Name, Heading: in.Heading, Numbering: in.Numbering,
		Intro: text(in.Intro), Footer: text(in.Footer),
	})
	errs, err := userErrors(err)
	return &SaveDocumentTemplatePayload{DocumentTemplate: row(id, errs), UserErrors: errs}, err
}
