// The map drawn by MapLibre from the server's vector tiles. Loaded only when a map is opened.
import { Map as GlMap, type MapMouseEvent, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import type { OpenMap, Picked, Scene } from './area'
import { type LampName, lampPicture } from './lampShape'
import { readPalette } from './palette'
import { styleOf } from './style'
import './gl.css'

setWorkerUrl(workerUrl)

const reach = 12
const pickable: [layer: string, kind: Picked['kind'] | 'point', key: string][] = [
  ['point', 'point', 'id'],
  ['park', 'park', 'id'],
  ['area', 'division', 'code'],
]

export const openGlMap: OpenMap = (host, on) => {
  let palette = readPalette()
  let shown: Scene | undefined
  const map = new GlMap({
    container: host,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    localIdeographFontFamily: palette.font,
    minZoom: 4,
    maxZoom: 17,
  })
  map.touchZoomRotate.disableRotation()
  map.once('load', () => performance.mark('map drawn'))
  map.on('move', on.moved)
  map.on('resize', on.moved)
  map.setMissingStyleImageResolver(id => {
    const [, lamp] = id.split(' ')
    const picture = lampPicture(lamp as LampName, palette)
    if (picture) map.addImage(id, picture, { pixelRatio: 2 })
  })
  map.on('click', event => {
    const thing = pick(event)
    if (thing) on.picked(thing)
  })

  /** The topmost thing near a tap; a count of several points is none, it is zoomed into. */
  function pick({ point, lngLat }: MapMouseEvent): Picked | null {
    const around: [[number, number], [number, number]] = [
      [point.x - reach, point.y - reach],
      [point.x + reach, point.y + reach],
    ]
    for (const [layer, kind, key] of pickable) {
      if (!map.getLayer(layer)) continue
      const [feature] = map.queryRenderedFeatures(layer === 'point' ? around : [point.x, point.y], { layers: [layer] })
      if (!feature) continue
      if (Number(feature.properties.count ?? 1) > 1) {
        map.easeTo({ center: lngLat, zoom: map.getZoom() + 2 })
        return null
      }
      const single = shown?.points === 'enterprise' ? 'enterprise' : 'problem'
      return { kind: kind === 'point' ? single : kind, id: String(feature.properties[key]) }
    }
    return null
  }

  return {
    draw(scene) {
      const diff = shown !== undefined && map.isStyleLoaded() === true
      shown = scene
      palette = readPalette()
      map.setStyle(styleOf(scene, palette, location.origin), { diff })
    },
    fit: box => {
      map.fitBounds(box, { padding: 24, duration: 0, maxZoom: 15 })
    },
    zoom: by => {
      map.zoomTo(map.getZoom() + by)
    },
    place: ({ lon, lat }) => map.project([lon, lat]),
    close: () => map.remove(),
  }
}
