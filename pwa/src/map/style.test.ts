import { describe, expect, it } from 'vitest'
import type { Area, Scene } from './area'
import type { Palette } from './palette'
import { styleOf } from './style'

const palette = { late: 'late', soft: 'open', self: 'clear', theme: 'dark' } as Palette
const square: GeoJSON.Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ],
  ],
}
const area = (code: string, shade: Area['shade']): Area => ({
  code,
  name: code,
  boundary: square,
  labelPoint: { lon: 1, lat: 2 },
  shade,
})
const scene: Scene = {
  self: area('4305', 'NONE'),
  areas: [area('430502', 'LATE'), area('430503', 'OPEN')],
  points: 'enterprise',
  enterprises: [],
}

describe('the style of a map', () => {
  it('gives each division its shade and the colour of it', () => {
    const style = styleOf(scene, palette, '')
    const shades = JSON.stringify(style.sources.area)
    expect(shades).toContain('{"code":"430502","shade":"LATE"}')
    expect(shades).toContain('{"code":"430503","shade":"OPEN"}')
    expect(style.layers.find(({ id }) => id === 'area')?.paint).toEqual({
      'fill-color': ['match', ['get', 'shade'], 'LATE', 'late', 'OPEN', 'open', 'clear'],
    })
  })
  it('takes its tiles from our own server and needs no fonts from anywhere', () => {
    const style = styleOf(scene, palette, 'https://lq.example')
    expect(style.sources.enterprise).toMatchObject({ tiles: ['https://lq.example/tiles/enterprise/{z}/{x}/{y}.mvt'] })
    expect(style.glyphs).toBeUndefined()
    expect(style.sprite).toBeUndefined()
  })
  it('labels each division once, and the division itself only where it has no parts', () => {
    const labels = (of: Scene) => JSON.stringify(styleOf(of, palette, '').sources.label)
    expect(labels(scene)).not.toContain('"4305"')
    expect(labels({ ...scene, areas: [] })).toContain('"4305"')
  })
  it('draws the points that were chosen', () => {
    const sourceOf = (points: Scene['points']) =>
      styleOf({ ...scene, points }, palette, '').layers.find(({ id }) => id === 'point')
    for (const points of ['enterprise', 'problem', 'overdue'] as const) {
      expect(sourceOf(points)).toMatchObject({ source: points, 'source-layer': points })
    }
  })
})
