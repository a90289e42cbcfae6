package photo

import (
	"bytes"
	"math"
	"time"

	"github.com/bep/imagemeta"
	"github.com/paulmach/orb"
)

// shanghai is the zone of times that name none.
var shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

// exif is what a camera says about a photo; what it does not say, or says senselessly, is nil.
type exif struct {
	orientation int // 1 to 8
	at          *time.Time
	where       *orb.Point // WGS-84
}

// readExif never fails: a photo without readable metadata is still a photo.
func readExif(sent []byte, format imagemeta.ImageFormat) (found exif) {
	defer func() { _ = recover() }() // the reader takes the types of a stranger's tags for granted
	found.orientation = 1
	var tags imagemeta.Tags
	_, err := imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(sent), ImageFormat: format, Sources: imagemeta.EXIF, Timeout: time.Second,
		ShouldHandleTag: func(tag imagemeta.TagInfo) bool { return wanted[tag.Tag] },
		HandleTag:       func(tag imagemeta.TagInfo) error { tags.Add(tag); return nil },
	})
	if err != nil {
		return found
	}
	all := tags.EXIF()
	if o, ok := all["Orientation"].Value.(uint16); ok && o >= 1 && o <= 8 {
		found.orientation = int(o)
	}
	if text, ok := all["DateTimeOriginal"].Value.(string); ok {
		zone, _ := all["OffsetTimeOriginal"].Value.(string)
		found.at = taken(text, zone)
	}
	if lat, lon, err := tags.GetLatLong(); err == nil && onEarth(lon, lat) {
		found.where = &orb.Point{lon, lat}
	}
	return found
}

var wanted = map[string]bool{
	"Orientation": true, "DateTimeOriginal": true, "OffsetTimeOriginal": true,
	"GPSLatitude": true, "GPSLatitudeRef": true, "GPSLongitude": true, "GPSLongitudeRef": true,
}

func taken(text, zone string) *time.Time {
	at, err := time.Parse("2006:01:02 15:04:05-07:00", text+zone)
	if err != nil {
		at, err = time.ParseInLocation("2006:01:02 15:04:05", text, shanghai)
	}
	if err != nil || at.Year() < 1990 || at.Year() > 2200 {
		return nil
	}
	return &at
}

// onEarth is false for the null island, too, which is what cameras without a fix write.
func onEarth(lon, lat float64) bool {
	return math.Abs(lon) <= 180 && math.Abs(lat) <= 90 && (lon != 0 || lat != 0)
}
