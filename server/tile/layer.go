package tile

import "lianqi/server/plan"

// seer is a rule as SQL for whoever asks.
type seer func(plan.Rule) string

// layer makes the statement of a tile, which follows frame.
type layer func(s *Server, at address, see seer) string

var layers = map[string]layer{
	"division": (*Server).division, "park": (*Server).park, "enterprise": (*Server).enterprise, "problem": (*Server).problem,
	"overdue": (*Server).overdue,
}

// frame is the tile $1/$2/$3: its square in Web Mercator, and in degrees with what may stick into it from outside.
const frame = `with frame as materialized (
  select st_tileenvelope($1::int, $2::int, $3::int) as square,
         st_transform(st_tileenvelope($1::int, $2::int, $3::int, margin => 64.0 / 4096), 4326) as degrees)
`

const (
	detailFrom  = 11 // zoom from which enterprises and problems are single
	outlineFrom = 10 // zoom from which parks have their outlines

	// Lamps by their rank, the worst first.
	lamps = `array['RED', 'YELLOW', 'GREEN']`

	// The cell of a point g in Web Mercator, 16 to the edge of a tile.
	cell = `floor((st_x(g) + 20037508.342789244) / (40075016.685578488 / 2 ^ ($1::int + 4))),
          floor((st_y(g) + 20037508.342789244) / (40075016.685578488 / 2 ^ ($1::int + 4)))`
	middle = `st_setsrid(st_point(avg(st_x(g)), avg(st_y(g))), 3857)`
)

// encode is the tile of rows with a Mercator geometry g and the properties named.
func encode(layer, properties, rows string) string {
	return `select st_asmvt(m, '` + layer + `', 4096, 'geom') from (
  select st_asmvtgeom(g, frame.square, 4096, 64, true) as geom, ` + properties + `
    from frame, lateral (` + rows + `) t) m where geom is not null`
}

// rank is that of the lamp of a problem p.
func (s *Server) rank() string { return `array_position(` + lamps + `, ` + s.rules.Lamp + `)` }

// openOf counts the open problems that the reader sees of a row, by the condition on.
func (s *Server) openOf(on string, see seer) string {
	return `lateral (select count(*)::int as "openProblemCount", (` + lamps + `)[min(` + s.rank() + `)] as lamp
          from problem p where p.open and ` + on + ` and ` + see(s.rules.Problem) + `) o`
}

func (s *Server) division(at address, see seer) string {
	level := "COUNTY"
	switch {
	case at.z <= 5:
		level = "PROVINCE"
	case at.z <= 7:
		level = "CITY"
	}
	return encode("division", `id, name, "openProblemCount", lamp`, `
select st_transform(st_simplifypreservetopology(d.boundary, 360 / 2 ^ $1::int / 2048), 3857) as g, d.code as id, d.name, o.*
  from division d cross join `+s.openOf("p.division_code >= area_from(d.code) and p.division_code < area_to(d.code)", see)+`
 where d.boundary && frame.degrees and d.level = '`+level+`' and (select today()) <= coalesce(d.valid_to, 'infinity') and `+see(s.rules.Division))
}

func (s *Server) park(at address, see seer) string {
	shape := "k.location"
	if at.z >= outlineFrom {
		shape = "coalesce(k.boundary, k.location)"
	}
	return encode("park", `id, name, "openProblemCount", lamp`, `
select st_transform(`+shape+`, 3857) as g, k.id::text, k.name, o.*
  from park k cross join `+s.openOf("p.park_id = k.id", see)+`
 where `+shape+` && frame.degrees and `+see(s.rules.Park))
}

func (s *Server) enterprise(at address, see seer) string {
	visible := ` e.location && frame.degrees and ` + see(s.rules.Enterprise)
	if at.z >= detailFrom {
		return encode("enterprise", `id, name, "openProblemCount", lamp`, `
select st_transform(e.location, 3857) as g, e.id::text, e.name, o.*
  from enterprise e cross join `+s.openOf("p.enterprise_id = e.id", see)+` where`+visible)
	}
	return encode("enterprise", `count, "openProblemCount", lamp`, `
select `+middle+` as g, count(*)::int as count, coalesce(sum(n), 0)::int as "openProblemCount",
       (`+lamps+`)[min(rank)] as lamp
  from (select st_transform(e.location, 3857) as g, o.n, o.rank
          from enterprise e left join (
            select p.enterprise_id, count(*) as n, min(`+s.rank()+`) as rank
              from problem p where p.open and `+see(s.rules.Problem)+` group by p.enterprise_id) o on o.enterprise_id = e.id
         where`+visible+`) single
 group by `+cell)
}

func (s *Server) problem(at address, see seer) string {
	return s.problems("problem", "p.open", at, see)
}

func (s *Server) overdue(at address, see seer) string {
	return s.problems("overdue", "p.open and "+s.rules.Overdue, at, see)
}

// problems is a layer of those that are what.
func (s *Server) problems(layer, what string, at address, see seer) string {
	visible := ` ` + what + ` and e.location && frame.degrees and ` + see(s.rules.Problem)
	if at.z >= detailFrom {
		return encode(layer, `id, name, lamp`, `
select st_transform(e.location, 3857) as g, p.id::text, p.number as name, `+s.rules.Lamp+` as lamp
  from problem p join enterprise e on e.id = p.enterprise_id where`+visible)
	}
	return encode(layer, `count, lamp`, `
select `+middle+` as g, count(*)::int as count, (`+lamps+`)[min(rank)] as lamp
  from (select st_transform(e.location, 3857) as g, `+s.rank()+` as rank
          from problem p join enterprise e on e.id = p.enterprise_id where`+visible+`) single
 group by `+cell)
}
