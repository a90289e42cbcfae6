import { expect, test } from 'vitest'
import { metres } from './distance'

test.each([
  { name: 'the same point', a: { lon: 111.5, lat: 27.2 }, b: { lon: 111.5, lat: 27.2 }, far: 0 },
  { name: 'a degree of latitude', a: { lon: 111, lat: 27 }, b: { lon: 111, lat: 28 }, far: 111_195 },
  { name: 'a degree of longitude at 60°', a: { lon: 0, lat: 60 }, b: { lon: 1, lat: 60 }, far: 55_597 },
  { name: 'over the date line', a: { lon: 179.9, lat: 0 }, b: { lon: -179.9, lat: 0 }, far: 22_239 },
  { name: 'the other side of the world', a: { lon: 0, lat: 0 }, b: { lon: 180, lat: 0 }, far: 20_015_115 },
])('$name', ({ a, b, far }) => {
  expect(metres(a, b)).toBeCloseTo(far, -1)
})
