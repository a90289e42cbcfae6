package visit

import (
	"time"

	"lianqi/server/arrival"
)

// The judgement of a check-in (3.1): pure, with the distances measured by the database on the spheroid. It is recorded whatever it says.

// Result is what the place says about a check-in.
type Result string

const (
	InRange    Result = "IN_RANGE"     // 范围内: counts at once
	Uncertain  Result = "UNCERTAIN"    // 待核实: in range only when the fix errs as far as it may, or the enterprise has no point
	OutOfRange Result = "OUT_OF_RANGE" // 范围外
	NoFix      Result = "NO_FIX"       // 无定位: no fix, or one too coarse to say anything
)

// Flag is a doubt for the eyes of an office; never a refusal.
type Flag string

const (
	Teleport            Flag = "TELEPORT"             // faster than MaxSpeed since the cadre's check-in before
	StaleFix            Flag = "STALE_FIX"            // the fix was older than MaxFixAge when the button was pressed
	ClockSkew           Flag = "CLOCK_SKEW"           // the phone's clock was more than MaxClockLead ahead or behind
	RepeatedCoordinates Flag = "REPEATED_COORDINATES" // the same coordinates to seven digits on another day
	LowAccuracy         Flag = "LOW_ACCURACY"         // worse than GoodAccuracy
	LateArrival         Flag = "LATE_ARRIVAL"         // on the phone for more than MaxOffline
)

// The thresholds of 3.1. Those of speed, clock, lateness and the useless fix stand there; those of age and good accuracy are ours.
const (
	UsableAccuracy = 500.0 // metres; a worse fix is none
	GoodAccuracy   = 100.0 // metres
	MaxSpeed       = 150.0 // km/h
	MaxFixAge      = 120 * time.Second
	MaxClockLead   = 5 * time.Minute
	MaxOffline     = 24 * time.Hour
)

// Fix is where the phone thought it was.
type Fix struct {
	Accuracy float64    // metres, 95 %
	At       *time.Time // when the satellites were read; nil when the phone does not say
}

// Target is the enterprise as seen from the fix.
type Target struct {
	Distance *float64 // metres to the centre of its fence; nil when it has no point
	Radius   float64  // metres
	ToPark   *float64 // metres to its park's polygon, 0 inside; nil when it lies in none
}

// Judge says whether a fix is at the enterprise: within its fence, or inside its park. A nil fix is NoFix.
func Judge(fix *Fix, target Target) Result {
	if fix == nil || !(fix.Accuracy <= UsableAccuracy) {
		return NoFix
	}
	within := func(slack float64) bool {
		return target.Distance != nil && *target.Distance-slack <= target.Radius || target.ToPark != nil && *target.ToPark-slack <= 0
	}
	switch {
	case within(0):
		return InRange
	case within(fix.Accuracy), target.Distance == nil && target.ToPark == nil:
		return Uncertain
	default:
		return OutOfRange
	}
}

// Previous is the cadre's check-in before, seen from this one.
type Previous struct {
	Distance float64 // metres between the two fixes
	Accuracy float64 // metres, of the earlier fix
	At       time.Time
}

// Circumstances are what the flags are read from.
type Circumstances struct {
	Fix        *Fix
	CapturedAt time.Time // by the phone's clock
	Lead       *int      // seconds by which that was ahead; nil when nobody knows
	ReceivedAt time.Time // by the server's
	Previous   *Previous // nil when there is none with a fix
	Repeated   bool      // the cadre sent the same coordinates to seven digits on another day
}

// Flags lists what is doubtful, never nil.
func Flags(c Circumstances) []Flag {
	flags := []Flag{}
	raise := func(flag Flag, when bool) {
		if when {
			flags = append(flags, flag)
		}
	}
	at, skew := c.CapturedAt, c.CapturedAt.Sub(c.ReceivedAt)
	if c.Lead != nil {
		at, skew = arrival.Corrected(c.CapturedAt, c.Lead, c.ReceivedAt), (time.Duration(*c.Lead) * time.Second).Abs()
	}
	if c.Fix != nil {
		raise(Teleport, c.Previous != nil && teleported(*c.Fix, *c.Previous, at))
		raise(StaleFix, c.Fix.At != nil && c.CapturedAt.Sub(*c.Fix.At) > MaxFixAge)
		raise(RepeatedCoordinates, c.Repeated)
		raise(LowAccuracy, !(c.Fix.Accuracy <= GoodAccuracy))
	}
	raise(ClockSkew, skew > MaxClockLead)
	raise(LateArrival, c.ReceivedAt.Sub(at) > MaxOffline)
	return flags
}

// teleported compares the least way that both fixes allow with the way that MaxSpeed allows.
func teleported(fix Fix, previous Previous, at time.Time) bool {
	least := previous.Distance - previous.Accuracy - fix.Accuracy
	return least > MaxSpeed*1000*at.Sub(previous.At).Abs().Hours()
}
