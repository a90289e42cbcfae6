package db

import (
	"context"
	"database/sql/driver"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/ewkb"
)

// srid is the only reference system that is stored: WGS-84.
const srid = 4326

var errNotFinite = errors.New("geometry has an empty point, or a coordinate that is not a finite number")

// registerGeometry teaches c to read and write geometry and geography as orb values. The types' ids differ from database
// to database, so each connection looks them up.
func registerGeometry(ctx context.Context, c *pgx.Conn) error {
	rows, err := c.Query(ctx, `
		select name, to_regtype(name)::oid from unnest(array['geometry', 'geography']) name
		where to_regtype(name) is not null`)
	if err != nil {
		return err
	}
	var t pgtype.Type
	_, err = pgx.ForEachRow(rows, []any{&t.Name, &t.OID}, func() error {
		c.TypeMap().RegisterType(&pgtype.Type{Name: t.Name, OID: t.OID, Codec: geometryCodec{}})
		return nil
	})
	// Without prepared statements the parameter's type is not known from the server but only from its Go value.
	for _, g := range []any{
		orb.Point{},
		orb.MultiPoint{},
		orb.LineString{},
		orb.MultiLineString{},
		orb.Polygon{},
		orb.MultiPolygon{},
		orb.Collection{},
	} {
		c.TypeMap().RegisterDefaultPgType(g, "geometry")
	}
	return err
}

// geometryCodec carries orb values as EWKB. NULL is a nil slice, a nil *orb.Point or a nil orb.Geometry. POINT EMPTY,
// NaN, infinities and reference systems other than WGS-84 are errors both ways.
type geometryCodec struct{}

func (geometryCodec) FormatSupported(format int16) bool {
	return format == pgtype.BinaryFormatCode || format == pgtype.TextFormatCode
}

func (geometryCodec) PreferredFormat() int16 { return pgtype.BinaryFormatCode }

// PlanEncode takes orb values only. A *orb.Point is an orb.Geometry too, but ewkb panics on it; pgx follows pointers by itself.
func (geometryCodec) PlanEncode(_ *pgtype.Map, _ uint32, format int16, value any) pgtype.EncodePlan {
	switch value.(type) {
	case orb.Point, orb.MultiPoint, orb.LineString, orb.MultiLineString, orb.Polygon, orb.MultiPolygon, orb.Collection:
		return encodeGeometry(format)
	}
	return nil
}

func (geometryCodec) PlanScan(_ *pgtype.Map, _ uint32, format int16, target any) pgtype.ScanPlan {
	switch target.(type) {
	case *orb.Point, *orb.MultiPoint, *orb.LineString, *orb.MultiLineString, *orb.Polygon, *orb.MultiPolygon,
		*orb.Collection, *orb.Geometry:
		return scanGeometry(format)
	}
	return nil
}

func (geometryCodec) DecodeDatabaseSQLValue(_ *pgtype.Map, _ uint32, _ int16, src []byte) (driver.Value, error) {
	return src, nil
}

func (geometryCodec) DecodeValue(_ *pgtype.Map, _ uint32, format int16, src []byte) (any, error) {
	if src == nil {
		return nil, nil
	}
	return decodeGeometry(format, src)
}

type encodeGeometry int16

func (format encodeGeometry) Encode(value any, buf []byte) ([]byte, error) {
	g := value.(orb.Geometry)
	if !finite(g) {
		return nil, errNotFinite
	}
	b, err := ewkb.Marshal(g, srid)
	if err != nil || b == nil {
		return nil, err
	}
	if int16(format) == pgtype.TextFormatCode {
		return hex.AppendEncode(buf, b), nil
	}
	return append(buf, b...), nil
}

type scanGeometry int16

func (format scanGeometry) Scan(src []byte, target any) error {
	if src == nil {
		return scanNull(target)
	}
	g, err := decodeGeometry(int16(format), src)
	if err != nil {
		return err
	}
	ok := true
	switch t := target.(type) {
	case *orb.Geometry:
		*t = g
	case *orb.Point:
		*t, ok = g.(orb.Point)
	case *orb.MultiPoint:
		*t, ok = g.(orb.MultiPoint)
	case *orb.LineString:
		*t, ok = g.(orb.LineString)
	case *orb.MultiLineString:
		*t, ok = g.(orb.MultiLineString)
	case *orb.Polygon:
		*t, ok = g.(orb.Polygon)
	case *orb.MultiPolygon:
		*t, ok = g.(orb.MultiPolygon)
	case *orb.Collection:
		*t, ok = g.(orb.Collection)
	}
	if !ok {
		return fmt.Errorf("cannot scan %s into %T", g.GeoJSONType(), target)
	}
	return nil
}

// scanNull writes NULL as nil; a plain orb.Point has no nil, so it is an error there.
func scanNull(target any) error {
	switch t := target.(type) {
	case *orb.Geometry:
		*t = nil
	case *orb.MultiPoint:
		*t = nil
	case *orb.LineString:
		*t = nil
	case *orb.MultiLineString:
		*t = nil
	case *orb.Polygon:
		*t = nil
	case *orb.MultiPolygon:
		*t = nil
	case *orb.Collection:
		*t = nil
	default:
		return fmt.Errorf("cannot scan NULL into %T", target)
	}
	return nil
}

func decodeGeometry(format int16, src []byte) (orb.Geometry, error) {
	if format == pgtype.TextFormatCode {
		b := make([]byte, hex.DecodedLen(len(src)))
		if _, err := hex.Decode(b, src); err != nil {
			return nil, err
		}
		src = b
	}
	g, in, err := ewkb.Unmarshal(src)
	if err != nil {
		return nil, err
	}
	if in != srid {
		return nil, fmt.Errorf("geometry is in SRID %d, not %d", in, srid)
	}
	if !finite(g) {
		return nil, errNotFinite
	}
	return g, nil
}

// finite reports whether every coordinate of g is a finite number.
func finite(g orb.Geometry) bool {
	switch g := g.(type) {
	case orb.Point:
		// The difference of a finite number with itself is 0; of NaN and of an infinity it is NaN.
		return g[0]-g[0] == 0 && g[1]-g[1] == 0
	case orb.MultiPoint:
		return all(g)
	case orb.LineString:
		return all(g)
	case orb.MultiLineString:
		return all(g)
	case orb.Ring:
		return all(g)
	case orb.Polygon:
		return all(g)
	case orb.MultiPolygon:
		return all(g)
	case orb.Collection:
		return all(g)
	}
	return true
}

func all[G orb.Geometry](parts []G) bool {
	for _, part := range parts {
		if !finite(part) {
			return false
		}
	}
	return true
}
