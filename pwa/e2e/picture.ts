import type { Locator, Page } from '@playwright/test'

/** JPEG pictures as a camera might make them, drawn by the browser; no two are alike. */
export async function pictures(page: Page, count: number) {
  const drawn = await page.evaluate(async wanted => {
    const canvas = document.createElement('canvas')
    canvas.width = 1600
    canvas.height = 1200
    const context = canvas.getContext('2d') as CanvasRenderingContext2D
    const urls: string[] = []
    for (let n = 0; n < wanted; n++) {
      const hue = Math.random() * 360
      for (let y = 0; y < canvas.height; y += 40) {
        for (let x = 0; x < canvas.width; x += 40) {
          context.fillStyle = `hsl(${hue + x / 40} ${30 + Math.random() * 40}% ${30 + y / 30}%)`
          context.fillRect(x, y, 40, 40)
        }
      }
      context.fillStyle = '#fff'
      context.font = '160px sans-serif'
      context.fillText(`现场 ${n + 1}`, 120, 640)
      urls.push(canvas.toDataURL('image/jpeg', 0.9))
    }
    return urls
  }, count)
  return drawn.map((url, n) => ({
    name: `现场-${n + 1}.jpg`,
    mimeType: 'image/jpeg',
    buffer: Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'),
  }))
}

/** A picture of one kind, 400 × 300, red on its left and blue on its right. */
export async function twoHalves(page: Page, kind: 'jpeg' | 'png' | 'webp'): Promise<Buffer> {
  const url = await page.evaluate(type => {
    const canvas = document.createElement('canvas')
    canvas.width = 400
    canvas.height = 300
    const context = canvas.getContext('2d') as CanvasRenderingContext2D
    for (const [x, colour] of [
      [0, '#f00'],
      [200, '#00f'],
    ] as const) {
      context.fillStyle = colour
      context.fillRect(x, 0, 200, 300)
    }
    return canvas.toDataURL(type, 0.9)
  }, `image/${kind}`)
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
}

/** A JPEG as a phone writes it that was held upright: the picture lies on its side, and EXIF says how to turn it. */
export function onItsSide(jpeg: Buffer, orientation: number): Buffer {
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
  const exif = Buffer.from([...Buffer.from('Exif\0\0MM'), 0, 42, 0, 0, 0, 8, 0, 1, ...entry, 0, 0, 0, 0])
  const segment = Buffer.from([0xff, 0xe1, 0, exif.length + 2])
  return Buffer.concat([jpeg.subarray(0, 2), segment, exif, jpeg.subarray(2)])
}

/** The beginning of a JPEG of so many pixels; more of it nobody should ask for. */
export function headOfJpeg(width: number, height: number): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt16BE(height)
  size.writeUInt16BE(width, 2)
  return Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, ...size, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0])
}

/** Which colour a shown picture has at a place, 0 to 1 from its left and top; and its size. */
export function look(picture: Locator, x: number, y: number) {
  return picture.evaluate(
    async (image: HTMLImageElement, [x, y]) => {
      await image.decode()
      const { naturalWidth: width, naturalHeight: height } = image
      const canvas = new OffscreenCanvas(width, height)
      const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
      context.drawImage(image, 0, 0)
      const [red = 0, , blue = 0] = context.getImageData(Math.floor(x * width), Math.floor(y * height), 1, 1).data
      return { width, height, colour: red > 200 && blue < 60 ? 'red' : blue > 200 && red < 60 ? 'blue' : 'other' }
    },
    [x, y] as [number, number],
  )
}

/** How many colours a map's canvas shows, whatever stands over it. */
export async function colours(canvas: Locator): Promise<number> {
  const over = canvas.page().locator('.map > :not(.map-host)')
  const show = (visibility: string) =>
    over.evaluateAll((all, visibility) => {
      for (const element of all as HTMLElement[]) element.style.visibility = visibility
    }, visibility)
  await show('hidden')
  const png = await canvas.screenshot()
  await show('')
  return canvas.page().evaluate(async base64 => {
    const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
    const picture = await createImageBitmap(new Blob([bytes]))
    const copy = new OffscreenCanvas(picture.width, picture.height)
    const context = copy.getContext('2d') as OffscreenCanvasRenderingContext2D
    context.drawImage(picture, 0, 0)
    const { data } = context.getImageData(0, 0, copy.width, copy.height)
    return new Set(new Uint32Array(data.buffer)).size
  }, png.toString('base64'))
}
