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
