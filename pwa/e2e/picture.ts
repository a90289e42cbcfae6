import type { Page } from '@playwright/test'

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
