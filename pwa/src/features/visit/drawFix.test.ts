import { expect, test } from 'vitest'
import { drawFix, scaleBar } from './drawFix'

const box = { width: 358, height: 218, side: 14, top: 26, bottom: 30 }
const enterprise = { lon: 111.5, lat: 27.2 }
const fixAt = (lon: number, lat: number, accuracy: number) => ({ state: 'FIXED' as const, lon, lat, accuracy, at: 0 })

test('the fence fills the picture when nobody is there', () => {
  const { firm, fence } = drawFix(enterprise, 300, null, box)
  expect(fence).toBeCloseTo(81)
  expect(firm).toEqual({ x: 179, y: 107 })
})

test.each([
  ['near', fixAt(111.5008, 27.2004, 30)],
  ['north-east', fixAt(111.505, 27.204, 65)],
  ['far in the south', fixAt(111.5, 27.1, 20)],
  ['blurred', fixAt(111.501, 27.2, 5000)],
])('everything lies inside the picture, to one scale: %s', (_name, fix) => {
  const { firm, fence, you, scale, distance } = drawFix(enterprise, 300, fix, box)
  for (const [point, reach] of [
    [firm, fence],
    [you, Math.min(fix.accuracy, 500) * scale],
  ] as const) {
    expect(point.x - reach).toBeGreaterThanOrEqual(box.side - 0.01)
    expect(point.x + reach).toBeLessThanOrEqual(box.width - box.side + 0.01)
    expect(point.y - reach).toBeGreaterThanOrEqual(box.top - 0.01)
    expect(point.y + reach).toBeLessThanOrEqual(box.height - box.bottom + 0.01)
  }
  expect(Math.hypot(you.x - firm.x, you.y - firm.y) / scale).toBeCloseTo(distance, -1)
})

test('the bar is a round length', () => {
  expect(scaleBar(0.27)).toEqual({ length: 200, width: 54 })
})
