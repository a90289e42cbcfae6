package plan

import (
	"encoding/binary"
	"math"
	"testing"

	"github.com/jackc/pgx/v5/pgtype"
	"github.com/vektah/gqlparser/v2/ast"
)

// What the database holds and the schema does not know is an error of its field, never shown.
func TestEncodersRefuseWhatIsNotOfTheirType(t *testing.T) {
	t.Parallel()
	g := townGraph(t)
	int8 := func(n int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(n)) }
	float := func(f float64) []byte { return int8(int64(math.Float64bits(f))) }
	for _, c := range []struct {
		typ, want string
		cell      cell
	}{
		{"Int", "2147483647", cell{pgtype.Int8OID, int8(math.MaxInt32)}},
		{"Int", "", cell{pgtype.Int8OID, int8(math.MaxInt32 + 1)}},
		{"Int", "", cell{pgtype.Int8OID, int8(math.MinInt32 - 1)}},
		{"Int", "", cell{pgtype.TextOID, []byte("7")}},
		{"Float", "0.1", cell{pgtype.Float8OID, float(0.1)}},
		{"Float", "", cell{pgtype.Float8OID, float(math.NaN())}},
		{"Float", "", cell{pgtype.Float8OID, float(math.Inf(-1))}},
		{"Status", `"OPEN"`, cell{pgtype.TextOID, []byte("OPEN")}},
		{"Status", "", cell{pgtype.TextOID, []byte("open")}},
		{"DateTime", `"2000-01-01T00:00:00.000001Z"`, cell{pgtype.TimestamptzOID, int8(1)}},
		{"DateTime", "", cell{pgtype.TimestamptzOID, int8(math.MaxInt64)}},
		{"Date", "", cell{pgtype.DateOID, binary.BigEndian.AppendUint32(nil, math.MaxInt32)}},
		{"String", `"\"\\\n"`, cell{pgtype.TextOID, []byte("\"\\\n")}},
	} {
		got, ok := g.encoder(ast.NamedType(c.typ, nil))(nil, c.cell)
		if ok != (c.want != "") || ok && string(got) != c.want {
			t.Errorf("%s of %x: %s, %v; want %q", c.typ, c.cell.b, got, ok, c.want)
		}
	}
}
