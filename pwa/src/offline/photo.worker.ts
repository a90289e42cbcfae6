/// <reference lib="webworker" />
// Makes one picture smaller, upright and marked with when, where and who. Re-encoding drops all EXIF on purpose.
import { fitInto, uprightSize } from './jpeg'

declare const self: DedicatedWorkerGlobalScope

export interface Work {
  picture: Blob
  /** Lines of the watermark. */
  lines: string[]
}

export type Done = { picture: Blob } | { unreadable: true }

const side = 2048
const quality = 0.8

self.onmessage = async ({ data }: MessageEvent<Work>) => {
  try {
    self.postMessage({ picture: await shrink(data) } satisfies Done)
  } catch {
    self.postMessage({ unreadable: true } satisfies Done)
  }
}

async function shrink({ picture, lines }: Work): Promise<Blob> {
  const bitmap = await decode(picture)
  const size = fitInto(bitmap, side)
  const canvas = new OffscreenCanvas(size.width, size.height)
  const pen = canvas.getContext('2d', { alpha: false })
  if (!pen) throw new Error('no canvas')
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, size.width, size.height)
  pen.drawImage(bitmap, 0, 0, size.width, size.height)
  bitmap.close()
  mark(pen, size.width, size.height, lines)
  return canvas.convertToBlob({ type: 'image/jpeg', quality })
}

/** Decodes a big JPEG at its final size, which saves most of the memory; other pictures as they are. */
async function decode(picture: Blob): Promise<ImageBitmap> {
  const size = uprightSize(await picture.slice(0, 256 * 1024).arrayBuffer())
  if (!size) return createImageBitmap(picture, { imageOrientation: 'from-image' })
  const { width, height } = fitInto(size, side)
  return createImageBitmap(picture, {
    imageOrientation: 'from-image',
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: 'high',
  })
}

function mark(pen: OffscreenCanvasRenderingContext2D, width: number, height: number, lines: string[]) {
  const size = Math.max(14, Math.round(Math.min(width, height) * 0.028))
  const step = Math.round(size * 1.45)
  const top = height - step * lines.length - size
  pen.fillStyle = 'rgb(10 28 34 / .55)'
  pen.fillRect(0, top, width, height - top)
  pen.fillStyle = '#fff'
  pen.font = `${size}px "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Noto Sans CJK SC", sans-serif`
  pen.textBaseline = 'top'
  lines.forEach((line, i) => {
    pen.fillText(line, size, top + size / 2 + i * step, width - 2 * size)
  })
}
