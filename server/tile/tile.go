// Package tile serves the map as Mapbox vector tiles, made by PostGIS for each reader.
//
// GET /tiles/{layer}/{z}/{x}/{y}.mvt, with zooms 0 to 16; a tile has one layer of the same name:
//
//	division    outlines: provinces up to zoom 5, cities up to 7, then counties   id (code), name, openProblemCount, lamp
//	park        a point; from zoom 10 the outline where it is known               id, name, openProblemCount, lamp
//	enterprise  from zoom 11 a point                                              id, name, openProblemCount, lamp
//	problem     from zoom 11 the point of its enterprise; open ones only          id, name (number), lamp
//	overdue     of these the overdue ones, as lists and statistics count them     id, name (number), lamp
//
// Below zoom 11 enterprises (count, openProblemCount, lamp) and problems (count, lamp) are counted on a grid of 16 × 16 cells
// a tile; a problem whose enterprise has no place is on no tile. Lamps are RED, YELLOW or GREEN (6.3), the worst of the open problems, and absent where no clock runs. Each layer holds and counts
// only what its reader may see, by the nouns' own rules, and nothing about persons.
package tile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/klauspost/compress/gzip"

	"lianqi/server/access"
	"lianqi/server/fault"
	"lianqi/server/plan"
)

// maxZoom is the deepest zoom; browsers magnify its tiles for those below.
const maxZoom = 16

// Server makes tiles.
type Server struct {
	pool  *pgxpool.Pool
	rules Rules
}

// Rules are what the nouns say: who may see a division d, a park k, an enterprise e and a problem p, and in SQL a problem's lamp and
// whether it is overdue.
type Rules struct {
	Division, Park, Enterprise, Problem plan.Rule
	Lamp, Overdue                       string
}

// New returns the tiles of a database.
func New(pool *pgxpool.Pool, rules Rules) *Server { return &Server{pool, rules} }

// address is a tile's place: column x from the west and row y from the north of the 2^z of the world.
type address struct{ z, x, y int }

// ServeHTTP answers GET with the path values layer, z, x and y (as 5.mvt): 200, 204 for a tile without anything, 304, 401 for
// nobody, and 404 where there is no such tile.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a, err := access.Need(r.Context())
	if err != nil {
		fault.Respond(w, r, err)
		return
	}
	l, known := layers[r.PathValue("layer")]
	at, ok := parse(r.PathValue("z"), r.PathValue("x"), r.PathValue("y"))
	if !known || !ok {
		fault.Respond(w, r, fault.New(fault.NotFound, "没有这块地图。"))
		return
	}
	tile, err := s.make(r.Context(), l, at, a)
	if err != nil {
		fault.Respond(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Cache-Control", "private, max-age=60")
	h.Set("Vary", "Accept-Encoding, Authorization, Cookie")
	if len(tile) == 0 {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	sum := sha256.Sum256(tile)
	etag := `W/"` + hex.EncodeToString(sum[:12]) + `"` // weak: the same tile goes out packed and plain
	h.Set("ETag", etag)
	if strings.Contains(r.Header.Get("If-None-Match"), etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", "application/vnd.mapbox-vector-tile")
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		tile = pack(tile)
	}
	h.Set("Content-Length", strconv.Itoa(len(tile)))
	_, _ = w.Write(tile)
}

// parse reads a tile's place; false where the world has none.
func parse(z, x, y string) (address, bool) {
	row, ok := strings.CutSuffix(y, ".mvt")
	var numbers [3]int
	for i, text := range []string{z, x, row} {
		n, err := strconv.Atoi(text)
		if err != nil || strconv.Itoa(n) != text { // one address for each tile
			return address{}, false
		}
		numbers[i] = n
	}
	at := address{numbers[0], numbers[1], numbers[2]}
	ok = ok && at.z >= 0 && at.z <= maxZoom && at.x >= 0 && at.y >= 0 && at.x < 1<<at.z && at.y < 1<<at.z
	return at, ok
}

// make asks PostGIS for a tile; empty when there is nothing in it.
func (s *Server) make(ctx context.Context, l layer, at address, a access.Actor) (tile []byte, err error) {
	sql, args := s.statement(l, at, a)
	if err := s.pool.QueryRow(ctx, sql, args...).Scan(&tile); err != nil {
		return nil, fmt.Errorf("make a tile: %w", err)
	}
	return tile, nil
}

func (s *Server) statement(l layer, at address, a access.Actor) (sql string, args []any) {
	args = []any{at.z, at.x, at.y}
	actor := plan.Actor{Role: a.RoleName(), Values: a.Values()}
	sql = l(s, at, func(rule plan.Rule) string { return plan.See(rule, actor, &args) })
	return "-- name: Tile\n" + frame + sql, args
}

func pack(tile []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, 5) // a level that exists
	_, _ = w.Write(tile)
	_ = w.Close()
	return b.Bytes()
}
