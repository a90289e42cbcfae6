package demo

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
)

// picture is a photo as a phone sends it.
type picture struct {
	sha256 string
	jpeg   []byte
}

// pictures are n drawings of a yard with sheds, no two alike; the same record has the same ones.
func (s *stage) pictures(record string, n int) []picture {
	out := make([]picture, n)
	for i := range out {
		seed := sha256.Sum256([]byte(record + string(rune('0'+i))))
		content := yard(rand.New(rand.NewChaCha8(seed)))
		sum := sha256.Sum256(content)
		out[i] = picture{hex.EncodeToString(sum[:]), content}
	}
	return out
}

// send lets the pictures of a record arrive.
func (s *stage) send(ctx context.Context, by *person, pictures []picture) error {
	if s.photos == nil {
		return nil
	}
	for _, p := range pictures {
		if err := s.photos.Receive(ctx, by.id, p.sha256, p.jpeg, s.at); err != nil {
			return err
		}
	}
	return nil
}

// yard draws sky, ground and a few sheds with gates.
func yard(r *rand.Rand) []byte {
	const width, height, horizon = 640, 480, 230
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	fill := func(x0, y0, x1, y1 int, c color.RGBA) {
		for y := max(y0, 0); y < min(y1, height); y++ {
			for x := max(x0, 0); x < min(x1, width); x++ {
				shade := uint8((x*7 + y*13) % 9) // so that it is not flat
				img.SetRGBA(x, y, color.RGBA{c.R - shade, c.G - shade, c.B - shade, 255})
			}
		}
	}
	fill(0, 0, width, horizon, color.RGBA{170, 200, uint8(215 + r.IntN(35)), 255})
	fill(0, horizon, width, height, color.RGBA{uint8(140 + r.IntN(40)), 140, 128, 255})
	for x := 20 + r.IntN(40); x < width-80; x += 150 + r.IntN(60) {
		tall, wide := 90+r.IntN(80), 90+r.IntN(50)
		wall := color.RGBA{uint8(90 + r.IntN(130)), uint8(90 + r.IntN(110)), uint8(90 + r.IntN(100)), 255}
		fill(x, horizon-tall, x+wide, horizon+50, wall)
		fill(x-6, horizon-tall-12, x+wide+6, horizon-tall, color.RGBA{70, 80, 100, 255})
		fill(x+wide/3, horizon-10, x+2*wide/3, horizon+50, color.RGBA{60, 64, 70, 255})
	}
	var b bytes.Buffer
	_ = jpeg.Encode(&b, img, &jpeg.Options{Quality: 80}) // a bytes.Buffer takes everything
	return b.Bytes()
}
