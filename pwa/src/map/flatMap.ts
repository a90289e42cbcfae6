// The map drawn on a plain canvas where there is no WebGL2: outlines, labels, lamps; drag, wheel, tap.
import type { AreaMap, OpenMap, Scene } from './area'
import { frame, ringsOf, toWorld } from './geometry'
import { drawLamp } from './lampShape'
import { type Palette, readPalette } from './palette'

const reach = 16

export const openFlatMap: OpenMap = (host, on) => {
  const canvas = host.appendChild(document.createElement('canvas'))
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  canvas.style.cssText = 'width:100%;height:100%;touch-action:none;display:block'
  let scene: Scene | undefined
  let palette = readPalette()
  let box: Parameters<AreaMap['fit']>[0] | undefined
  let view = { scale: 4096, x: 0.8, y: 0.42 }
  let paths: { code: string; path: Path2D }[] = []

  const place: AreaMap['place'] = point => {
    const { x, y } = toWorld(point)
    return { x: (x - view.x) * view.scale + host.clientWidth / 2, y: (y - view.y) * view.scale + host.clientHeight / 2 }
  }

  function pathOf(geometry: GeoJSON.Geometry | null): Path2D {
    const path = new Path2D()
    for (const ring of ringsOf(geometry)) {
      ring.forEach(([lon = 0, lat = 0], i) => {
        const { x, y } = place({ lon, lat })
        if (i === 0) path.moveTo(x, y)
        else path.lineTo(x, y)
      })
      path.closePath()
    }
    return path
  }

  function paint() {
    if (!context) return
    const ratio = devicePixelRatio
    canvas.width = host.clientWidth * ratio
    canvas.height = host.clientHeight * ratio
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.fillStyle = palette.land
    context.fillRect(0, 0, host.clientWidth, host.clientHeight)
    if (scene) paintScene(context, scene, palette)
    on.moved()
  }

  function paintScene(to: CanvasRenderingContext2D, { self, areas, enterprises }: Scene, colours: Palette) {
    paths = (areas.length > 0 ? areas : [self]).map(area => {
      const path = pathOf(area.boundary)
      to.fillStyle = { LATE: colours.late, OPEN: colours.soft, CLEAR: colours.self, NONE: colours.self }[area.shade]
      to.fill(path)
      to.strokeStyle = colours.edge
      to.lineWidth = 1
      to.stroke(path)
      return { code: area.code, path }
    })
    to.strokeStyle = colours.brand
    to.lineWidth = 2
    to.stroke(pathOf(self.boundary))
    to.font = `13px ${colours.font}`
    to.textAlign = 'center'
    to.lineWidth = 3
    to.lineJoin = 'round'
    to.strokeStyle = colours.self
    for (const { name, more, labelPoint } of areas.length > 0 ? areas : [self]) {
      if (!labelPoint) continue
      const { x, y } = place(labelPoint)
      for (const [i, text] of [name, more ?? ''].entries()) {
        to.strokeText(text, x, y + i * 16)
        to.fillStyle = colours.meta
        to.fillText(text, x, y + i * 16)
      }
    }
    for (const { lamp, location } of enterprises) {
      if (!location) continue
      const { x, y } = place(location)
      drawLamp(to, lamp ?? 'NONE', x, y, 18, colours)
    }
  }

  function zoomAt(factor: number, x = host.clientWidth / 2, y = host.clientHeight / 2) {
    const scale = Math.min(2 ** 25, Math.max(2 ** 11, view.scale * factor))
    const from = 1 / view.scale - 1 / scale
    view = { scale, x: view.x + (x - host.clientWidth / 2) * from, y: view.y + (y - host.clientHeight / 2) * from }
    paint()
  }

  function tap(x: number, y: number) {
    const near = scene?.enterprises.find(({ location }) => {
      const at = location && place(location)
      return at && Math.hypot(at.x - x, at.y - y) < reach
    })
    if (near) return on.picked({ kind: 'enterprise', id: near.id })
    const ratio = devicePixelRatio
    const inside = paths.find(({ path }) => context?.isPointInPath(path, x * ratio, y * ratio))
    if (inside) on.picked({ kind: 'division', id: inside.code })
  }

  let from: { x: number; y: number; far: boolean } | undefined
  canvas.addEventListener('pointerdown', event => {
    canvas.setPointerCapture(event.pointerId)
    from = { x: event.offsetX, y: event.offsetY, far: false }
  })
  canvas.addEventListener('pointermove', ({ offsetX: x, offsetY: y }) => {
    if (!from || (!from.far && Math.hypot(x - from.x, y - from.y) < 6)) return
    view = { ...view, x: view.x - (x - from.x) / view.scale, y: view.y - (y - from.y) / view.scale }
    from = { x, y, far: true }
    paint()
  })
  canvas.addEventListener('pointerup', event => {
    if (from && !from.far) tap(event.offsetX, event.offsetY)
    from = undefined
  })
  canvas.addEventListener('wheel', event => {
    event.preventDefault()
    zoomAt(2 ** (-event.deltaY / 300), event.offsetX, event.offsetY)
  })
  const resized = new ResizeObserver(() => (box ? map.fit(box) : paint()))
  resized.observe(host)

  const map: AreaMap = {
    draw(next) {
      scene = next
      palette = readPalette()
      paint()
    },
    fit(next) {
      box = next
      view = frame(next, host.clientWidth, host.clientHeight)
      paint()
    },
    zoom: by => zoomAt(2 ** by),
    place,
    close() {
      resized.disconnect()
      canvas.remove()
    },
  }
  return map
}
