package plan

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/vektah/gqlparser/v2/ast"
)

// cell is a value as PostgreSQL sends it in binary; b is nil for NULL.
type cell struct {
	oid uint32
	b   []byte
}

// elementOf is the type of an array type's elements.
var elementOf = map[uint32]uint32{
	pgtype.TextArrayOID: pgtype.TextOID, pgtype.UUIDArrayOID: pgtype.UUIDOID,
}

// encoder appends the JSON of a cell that is not NULL; false means that the value is none of its type.
type encoder func(b []byte, c cell) ([]byte, bool)

// scalars are the types of columns that a scalar can show, and how. Numerics show nowhere: cast them to float8 or text.
var scalars = map[string]struct {
	oids   []uint32
	encode encoder
}{
	"Int": {[]uint32{pgtype.Int4OID, pgtype.Int8OID}, func(b []byte, c cell) ([]byte, bool) {
		n := integer(c)
		return strconv.AppendInt(b, n, 10), n == int64(int32(n))
	}},
	"Float": {[]uint32{pgtype.Float8OID}, appendFloat},
	"Boolean": {[]uint32{pgtype.BoolOID}, func(b []byte, c cell) ([]byte, bool) {
		return strconv.AppendBool(b, c.b[0] != 0), true
	}},
	"DateTime": {[]uint32{pgtype.TimestamptzOID}, func(b []byte, c cell) ([]byte, bool) { return appendTime(b, instant(c), time.RFC3339Nano) }},
	"Date":     {[]uint32{pgtype.DateOID}, func(b []byte, c cell) ([]byte, bool) { return appendTime(b, instant(c), time.DateOnly) }},
	"GeoJSON":  {[]uint32{pgtype.TextOID}, func(b []byte, c cell) ([]byte, bool) { return append(b, c.b...), true }},
	"ID": {[]uint32{pgtype.UUIDOID, pgtype.TextOID}, func(b []byte, c cell) ([]byte, bool) {
		if c.oid == pgtype.UUIDOID {
			return appendUUID(b, c.b), true
		}
		return appendString(b, c.b), true
	}},
	"String": {[]uint32{pgtype.TextOID}, func(b []byte, c cell) ([]byte, bool) { return appendString(b, c.b), true }},
}

// fits reports whether a column of that type can be shown as t.
func (g *Graph) fits(t *ast.Type, oid uint32) bool {
	if t.Elem != nil {
		return elementOf[oid] != 0 && g.fits(t.Elem, elementOf[oid])
	}
	s, known := scalars[t.Name()]
	if !known {
		s = scalars["String"]
	}
	return slices.Contains(s.oids, oid)
}

// encoder chooses by GraphQL type; the cell's type is one that fits.
func (g *Graph) encoder(t *ast.Type) encoder {
	if t.Elem != nil {
		return list(g.encoder(t.Elem), t.Elem.NonNull)
	}
	if s, known := scalars[t.Name()]; known {
		return func(b []byte, c cell) ([]byte, bool) {
			if !slices.Contains(s.oids, c.oid) { // Check does not see into the rows of lists
				return b, false
			}
			return s.encode(b, c)
		}
	}
	known := g.schema.Types[t.Name()].EnumValues
	return func(b []byte, c cell) ([]byte, bool) {
		return appendString(b, c.b), known.ForName(string(c.b)) != nil
	}
}

// list encodes an array of one dimension.
func list(one encoder, nonNull bool) encoder {
	return func(b []byte, c cell) ([]byte, bool) {
		b, ok := append(b, '['), true
		each(c.b, func(i int, e cell) {
			if i > 0 {
				b = append(b, ',')
			}
			fits := !nonNull
			if e.b == nil {
				b = append(b, "null"...)
			} else {
				b, fits = one(b, e)
			}
			ok = ok && fits
		})
		return append(b, ']'), ok
	}
}

func integer(c cell) int64 {
	switch len(c.b) {
	case 8:
		return int64(binary.BigEndian.Uint64(c.b))
	case 4:
		return int64(int32(binary.BigEndian.Uint32(c.b)))
	}
	return 0
}

// instant is a timestamptz (microseconds) or a date (days), both counted from 2000-01-01 UTC.
func instant(c cell) time.Time {
	if c.oid == pgtype.DateOID {
		return time.Date(2000, 1, 1+int(integer(c)), 0, 0, 0, 0, time.UTC)
	}
	return time.UnixMicro(integer(c) + 946684800e6).UTC()
}

func appendTime(b []byte, t time.Time, layout string) ([]byte, bool) {
	return append(t.AppendFormat(append(b, '"'), layout), '"'), t.Year() > 0 && t.Year() < 10000 // infinity is neither
}

func appendFloat(b []byte, c cell) ([]byte, bool) {
	f := math.Float64frombits(binary.BigEndian.Uint64(c.b))
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return b, false
	}
	format := byte('f')
	if a := math.Abs(f); a != 0 && (a < 1e-6 || a >= 1e21) {
		format = 'e'
	}
	return strconv.AppendFloat(b, f, format, -1, 64), true
}

func appendUUID(b, id []byte) []byte {
	var text [38]byte
	at := text[:]
	at[0], at[9], at[14], at[19], at[24], at[37] = '"', '-', '-', '-', '-', '"'
	hex.Encode(at[1:], id[:4])
	hex.Encode(at[10:], id[4:6])
	hex.Encode(at[15:], id[6:8])
	hex.Encode(at[20:], id[8:10])
	hex.Encode(at[25:], id[10:16])
	return append(b, at...)
}

// appendString appends a JSON string as gqlgen writes it; the database's text is valid UTF-8 without NUL.
func appendString(b, s []byte) []byte {
	if !escapes(s) {
		return append(append(append(b, '"'), s...), '"')
	}
	out := bytes.NewBuffer(b)
	graphql.MarshalString(string(s)).MarshalGQL(out)
	return out.Bytes()
}

// escapes reports whether a text stands otherwise in a JSON string.
func escapes(s []byte) bool {
	for _, c := range s {
		if c < ' ' || c == '"' || c == '\\' {
			return true
		}
	}
	return false
}

// each walks a binary array of one dimension.
func each(v []byte, f func(i int, e cell)) {
	if binary.BigEndian.Uint32(v) == 0 {
		return
	}
	e, rest := cell{oid: binary.BigEndian.Uint32(v[8:])}, v[20:]
	for i := range int(binary.BigEndian.Uint32(v[12:])) {
		e.b, rest = take(rest)
		f(i, e)
	}
}

// record appends the cells of a binary record.
func record(out []cell, v []byte) []cell {
	width, rest := int(binary.BigEndian.Uint32(v)), v[4:]
	for range width {
		c := cell{oid: binary.BigEndian.Uint32(rest)}
		c.b, rest = take(rest[4:])
		out = append(out, c)
	}
	return out
}

// take splits off a value with its length before it; the length of NULL is -1.
func take(v []byte) (value, rest []byte) {
	n := int32(binary.BigEndian.Uint32(v))
	if n < 0 {
		return nil, v[4:]
	}
	return v[4 : 4+n : 4+n], v[4+n:]
}

// Cells are the values that a computed field is made from. What is NULL reads as the zero value.
type Cells []cell

// Null reports whether a value is NULL.
func (c Cells) Null(i int) bool { return c[i].b == nil }

// Text is a text or a uuid.
func (c Cells) Text(i int) string {
	if c[i].oid == pgtype.UUIDOID && !c.Null(i) {
		return pgtype.UUID{Bytes: [16]byte(c[i].b), Valid: true}.String()
	}
	return string(c[i].b)
}

// Int is an int4 or int8.
func (c Cells) Int(i int) int { return int(integer(c[i])) }

// Float is a float8.
func (c Cells) Float(i int) float64 {
	if c.Null(i) {
		return 0
	}
	return math.Float64frombits(binary.BigEndian.Uint64(c[i].b))
}

// Time is a timestamptz, or a date at midnight, in UTC.
func (c Cells) Time(i int) (t time.Time) {
	if !c.Null(i) {
		t = instant(c[i])
	}
	return t
}
