package photo_test

import (
	"testing"
	"time"

	"lianqi/server/photo"
)

func (d *desk) sweep(later time.Duration) photo.Swept {
	d.Helper()
	found, err := d.store.Sweep(d.Context(), time.Now().Add(later))
	if err != nil {
		d.Fatal(err)
	}
	return found
}

// On each store: a photo whose record never comes is kept 30 days and then forgotten (H21), also so that it may come again; one that
// records announced stays; a picture that was lost is said until it is back.
func TestH21Sweep(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	for name, blobs := range stores(t) {
		t.Run(name, func(t *testing.T) {
			d := newDeskOn(t, t.TempDir(), blobs)
			wanted, orphan := asPNG(t, scene(30, 20)), asPNG(t, scene(20, 30))
			for _, sent := range [][]byte{wanted, orphan} {
				if got := d.send(sent); got.StatusCode != 204 {
					t.Fatal(got.Status, got.message())
				}
			}
			same := photo.Input{SHA256: hashOf(wanted), Bytes: len(wanted)}
			if err := d.announce(same, same); err != nil { // identical photos in two places
				t.Fatal(err)
			}
			if got := d.sweep(29 * day); got != (photo.Swept{}) {
				t.Errorf("after 29 days: %+v", got)
			}
			if got := d.sweep(31 * day); got != (photo.Swept{Orphans: 1}) {
				t.Errorf("after 31 days: %+v", got)
			}
			if got := d.ask("HEAD", "/uploads/"+hashOf(orphan), cadre, nil); got.StatusCode != 404 {
				t.Error("it is still there:", got.Status)
			}
			first := "/photos/" + d.one("select id::text from photo where position = 1")
			second := "/photos/" + d.one("select id::text from photo where position = 2")
			for _, path := range []string{first, second, first + "?size=thumb"} {
				if got := d.ask("GET", path, cadre, nil); got.StatusCode != 200 {
					t.Error(path, got.Status)
				}
			}
			if got := d.send(orphan); got.StatusCode != 204 {
				t.Error("it comes again:", got.Status, got.message())
			}

			lost := cadre + "/" + hashOf(wanted) + ".jpg"
			if err := blobs.Remove(t.Context(), lost); err != nil {
				t.Fatal(err)
			}
			if got := d.sweep(40 * day); got != (photo.Swept{Orphans: 1, Missing: 1}) { // the one that came again has no record still
				t.Errorf("a picture is lost: %+v", got)
			}
			if err := blobs.Put(t.Context(), lost, asJPEG(t, scene(30, 20))); err != nil {
				t.Fatal(err)
			}
			if got := d.sweep(50 * day); got != (photo.Swept{}) {
				t.Errorf("it was restored: %+v", got)
			}
		})
	}
}
