// Plain geometry of maps: web Mercator, boxes, and rings of GeoJSON.
import type { Box, Point } from './area'

/** Web Mercator: the world is a square from 0 to 1, north up. */
export function toWorld({ lon, lat }: Point): { x: number; y: number } {
  const sin = Math.sin((lat * Math.PI) / 180)
  return { x: lon / 360 + 0.5, y: 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI) }
}

/** The outlines of a polygon or multipolygon; none of anything else. */
export function ringsOf(geometry: GeoJSON.Geometry | null): GeoJSON.Position[][] {
  if (geometry?.type === 'Polygon') return geometry.coordinates
  return geometry?.type === 'MultiPolygon' ? geometry.coordinates.flat() : []
}

/** The smallest box around geometries; null around nothing. */
export function boxOf(geometries: (GeoJSON.Geometry | null)[]): Box | null {
  const box: Box = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]
  for (const [lon = 0, lat = 0] of geometries.flatMap(ringsOf).flat()) {
    box[0] = Math.min(box[0], lon)
    box[1] = Math.min(box[1], lat)
    box[2] = Math.max(box[2], lon)
    box[3] = Math.max(box[3], lat)
  }
  return box[0] <= box[2] ? box : null
}

/** The scale (pixels across the world) and the centre at which a box fills a frame, leaving a margin. */
export function frame([west, south, east, north]: Box, width: number, height: number, margin = 24) {
  const a = toWorld({ lon: west, lat: north })
  const b = toWorld({ lon: east, lat: south })
  const scale = Math.min((width - 2 * margin) / (b.x - a.x), (height - 2 * margin) / (b.y - a.y))
  return { scale, x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}

/**
 * Which marks on a map have room for a name: it covers no other mark and no name that came before. Marks are squares, names are
 * as high, both around their place; in pixels.
 */
export function roomForNames(places: readonly { x: number; y: number }[], name = 200, mark = 44): boolean[] {
  const roomy: boolean[] = []
  for (const [i, here] of places.entries()) {
    const clear = (other: { x: number; y: number }, j: number) =>
      i === j ||
      Math.abs(here.y - other.y) >= mark ||
      Math.abs(here.x - other.x) >= (roomy[j] ? name : (name + mark) / 2)
    roomy.push(places.every(clear))
  }
  return roomy
}
