import { expect, test } from 'vitest'
import { fitInto, uprightSize } from './jpeg'

/** The head of a JPEG of the given size; with an orientation it has an EXIF segment of the given byte order. */
function head(width: number, height: number, orientation?: number, little = false): ArrayBuffer {
  const bytes: number[] = [0xff, 0xd8]
  const two = (n: number) => (little ? [n & 255, n >> 8] : [n >> 8, n & 255])
  const four = (n: number) => (little ? [...two(n & 0xffff), ...two(n >> 16)] : [...two(n >> 16), ...two(n & 0xffff)])
  if (orientation) {
    const tiff = [...(little ? [0x49, 0x49] : [0x4d, 0x4d]), ...two(42), ...four(8), ...two(2)]
    tiff.push(...two(0x010f), ...two(2), ...four(1), ...four(0))
    tiff.push(...two(0x0112), ...two(3), ...four(1), ...two(orientation), 0, 0)
    const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff]
    bytes.push(0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255, ...body)
  }
  bytes.push(0xff, 0xdb, 0, 4, 1, 2)
  bytes.push(0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3, ...Array(9).fill(1))
  return new Uint8Array(bytes).buffer
}

test('reads the size of a frame', () => {
  expect(uprightSize(head(8000, 6000))).toEqual({ width: 8000, height: 6000 })
})

test.each([1, 2, 3, 4])('orientation %d stands upright', orientation => {
  expect(uprightSize(head(800, 600, orientation))).toEqual({ width: 800, height: 600 })
})

test.each([5, 6, 7, 8])('orientation %d lies on its side, in both byte orders', orientation => {
  expect(uprightSize(head(800, 600, orientation))).toEqual({ width: 600, height: 800 })
  expect(uprightSize(head(800, 600, orientation, true))).toEqual({ width: 600, height: 800 })
})

test('knows nothing of other or broken files', () => {
  expect(uprightSize(new Uint8Array([0x89, 0x50, 0x4e, 0x47]).buffer)).toBeNull()
  expect(uprightSize(head(800, 600, 6).slice(0, 30))).toBeNull()
  expect(uprightSize(new ArrayBuffer(0))).toBeNull()
})

test.each([
  [
    { width: 8000, height: 6000 },
    { width: 2048, height: 1536 },
  ],
  [
    { width: 600, height: 800 },
    { width: 600, height: 800 },
  ],
  [
    { width: 20000, height: 3 },
    { width: 2048, height: 1 },
  ],
])('%j fits as %j', (size, fitted) => {
  expect(fitInto(size, 2048)).toEqual(fitted)
})
