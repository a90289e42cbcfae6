package visit

import (
	"time"

	"lianqi/server/access"
	"lianqi/server/deadline"
	"lianqi/server/geo"
	"lianqi/server/plan"
)

// The two statements of a check-in: what the database is asked before it is judged, and what is kept of it.

// place is what the database knows of the check-in's place.
type place struct {
	DivisionCode      string
	Radius            float64
	Distance, ToPark  *float64 // metres on the spheroid
	PreviousDistance  *float64
	PreviousAccuracy  *float64
	PreviousCheckedIn *time.Time
	Repeated          bool
	Sent              bool // a check-in of this id is kept or held
}

// measure is the query that asks for the way from the fix to the fence and the check-in before; to the park only outside the fence, where it
// decides. Coordinates that are equal to seven digits are near each other, which is cheaper to see and so is asked first; so is whether a time
// lies outside the check-in's day.
func measure(actor access.Actor, in capture, sees plan.Rule) (sql string, args []any) {
	var lon, lat *float64
	var crs *geo.CRS
	if in.Position != nil {
		lon, lat, crs = &in.Position.Lon, &in.Position.Lat, &in.Position.CRS
	}
	day, next := dayOf(in.at())
	args = []any{in.EnterpriseID, in.point, actor.PersonID, in.at(), lon, lat, crs, day, next, in.ID}
	see := plan.See(sees, plan.Actor{Role: actor.RoleName(), Values: actor.Values()}, &args)
	return `
		-- name: PlaceOfCheckIn
		select e.division_code, e.fence_radius::float8 as radius, f.distance,
		       case when f.distance <= e.fence_radius then null else (
		         select st_distance(k.boundary::geography, $2::geometry::geography) from park k where k.id = e.park_id) end as to_park,
		       l.distance as previous_distance, l.accuracy as previous_accuracy, l.checked_in_at as previous_checked_in,
		       exists (
		         select from visit r
		          where r.person_id = $3 and (r.checked_in_at < $8 or r.checked_in_at >= $9) and r.raw_crs = $7 and abs(st_x(r.raw_point) - $5) < 1e-6
		            and round(st_x(r.raw_point)::numeric, 7) = round($5::float8::numeric, 7)
		            and round(st_y(r.raw_point)::numeric, 7) = round($6::float8::numeric, 7)) as repeated,
		       exists (select from visit s where s.id = $10) or exists (select from held_record s where s.id = $10) as sent
		  from enterprise e
		 cross join lateral (select st_distance(e.location::geography, $2::geometry::geography) as distance) f
		  left join lateral (
		    select st_distance(b.location::geography, $2::geometry::geography) as distance, b.accuracy, b.checked_in_at
		      from visit b
		     where b.person_id = $3 and b.location is not null and b.checked_in_at <= $4
		     order by b.checked_in_at desc, b.id desc limit 1) l on true
		 where e.id = $1 and ` + see, args
}

// dayOf is when the day of a moment begins and when the next one does.
func dayOf(at time.Time) (day, next time.Time) {
	year, month, date := at.In(deadline.Zone).Date()
	day = time.Date(year, month, date, 0, 0, 0, 0, deadline.Zone)
	return day, day.AddDate(0, 0, 1)
}

// record is the statement that keeps a check-in, judged; nothing is kept of one that should be the first of its id when that was held meanwhile.
func record(actor access.Actor, in capture, p place, first bool) (sql string, args []any) {
	c := Circumstances{CapturedAt: in.CapturedAt, Lead: in.lead, ReceivedAt: in.received, Repeated: p.Repeated}
	var lon, lat, accuracy *float64
	var fixedAt *time.Time
	crs := geo.WGS84
	if in.Position != nil {
		lon, lat, accuracy, fixedAt, crs = &in.Position.Lon, &in.Position.Lat, &in.Position.Accuracy, in.Position.FixedAt, in.Position.CRS
		c.Fix = &Fix{Accuracy: in.Position.Accuracy, At: fixedAt}
		if p.PreviousDistance != nil {
			c.Previous = &Previous{Distance: *p.PreviousDistance, Accuracy: *p.PreviousAccuracy, At: *p.PreviousCheckedIn}
		}
	}
	result := Judge(c.Fix, Target{Distance: p.Distance, Radius: p.Radius, ToPark: p.ToPark})
	return `
		-- name: RecordCheckIn
		insert into visit (id, enterprise_id, person_id, division_code, check_in_result, location, raw_point, raw_crs, accuracy, fixed_at, distance,
		                   flags, reason, note, captured_at, clock_lead, received_at, photos_expected, content_hash)
		select $1, $2, $3, $4, $5, $6, st_point($7, $8), $9, $10, $11, $12, $13, nullif($14, ''), nullif($15, ''), $16, $17, $18, $19, $20
		 where not ($21 and exists (select from held_record where id = $1))`, []any{
		in.ID, in.EnterpriseID, actor.PersonID, p.DivisionCode, result, in.point, lon, lat, crs, accuracy, fixedAt, p.Distance,
		Flags(c), in.Reason, in.Note, in.CapturedAt, in.lead, in.received, len(in.Photos), in.hash, first,
	}
}
