// The lamps as shapes on a canvas, the same as ui/LampMark.vue: circle, triangle, octagon; a dot where no clock runs.
import type { Lamp } from '@/gql/graphql'
import type { Palette } from './palette'

export type LampName = Lamp | 'NONE'

const box = 24
const shapes: Record<LampName, { body: string; glyph: string }> = {
  GREEN: { body: 'M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0Z', glyph: 'm7.5 12.4 3 3 6-6.4' },
  YELLOW: { body: 'M12 3 22 20.8H2Z', glyph: 'M12 9.5v5M12 17.6v.01' },
  RED: { body: 'M8 2h8l6 6v8l-6 6H8l-6-6V8Z', glyph: 'M7.5 12h9' },
  NONE: { body: 'M7 12a5 5 0 1 0 10 0a5 5 0 1 0-10 0Z', glyph: '' },
}

/** Draws a lamp with its centre at x, y. */
export function drawLamp(
  context: CanvasRenderingContext2D,
  lamp: LampName,
  x: number,
  y: number,
  size: number,
  palette: Palette,
) {
  const fill = { GREEN: palette.green, YELLOW: palette.yellow, RED: palette.red, NONE: palette.grey }[lamp]
  const glyph = { GREEN: palette.greenGlyph, YELLOW: palette.yellowGlyph, RED: palette.redGlyph, NONE: palette.grey }[
    lamp
  ]
  context.save()
  context.translate(x - size / 2, y - size / 2)
  context.scale(size / box, size / box)
  const body = new Path2D(shapes[lamp].body)
  context.lineJoin = 'round'
  context.lineCap = 'round'
  context.lineWidth = 3
  context.strokeStyle = lamp === 'YELLOW' ? palette.yellowEdge : palette.surface
  context.stroke(body)
  context.fillStyle = fill
  context.fill(body)
  context.lineWidth = 2.2
  context.strokeStyle = glyph
  context.stroke(new Path2D(shapes[lamp].glyph))
  context.restore()
}

/** A lamp as a picture of 28 by 28 CSS pixels for a map that wants pictures. */
export function lampPicture(lamp: LampName, palette: Palette, ratio = 2): ImageData | null {
  const side = 28 * ratio
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const context = canvas.getContext('2d')
  if (!context) return null
  drawLamp(context, lamp, side / 2, side / 2, 22 * ratio, palette)
  return context.getImageData(0, 0, side, side)
}
