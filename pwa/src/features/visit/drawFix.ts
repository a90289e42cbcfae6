import { metres, type Point } from '@/place/distance'
import type { Fixed } from '@/place/useFix'

interface Box {
  width: number
  height: number
  side: number
  top: number
  bottom: number
}

const smallestRing = 9
const biggestAccuracy = 500

/**
 * Where fence and phone lie in a picture of `box` pixels, north up, as large as both fit. The enterprise is where
 * metres are counted from; `scale` is pixels a metre.
 */
export function drawFix(enterprise: Point, radius: number, fix: Fixed | null, box: Box) {
  const east = fix ? Math.sign(fix.lon - enterprise.lon) * metres(enterprise, { ...enterprise, lon: fix.lon }) : 0
  const south = fix ? Math.sign(enterprise.lat - fix.lat) * metres(enterprise, { ...enterprise, lat: fix.lat }) : 0
  const blur = Math.min(fix?.accuracy ?? 0, biggestAccuracy)
  const [left, right] = [Math.min(-radius, east - blur), Math.max(radius, east + blur)]
  const [upper, lower] = [Math.min(-radius, south - blur), Math.max(radius, south + blur)]
  const room = { width: box.width - 2 * box.side, height: box.height - box.top - box.bottom }
  const scale = Math.min(room.width / (right - left), room.height / (lower - upper))
  const firm = {
    x: box.side + room.width / 2 - ((left + right) / 2) * scale,
    y: box.top + room.height / 2 - ((upper + lower) / 2) * scale,
  }
  return {
    scale,
    firm,
    fence: radius * scale,
    you: { x: firm.x + east * scale, y: firm.y + south * scale },
    ring: Math.max(smallestRing, blur * scale),
    distance: fix ? metres(enterprise, fix) : 0,
  }
}

/** A round number of metres that is 40 to 120 pixels long, and how long. */
export function scaleBar(scale: number): { length: number; width: number } {
  const length =
    [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000].find(m => m * scale >= 40) ?? 100_000
  return { length, width: length * scale }
}
