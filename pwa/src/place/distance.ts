export interface Point {
  lon: number
  lat: number
}

const radius = 6_371_008.8

/** Metres between two WGS-84 points on a sphere; within 0.5 % of the spheroid, which is all that a list needs. */
export function metres(a: Point, b: Point): number {
  const rad = Math.PI / 180
  const dLat = (b.lat - a.lat) * rad
  const dLon = (b.lon - a.lon) * rad
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(dLon / 2) ** 2
  return 2 * radius * Math.asin(Math.min(1, Math.sqrt(h)))
}
