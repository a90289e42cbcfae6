package db

import (
	"cmp"
	"errors"

	"github.com/jackc/pgx/v5/pgconn"

	"lianqi/server/fault"
)

// refusal is what people read when a constraint refuses their input.
type refusal struct {
	field   string // dotted path of the input field at fault; empty when it is not one field
	message string // Chinese; empty: the general words of the kind of constraint
}

// refusals has the words for the constraints and unique indexes that people can run into, by name. A noun adds its own
// here; a test sees to it that each name exists in the migrated database.
var refusals = map[string]refusal{}

// general has the code and words of each kind of violation, by SQLSTATE.
var general = map[string]fault.Fault{
	"23503": {Code: fault.Invalid, Message: "所引用的内容不存在，或已被删除。"},
	"23505": {Code: fault.Conflict, Message: "已有相同的记录，不能重复。"},
	"23514": {Code: fault.Invalid, Message: "填写的内容不符合规定，请检查后再提交。"},
	"23P01": {Code: fault.Conflict, Message: "与已有的记录重叠，请检查后再提交。"},
	"22021": {Code: fault.Invalid, Message: "文字中有无法保存的字符，请删去后再提交。"},
}

// Fault turns what PostgreSQL refuses into words for people: a taken unique value or an overlap into CONFLICT; a missing
// reference, a failed check or text with a NUL into INVALID. Any other error, and nil, is returned as it is.
func Fault(err error) error {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return err
	}
	f, ok := general[pg.Code]
	if !ok {
		return err
	}
	said := refusals[pg.ConstraintName]
	f.Message = cmp.Or(said.message, f.Message)
	if said.field != "" {
		f.Field = fault.At(said.field, "").Field
	}
	return &f
}
