package photo

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	_ "image/png" // decoded by image.Decode, as is WebP
	"net/http"
	"strings"
	"time"

	"github.com/bep/imagemeta"
	"github.com/paulmach/orb"
	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp"

	"lianqi/server/fault"
)

const (
	fullEdge  = 2048 // pixels of the longer edge, at most
	thumbEdge = 480
)

// picture is what is kept of a photo.
type picture struct {
	full, thumb   []byte // JPEG
	width, height int    // of full, as people see it
	takenAt       *time.Time
	takenWhere    *orb.Point // WGS-84
}

// picture decodes what was sent, at most two at a time, turns it upright and encodes it anew without its metadata.
func (s *Store) picture(ctx context.Context, sent []byte) (*picture, error) {
	format, err := inspect(sent)
	if err != nil {
		return nil, err
	}
	select {
	case s.decoders <- struct{}{}:
		defer func() { <-s.decoders }()
	case <-ctx.Done():
		return nil, fmt.Errorf("wait to decode a photo: %w", ctx.Err())
	}
	decoded, _, err := image.Decode(bytes.NewReader(sent))
	if err != nil {
		return nil, fault.New(fault.Invalid, "照片不完整或已损坏，请重新拍摄。")
	}
	meta := readExif(sent, format)
	large := upright(shrink(decoded, fullEdge), meta.orientation)
	p := &picture{width: large.Rect.Dx(), height: large.Rect.Dy(), takenAt: meta.at, takenWhere: meta.where}
	if p.full, err = encode(large, 82); err == nil {
		p.thumb, err = encode(shrink(large, thumbEdge), 75)
	}
	return p, err
}

// formats are what we decode, by what Go calls them.
var formats = map[string]imagemeta.ImageFormat{"jpeg": imagemeta.JPEG, "png": imagemeta.PNG, "webp": imagemeta.WebP}

// others are what people send by mistake, by how its first bytes are recognized.
var others = map[string]string{
	"image/gif": "GIF 动图", "image/bmp": "BMP 图片", "application/pdf": "PDF 文件", "application/zip": "压缩包或 Office 文件",
	"text/html; charset=utf-8": "网页文件", "text/xml; charset=utf-8": "SVG 或 XML 文件", "video/mp4": "视频",
}

// inspect recognizes a picture by its bytes, whatever it is called, and refuses one that would take too much memory to
// decode: INVALID or TOO_LARGE, saying what it is instead.
func inspect(sent []byte) (imagemeta.ImageFormat, error) {
	config, name, err := image.DecodeConfig(bytes.NewReader(sent))
	format, ok := formats[name]
	switch {
	case err == nil && ok && config.Width*config.Height > maxPixels:
		return 0, fault.New(fault.TooLarge, "照片有 %d×%d 像素，最多 2400 万像素，请调低相机分辨率。", config.Width, config.Height)
	case err == nil && ok && config.Width*config.Height > 0:
		return format, nil
	case len(sent) > 12 && string(sent[4:8]) == "ftyp" && strings.Contains("heic heix hevc heim mif1 msf1 avif avis", string(sent[8:12])):
		return 0, fault.New(fault.Invalid, "这是 HEIC 或 AVIF 格式的照片，请在相机设置里改为 JPEG（苹果手机：“兼容性最佳”）后重拍。")
	case others[http.DetectContentType(sent)] != "":
		return 0, fault.New(fault.Invalid, "这不是照片，是%s。只接受 JPEG、PNG、WebP。", others[http.DetectContentType(sent)])
	case strings.HasPrefix(http.DetectContentType(sent), "image/"):
		return 0, fault.New(fault.Invalid, "照片不完整或已损坏，请重新拍摄。")
	}
	return 0, fault.New(fault.Invalid, "这不是照片。只接受 JPEG、PNG、WebP。")
}

// shrink returns the picture on white, with its longer edge at most so many pixels.
func shrink(from image.Image, edge int) *image.RGBA {
	w, h := from.Bounds().Dx(), from.Bounds().Dy()
	if longer := max(w, h); longer > edge {
		w, h = max(1, (w*edge+longer/2)/longer), max(1, (h*edge+longer/2)/longer)
	}
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(to, to.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	if to.Rect.Size() == from.Bounds().Size() {
		draw.Draw(to, to.Rect, from, from.Bounds().Min, draw.Over)
	} else {
		draw.BiLinear.Scale(to, to.Rect, from, from.Bounds(), draw.Over, nil)
	}
	return to
}

// upright turns and mirrors a picture as its EXIF orientation (1 to 8) asks.
func upright(from *image.RGBA, orientation int) *image.RGBA {
	w, h := from.Rect.Dx(), from.Rect.Dy()
	right, bottom := w-1, h-1
	var source func(x, y int) (int, int) // the pixel that is seen at x, y
	switch orientation {
	case 2:
		source = func(x, y int) (int, int) { return right - x, y }
	case 3:
		source = func(x, y int) (int, int) { return right - x, bottom - y }
	case 4:
		source = func(x, y int) (int, int) { return x, bottom - y }
	case 5:
		source = func(x, y int) (int, int) { return y, x }
	case 6:
		source = func(x, y int) (int, int) { return y, bottom - x }
	case 7:
		source = func(x, y int) (int, int) { return right - y, bottom - x }
	case 8:
		source = func(x, y int) (int, int) { return right - y, x }
	default:
		return from
	}
	if orientation >= 5 {
		w, h = h, w
	}
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			to.SetRGBA(x, y, from.RGBAAt(source(x, y)))
		}
	}
	return to
}

func encode(from image.Image, quality int) ([]byte, error) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, from, &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("encode a picture: %w", err)
	}
	return b.Bytes(), nil
}
