import { expect, test } from 'vitest'
import { sniff } from './sniff'

const file = (...parts: (string | number[])[]) =>
  new Blob(parts.map(part => (typeof part === 'string' ? part : Uint8Array.from(part))))
/** A JPEG's head that says how big it is. */
const jpeg = (width: number, height: number) =>
  file([0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255], 'x'.repeat(40))
const png = (width: number, height: number) =>
  file([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13], 'IHDR', [
    0,
    0,
    width >> 8,
    width & 255,
    0,
    0,
    height >> 8,
    height & 255,
  ])

test.each([
  { name: 'JPEG', blob: jpeg(4000, 3000) },
  { name: '48 megapixels', blob: jpeg(8000, 6000) },
  { name: 'PNG', blob: png(1080, 2400) },
  { name: 'WebP', blob: file('RIFF', [0, 0, 0, 0], 'WEBPVP8 ') },
])('H13 takes $name', async ({ blob }) => {
  expect(await sniff(blob)).toBeUndefined()
})

test.each([
  { name: 'nothing', blob: file(), words: '0 字节' },
  { name: 'a HEIC, whatever it is called', blob: file([0, 0, 0, 24], 'ftypheic'), words: 'HEIC' },
  { name: 'a PDF named .jpg', blob: new File(['%PDF-1.7'], 'a.jpg', { type: 'image/jpeg' }), words: 'PDF' },
  { name: 'a video', blob: file([0, 0, 0, 24], 'ftypisom'), words: '视频' },
  { name: '108 megapixels', blob: jpeg(12000, 9000), words: '108 百万像素' },
  { name: 'a big PNG', blob: png(12000, 9000), words: '108 百万像素' },
  { name: 'text', blob: file('hello'), words: 'JPG、PNG 或 WebP' },
])('H13 refuses $name in words', async ({ blob, words }) => {
  expect(await sniff(blob)).toContain(words)
})
