import { describe, expect, it, test } from 'vitest'
import { boxOf, frame, ringsOf, roomForNames, toWorld } from './geometry'

const square: GeoJSON.Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [111, 27],
      [112, 27],
      [112, 28],
      [111, 28],
      [111, 27],
    ],
  ],
}
const two: GeoJSON.MultiPolygon = {
  type: 'MultiPolygon',
  coordinates: [
    square.coordinates,
    [
      [
        [113, 26],
        [114, 26],
        [114, 27],
        [113, 26],
      ],
    ],
  ],
}

it('puts the middle of the world in the middle, north up', () => {
  expect(toWorld({ lon: 0, lat: 0 })).toEqual({ x: 0.5, y: 0.5 })
  expect(toWorld({ lon: 180, lat: 85.051129 }).x).toBe(1)
  expect(toWorld({ lon: 180, lat: 85.051129 }).y).toBeCloseTo(0, 6)
})

it('boxes every part', () => {
  expect(ringsOf(two)).toHaveLength(2)
  expect(boxOf([two, null])).toEqual([111, 26, 114, 28])
  expect(boxOf([null, { type: 'Point', coordinates: [1, 2] }])).toBeNull()
})

it('fits a box into a frame with its margin', () => {
  const { scale, x } = frame([111, 27, 112, 28], 400, 4000, 50)
  expect((toWorld({ lon: 112, lat: 27 }).x - toWorld({ lon: 111, lat: 27 }).x) * scale).toBeCloseTo(300)
  expect(x).toBeCloseTo(111.5 / 360 + 0.5)
})

describe('a name is written where it covers no other mark and no name before it', () => {
  const at = (x: number, y: number) => ({ x, y })
  test.each([
    { what: 'alone', places: [at(0, 0)], roomy: [true] },
    { what: 'far apart', places: [at(0, 0), at(210, 0)], roomy: [true, true] },
    { what: 'one under the other', places: [at(0, 0), at(0, 50)], roomy: [true, true] },
    {
      what: 'side by side, the second would meet the name of the first',
      places: [at(0, 0), at(150, 0)],
      roomy: [true, false],
    },
    { what: 'on each other', places: [at(0, 0), at(10, 10)], roomy: [false, false] },
    {
      what: 'a crowd and one outside',
      places: [at(0, 0), at(20, 5), at(40, 0), at(0, 90)],
      roomy: [false, false, false, true],
    },
  ])('$what', ({ places, roomy }) => {
    expect(roomForNames(places)).toEqual(roomy)
  })
})
