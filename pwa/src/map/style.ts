// The map's style. The area itself comes with the scene, so that it looks the same at every zoom; its surroundings,
// parks, enterprises and problems are the server's tiles; colours are the design's tokens.
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { Area, Scene, Shade } from './area'
import type { Palette } from './palette'

const tileLayers = ['division', 'park', 'enterprise', 'problem', 'overdue'] as const
/** Below this zoom the server sends counts instead of single points. */
const singleFrom = 11

/** The style of a scene. `origin` is where the tiles come from. */
export function styleOf(scene: Scene, palette: Palette, origin: string): StyleSpecification {
  const sources: StyleSpecification['sources'] = {
    area: { type: 'geojson', data: outlines(partsOf(scene)) },
    self: { type: 'geojson', data: outlines([scene.self]) },
    label: { type: 'geojson', data: labels(partsOf(scene)) },
  }
  for (const name of tileLayers) {
    sources[name] = { type: 'vector', tiles: [`${origin}/tiles/${name}/{z}/{x}/{y}.mvt`], minzoom: 0, maxzoom: 16 }
  }
  return {
    version: 8,
    sources,
    layers: [...ground(palette), ...parks(scene, palette), ...points(scene, palette), names(palette)],
  }
}

/** The divisions inside the scene's own, or that alone when it has none. */
function partsOf({ self, areas }: Scene): Area[] {
  return areas.length > 0 ? areas : [self]
}

function ground(palette: Palette): LayerSpecification[] {
  const shade: Record<Shade, string> = {
    LATE: palette.late,
    OPEN: palette.soft,
    CLEAR: palette.self,
    NONE: palette.self,
  }
  const { LATE, OPEN, CLEAR } = shade
  const edge = { 'line-color': palette.edge, 'line-width': 1 }
  return [
    { id: 'land', type: 'background', paint: { 'background-color': palette.land } },
    {
      id: 'division',
      type: 'line',
      source: 'division',
      'source-layer': 'division',
      paint: { ...edge, 'line-dasharray': [3, 3] },
    },
    {
      id: 'area',
      type: 'fill',
      source: 'area',
      paint: { 'fill-color': ['match', ['get', 'shade'], 'LATE', LATE, 'OPEN', OPEN, CLEAR] },
    },
    { id: 'area-edge', type: 'line', source: 'area', paint: edge },
    { id: 'self', type: 'line', source: 'self', paint: { 'line-color': palette.brand, 'line-width': 2 } },
  ]
}

function parks({ parkId }: Scene, palette: Palette): LayerSpecification[] {
  const park = { source: 'park', 'source-layer': 'park' } as const
  const open: ExpressionSpecification = ['==', ['get', 'id'], parkId ?? '']
  return [
    {
      id: 'park',
      type: 'fill',
      ...park,
      paint: { 'fill-color': ['case', open, palette.brand, palette.park], 'fill-opacity': ['case', open, 0.3, 0.75] },
    },
    {
      id: 'park-edge',
      type: 'line',
      ...park,
      paint: { 'line-color': palette.brand, 'line-width': ['case', open, 2.5, 1.5] },
    },
  ]
}

function points({ points: source }: Scene, palette: Palette): LayerSpecification[] {
  const lamp: ExpressionSpecification = ['coalesce', ['get', 'lamp'], 'NONE']
  const count: ExpressionSpecification = ['coalesce', ['get', 'count'], 1]
  return [
    {
      id: 'point',
      type: 'symbol',
      source,
      'source-layer': source,
      layout: {
        'icon-image': ['concat', 'lamp ', lamp, ` ${palette.theme}`],
        'icon-size': ['interpolate', ['linear'], ['zoom'], 6, 0.6, singleFrom, 0.75, 15, 1],
        'icon-allow-overlap': true,
        'symbol-sort-key': ['match', lamp, 'RED', 3, 'YELLOW', 2, 'GREEN', 1, 0],
        'text-field': ['case', ['>', count, 1], ['to-string', count], ''],
        'text-size': 12,
        'text-offset': [0, 1.1],
        'text-optional': true,
      },
      paint: { 'text-color': palette.ink, 'text-halo-color': palette.surface, 'text-halo-width': 1.5 },
    },
  ]
}

function names(palette: Palette): LayerSpecification {
  return {
    id: 'label',
    type: 'symbol',
    source: 'label',
    layout: { 'text-field': ['get', 'text'], 'text-size': 13, 'text-padding': 4 },
    paint: { 'text-color': palette.meta, 'text-halo-color': palette.self, 'text-halo-width': 1.5 },
  }
}

function outlines(areas: readonly Area[]): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: areas.flatMap(({ code, shade, boundary }) =>
      boundary ? [{ type: 'Feature' as const, geometry: boundary, properties: { code, shade } }] : [],
    ),
  }
}

/** One point a division: a label on its outline would stand on every part of it. */
function labels(areas: readonly Area[]): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: areas.flatMap(({ name, more, labelPoint }) =>
      labelPoint
        ? [
            {
              type: 'Feature' as const,
              geometry: { type: 'Point' as const, coordinates: [labelPoint.lon, labelPoint.lat] },
              properties: { text: more ? `${name}\n${more}` : name },
            },
          ]
        : [],
    ),
  }
}
