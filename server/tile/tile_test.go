package tile_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/maptile"

	"lianqi/server/access"
	"lianqi/server/db/dbtest"
	"lianqi/server/enterprise"
	"lianqi/server/park"
	"lianqi/server/problem"
	"lianqi/server/tile"
)

const cadre = "0195d000-0000-7000-8000-000000000001"

// Two neighbouring counties, a firm with a park in each, and what is open there: in 双清区 one overdue and one confidential
// problem and a closed one, in 大祥区 one in time.
const town = `
insert into division (code, name, level, parent_code, boundary) values
  ('430000', '湖南省', 'PROVINCE', null, st_multi(st_makeenvelope(108, 24, 114, 30, 4326))),
  ('430500', '邵阳市', 'CITY', '430000', st_multi(st_makeenvelope(110, 26, 112, 28, 4326))),
  ('430502', '双清区', 'COUNTY', '430500', st_multi(st_makeenvelope(111.4, 27.2, 111.5, 27.3, 4326))),
  ('430503', '大祥区', 'COUNTY', '430500', st_multi(st_makeenvelope(111.3, 27.2, 111.4, 27.3, 4326)));
insert into person (id, account, name, phone) values ('` + cadre + `', 'cadre01', '联企干部·演示01', '13800000000');
insert into organization (id, name, kind, level, division_code) values ('0195d000-0000-7000-8000-00000000000a', '工信局', 'DEPARTMENT', 'CITY', '430500');
insert into park (id, name, level, division_code, location, boundary) values
  ('0195d000-0000-7000-8000-0000000000b1', '双清园区', 'PROVINCIAL', '430502', st_setsrid(st_point(111.465, 27.235), 4326), st_multi(st_makeenvelope(111.46, 27.23, 111.47, 27.24, 4326))),
  ('0195d000-0000-7000-8000-0000000000b2', '大祥园区', 'OTHER', '430503', st_setsrid(st_point(111.35, 27.25), 4326), null);
insert into enterprise (id, name, division_code, location, raw_point) values
  ('0195d000-0000-7000-8000-0000000000e1', '双清演示企业', '430502', st_setsrid(st_point(111.465, 27.235), 4326), st_point(111.465, 27.235)),
  ('0195d000-0000-7000-8000-0000000000e2', '大祥演示企业', '430503', st_setsrid(st_point(111.35, 27.25), 4326), st_point(111.35, 27.25)),
  ('0195d000-0000-7000-8000-0000000000e3', '无位置演示企业', '430503', null, null);
insert into assignment (id, person_id, enterprise_id, role, mode, starts_on) values
  ('0195d000-0000-7000-8000-0000000000a1', '` + cadre + `', '0195d000-0000-7000-8000-0000000000e1', 'LEAD', 'LINKED', '2020-01-01');
insert into problem (id, number, enterprise_id, division_code, park_id, reporter_id, channel, title, description, category, level, confidential, status,
  lead_organization_id, captured_at, submitted_at, accepted_at, due_at, warn_at, due_reason, closed_at, photos_expected, content_hash, search_text)
select ('0195d000-0000-7000-8000-0000000000f' || n)::uuid, 'N' || n, e.id, e.division_code, e.park_id, '` + cadre + `', 'VISIT', '标题', '描述', 'FINANCE', 'COUNTY', secret, status,
  '0195d000-0000-7000-8000-00000000000a', now(), now(), now(), due, due - interval '1 day', '五日内', closed, 0, '', '标题'
  from (values
    (1, '双清演示企业', false, 'IN_PROGRESS', now() - interval '1 hour', null::timestamptz),
    (2, '双清演示企业', true, 'IN_PROGRESS', now() + interval '9 days', null),
    (3, '双清演示企业', false, 'CLOSED', now() - interval '1 hour', now()),
    (4, '大祥演示企业', false, 'IN_PROGRESS', now() + interval '9 days', null),
    (5, '无位置演示企业', false, 'IN_PROGRESS', now() + interval '9 days', null)) v (n, firm, secret, status, due, closed)
  join enterprise e on e.name = v.firm;`

var (
	city    = access.Actor{Role: access.Office, DivisionCode: "430500", Areas: []string{"430500", "430502", "430503"}}
	leader  = access.Actor{Role: access.Leader, DivisionCode: "430500", Areas: []string{"430500", "430502", "430503"}}
	daxiang = access.Actor{Role: access.Office, DivisionCode: "430503", Areas: []string{"430503"}}
	linked  = access.Actor{Role: access.LinkCadre, PersonID: cadre}
	reader  = access.Actor{Role: access.ThirdPartyApp, DivisionCode: "430500", Areas: []string{"430500", "430502", "430503"}, Scopes: []string{"park:read"}}
	admin   = access.Actor{Role: access.Admin}
)

var rules = tile.Rules{
	Division: access.SignedInOnly, Park: park.Sees, Enterprise: enterprise.Sees, Problem: problem.Sees, Lamp: problem.Lamp, Overdue: problem.Overdue,
}

func serve(t *testing.T) (*pgxpool.Pool, *httptest.Server) {
	t.Helper()
	pool := dbtest.New(t)
	if _, err := pool.Exec(context.Background(), town); err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /tiles/{layer}/{z}/{x}/{y}", tile.New(pool, rules))
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var a access.Actor
		_ = json.Unmarshal([]byte(r.Header.Get("X-Actor")), &a)
		mux.ServeHTTP(w, r.WithContext(access.With(r.Context(), a)))
	}))
	t.Cleanup(srv.Close)
	return pool, srv
}

func get(t *testing.T, srv *httptest.Server, a access.Actor, path string, headers ...string) (*http.Response, []byte) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), "GET", srv.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	who, _ := json.Marshal(a)
	req.Header.Set("X-Actor", string(who))
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := srv.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, b
}

// at is the tile of a place.
func at(layer string, z maptile.Zoom, lon, lat float64) (string, maptile.Tile) {
	tl := maptile.At(orb.Point{lon, lat}, z)
	return "/tiles/" + layer + "/" + strconv.Itoa(int(z)) + "/" + strconv.Itoa(int(tl.X)) + "/" + strconv.Itoa(int(tl.Y)) + ".mvt", tl
}

// features are those of the tile at a place, with their geometry in degrees; none for 204.
func features(t *testing.T, srv *httptest.Server, a access.Actor, layer string, z maptile.Zoom, lon, lat float64) []*geojson.Feature {
	t.Helper()
	path, tl := at(layer, z, lon, lat)
	resp, b := get(t, srv, a, path)
	if resp.StatusCode == http.StatusNoContent {
		return nil
	}
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s %s", path, resp.Status, b)
	}
	found, err := mvt.Unmarshal(b)
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != 1 || found[0].Name != layer {
		t.Fatalf("%s has %d layers", path, len(found))
	}
	found.ProjectToWGS84(tl)
	return found[0].Features
}

// summary is the properties of all features, in the order of their names.
func summary(features []*geojson.Feature, names ...string) string {
	var lines []string
	for _, f := range features {
		var parts []string
		for _, name := range names {
			v, _ := json.Marshal(f.Properties[name])
			parts = append(parts, strings.Trim(string(v), `"`))
		}
		lines = append(lines, strings.Join(parts, " "))
	}
	for i := range lines { // few enough
		for j := range i {
			if lines[i] < lines[j] {
				lines[i], lines[j] = lines[j], lines[i]
			}
		}
	}
	return strings.Join(lines, "; ")
}

func TestEveryReaderHasTheirOwnMap(t *testing.T) {
	t.Parallel()
	_, srv := serve(t)
	single, counted := []string{"name", "openProblemCount", "lamp"}, []string{"count", "openProblemCount", "lamp"}
	for _, c := range []struct {
		who   string
		actor access.Actor
		layer string
		zoom  maptile.Zoom
		names []string
		want  string
	}{
		{"office", city, "enterprise", 8, counted, "1 1 GREEN; 1 2 RED"},
		{"office", city, "enterprise", 3, counted, "2 3 RED"},
		{"leader, without the confidential one", leader, "enterprise", 8, counted, "1 1 GREEN; 1 1 RED"},
		{"office of one county", daxiang, "enterprise", 8, counted, "1 1 GREEN"},
		{"cadre", linked, "enterprise", 11, single, "双清演示企业 2 RED"},
		{"leader, without the confidential one", leader, "enterprise", 11, single, "双清演示企业 1 RED"},
		{"admin sees firms, not problems", admin, "enterprise", 8, counted, "1 0 null; 1 0 null"},
		{"application without that scope", reader, "enterprise", 8, counted, ""},
		{"office", city, "problem", 3, []string{"count", "lamp"}, "3 RED"},
		{"office of one county", daxiang, "problem", 3, []string{"count", "lamp"}, "1 GREEN"},
		{"office", city, "problem", 11, []string{"name", "lamp"}, "N1 RED; N2 GREEN"},
		{"leader", leader, "problem", 11, []string{"name", "lamp"}, "N1 RED"},
		{"admin", admin, "problem", 11, []string{"name", "lamp"}, ""},
		{"office", city, "overdue", 3, []string{"count", "lamp"}, "1 RED"},
		{"office of one county", daxiang, "overdue", 3, []string{"count", "lamp"}, ""},
		{"leader", leader, "overdue", 11, []string{"name", "lamp"}, "N1 RED"},
		{"admin", admin, "overdue", 3, []string{"count", "lamp"}, ""},
		{"office", city, "park", 8, single, "双清园区 2 RED; 大祥园区 0 null"},
		{"application", reader, "park", 8, single, "双清园区 0 null; 大祥园区 0 null"},
		{"office", city, "division", 5, single, "湖南省 4 RED"},
		{"office", city, "division", 7, single, "邵阳市 4 RED"},
		{"office", city, "division", 8, single, "双清区 2 RED; 大祥区 2 GREEN"},
		{"office of one county", daxiang, "division", 8, single, "双清区 0 null; 大祥区 2 GREEN"},
	} {
		got := features(t, srv, c.actor, c.layer, c.zoom, 111.465, 27.235)
		if s := summary(got, c.names...); s != c.want {
			t.Errorf("%s, %s at %d: %s, not %s", c.who, c.layer, c.zoom, s, c.want)
		}
		for _, f := range got {
			for name := range f.Properties {
				if !strings.Contains(" id name count openProblemCount lamp ", " "+name+" ") {
					t.Errorf("%s tells %s", c.layer, name)
				}
			}
		}
	}
}

func TestThingsAreWhereTheyAre(t *testing.T) {
	t.Parallel()
	_, srv := serve(t)
	for _, z := range []maptile.Zoom{11, 14, 16} {
		for _, layer := range []string{"enterprise", "problem"} {
			for _, f := range features(t, srv, city, layer, z, 111.465, 27.235) {
				p := f.Geometry.(orb.Point)
				if off := math.Hypot(p.Lon()-111.465, p.Lat()-27.235); off > 360/math.Pow(2, float64(z))/4096 {
					t.Errorf("%s at %d: %v", layer, z, p)
				}
			}
		}
	}
	for z, want := range map[maptile.Zoom]string{9: "Point", 10: "Polygon"} {
		for _, f := range features(t, srv, city, "park", z, 111.465, 27.235) {
			if f.Properties["name"] == "双清园区" && f.Geometry.GeoJSONType() != want {
				t.Errorf("park at %d: %s", z, f.Geometry.GeoJSONType())
			}
		}
	}
	got := features(t, srv, city, "division", 9, 111.465, 27.235)
	for _, f := range got {
		if f.Properties["id"] == "430502" && math.Abs(f.Geometry.Bound().Min.Lon()-111.4) > 0.001 {
			t.Error(f.Geometry.Bound())
		}
	}
}

func TestTileRequests(t *testing.T) {
	t.Parallel()
	pool, srv := serve(t)
	path, _ := at("enterprise", 11, 111.465, 27.235)
	empty, _ := at("enterprise", 11, 100, 27.235)
	for p, status := range map[string]int{
		path: 200, empty: 204, "/tiles/enterprise/0/0/0.mvt": 200, "/tiles/enterprise/16/65535/65535.mvt": 204,
		"/tiles/enterprise/17/0/0.mvt": 404, "/tiles/enterprise/-1/0/0.mvt": 404, "/tiles/enterprise/1/2/0.mvt": 404, "/tiles/enterprise/1/0/2.mvt": 404,
		"/tiles/enterprise/1/0/-1.mvt": 404, "/tiles/enterprise/1/0/0": 404, "/tiles/enterprise/1/0/0.png": 404, "/tiles/enterprise/1/00/0.mvt": 404,
		"/tiles/enterprise/1/+0/0.mvt": 404, "/tiles/enterprise/1/0x1/0.mvt": 404, "/tiles/enterprise/1/1e1/0.mvt": 404,
		"/tiles/enterprise/16/99999999999999999999/0.mvt": 404, "/tiles/person/1/0/0.mvt": 404, "/tiles/'%20or%20true--/1/0/0.mvt": 404,
	} {
		if resp, b := get(t, srv, city, p); resp.StatusCode != status {
			t.Errorf("%s: %s %s", p, resp.Status, b)
		}
		if resp, _ := get(t, srv, access.Actor{}, p); resp.StatusCode != 401 {
			t.Errorf("nobody gets %s: %s", p, resp.Status)
		}
	}
	plain, body := get(t, srv, city, path, "Accept-Encoding", "identity")
	packed, zipped := get(t, srv, city, path, "Accept-Encoding", "gzip")
	z, err := gzip.NewReader(bytes.NewReader(zipped))
	if err != nil || packed.Header.Get("Content-Encoding") != "gzip" || plain.Header.Get("Content-Encoding") != "" {
		t.Fatal(err, packed.Header, plain.Header)
	}
	if unzipped, err := io.ReadAll(z); err != nil || !bytes.Equal(unzipped, body) {
		t.Error("packed is not plain", err)
	}
	for name, want := range map[string]string{"Content-Type": "application/vnd.mapbox-vector-tile", "Cache-Control": "private, max-age=60"} {
		if plain.Header.Get(name) != want {
			t.Errorf("%s: %q", name, plain.Header.Get(name))
		}
	}
	if again, b := get(t, srv, city, path, "If-None-Match", plain.Header.Get("ETag")); again.StatusCode != 304 || len(b) != 0 {
		t.Error("again:", again.Status)
	}
	if other, _ := get(t, srv, leader, path, "If-None-Match", plain.Header.Get("ETag")); other.StatusCode != 200 {
		t.Error("another reader's tile is the same:", other.Status)
	}
	if _, err := pool.Exec(t.Context(), "update problem set due_at = now() - interval '2 hours', warn_at = now() - interval '1 day' where number = 'N4'"); err != nil {
		t.Fatal(err)
	}
	whole, _ := at("enterprise", 8, 111.465, 27.235)
	if got := features(t, srv, city, "enterprise", 8, 111.465, 27.235); summary(got, "lamp") != "RED; RED" {
		t.Error(whole, "does not follow:", summary(got, "lamp"))
	}
}

func TestTilesReadOnlyTheirSquare(t *testing.T) {
	t.Parallel()
	pool, _ := serve(t)
	if _, err := pool.Exec(t.Context(), `insert into enterprise (id, name, division_code, location, raw_point)
select gen_random_uuid(), '演示企业' || i, '430503', st_setsrid(p, 4326), p from generate_series(1, 4000) i, st_point(108 + i % 80 * 0.08, 24 + i / 80 * 0.12) p;
analyze enterprise; analyze problem`, pgx.QueryExecModeSimpleProtocol); err != nil {
		t.Fatal(err)
	}
	s := tile.New(pool, rules)
	for _, layer := range []string{"enterprise", "problem", "overdue"} {
		_, place := at(layer, 12, 111.465, 27.235)
		sql, args := s.Statement(layer, 12, int(place.X), int(place.Y), city)
		rows, err := pool.Query(t.Context(), "explain "+sql, args...)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			t.Fatal(err)
		}
		if explained := strings.Join(lines, "\n"); strings.Contains(explained, "Seq Scan on enterprise") {
			t.Errorf("%s reads all enterprises:\n%s", layer, explained)
		}
	}
}
