// The leader's map, drawn by WebGL from the server's tiles.
import { desk, expect, phone, test } from './person'
import { colours } from './picture'

for (const [name, device] of Object.entries({ phone, desk })) {
  test(`tiles are drawn and a park opens with its numbers on a ${name}`, async ({ open }) => {
    const page = await open('leader01', device)
    const tiles: string[] = []
    page.on('response', answer => {
      const [, layer] = /\/tiles\/(\w+)\//.exec(answer.url()) ?? []
      if (layer && answer.status() === 200) tiles.push(layer)
    })
    await page.goto('/map')
    const canvas = page.locator('canvas.maplibregl-canvas')
    await expect(canvas).toBeVisible()
    for (const layer of ['division', 'park', 'enterprise']) await expect.poll(() => tiles).toContain(layer)
    await expect.poll(() => colours(canvas)).toBeGreaterThan(20)

    await page.getByLabel('图层').selectOption('看问题')
    await expect.poll(() => tiles).toContain('problem')

    // A park in which no other test reports anything.
    const side = page.getByRole('complementary', { name: '详情' })
    const park = side.getByRole('button', { name: '邵东经济开发区' })
    const listed = /在办 (\d+)/.exec(String(await park.textContent()))?.[1]
    await park.click()
    await expect(side.getByRole('heading', { name: '邵东经济开发区' })).toBeVisible()
    await expect(side.getByText(/企业 \d+ 家/)).toBeVisible()
    await expect(side.getByRole('link', { name: `看 ${listed} 个在办问题` })).toBeVisible()
  })
}
