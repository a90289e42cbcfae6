package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"math/rand/v2"
)

// The picture is of black and white squares that spell a number, so that it is recognized after the server has encoded it anew.
const (
	square      = 16
	columns     = 8
	numberBytes = 8
)

// photo is a picture that somebody took.
type photo struct {
	SHA256 string
	Bytes  int
	Number uint64 // what its squares spell
}

// shoot takes a picture of 20 KB to 600 KB that there was never before.
func shoot() (photo, []byte) {
	number := rand.Uint64()
	img := image.NewGray(image.Rect(0, 0, columns*square, numberBytes*square))
	for y := range numberBytes {
		for x := range columns {
			if number>>(y*columns+x)&1 == 0 {
				continue
			}
			for i := range square * square {
				img.SetGray(x*square+i%square, y*square+i/square, color.Gray{255})
			}
		}
	}
	var b bytes.Buffer
	_ = jpeg.Encode(&b, img, nil) // a buffer takes all
	tail := make([]byte, 20_000+rand.IntN(580_000))
	for i := 0; i+8 <= len(tail); i += 8 {
		binary.LittleEndian.PutUint64(tail[i:], rand.Uint64())
	}
	b.Write(tail)
	return photo{SHA256: shaOf(b.Bytes()), Bytes: b.Len(), Number: number}, b.Bytes()
}

// spelt is the number that a served picture shows.
func spelt(r io.Reader) (number uint64, err error) {
	img, err := jpeg.Decode(r)
	if err != nil {
		return 0, err
	}
	size := img.Bounds()
	w, h := size.Dx()/columns, size.Dy()/numberBytes
	for y := range numberBytes {
		for x := range columns {
			if light, _, _, _ := img.At(size.Min.X+x*w+w/2, size.Min.Y+y*h+h/2).RGBA(); light > 0x7fff {
				number |= 1 << (y*columns + x)
			}
		}
	}
	return number, nil
}

func shaOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
