// The map's style: sources are the server's tiles, colours are the design's tokens.
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { Area, Scene, Shade } from './area'
import type { Palette } from './palette'

const tileLayers = ['division', 'park', 'enterprise', 'problem'] as const
/** Below this zoom the server sends counts instead of single points. */
const singleFrom = 11

/** The style of a scene. `origin` is where the tiles come from. */
export function styleOf(scene: Scene, palette: Palette, origin: string): StyleSpecification {
  const sources: StyleSpecification['sources'] = {
    label: { type: 'geojson', data: labels(scene.areas.length > 0 ? scene.areas : [scene.self]) },
  }
  for (const name of tileLayers) {
    sources[name] = { type: 'vector', tiles: [`${origin}/tiles/${name}/{z}/{x}/{y}.mvt`], minzoom: 0, maxzoom: 14 }
  }
  return {
    version: 8,
    sources,
    layers: [...ground(scene, palette), ...parks(scene, palette), ...points(scene, palette), names(palette)],
  }
}

function ground({ self, areas }: Scene, palette: Palette): LayerSpecification[] {
  const division = { source: 'division', 'source-layer': 'division' } as const
  return [
    { id: 'land', type: 'background', paint: { 'background-color': palette.land } },
    {
      id: 'division',
      type: 'fill',
      ...division,
      paint: { 'fill-color': shading(areas.length > 0 ? areas : [self], palette) },
    },
    {
      id: 'division-edge',
      type: 'line',
      ...division,
      paint: { 'line-color': palette.edge, 'line-width': 1, 'line-dasharray': [3, 3] },
    },
    {
      id: 'division-self',
      type: 'line',
      ...division,
      filter: ['==', ['get', 'code'], self.code],
      paint: { 'line-color': palette.brand, 'line-width': 2 },
    },
  ]
}

/** A colour for each division by its shade. */
export function shading(areas: readonly Area[], palette: Palette): ExpressionSpecification | string {
  const colour: Record<Shade, string> = {
    LATE: palette.late,
    OPEN: palette.soft,
    CLEAR: palette.self,
    NONE: palette.self,
  }
  const [first, ...rest] = areas
  if (!first) return 'transparent'
  return [
    'match',
    ['get', 'code'],
    first.code,
    colour[first.shade],
    ...rest.flatMap(a => [a.code, colour[a.shade]]),
    'transparent',
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
