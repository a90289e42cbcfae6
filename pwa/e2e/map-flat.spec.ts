// The leader's map where there is no WebGL: drawn on a plain canvas, with the same lists beside it.
import { desk, expect, test } from './person'
import { colours } from './picture'
import { launch } from './playwright.config'

const args = launch.args.filter(arg => !arg.includes('swiftshader'))
test.use({ launchOptions: { ...launch, args: [...args, '--disable-3d-apis'] } })

test('the area is drawn and the lists lead on without WebGL', async ({ open }) => {
  const page = await open('leader01', desk)
  await page.goto('/map')
  const canvas = page.locator('.map-host > canvas')
  await expect(canvas).toBeVisible()
  await expect(page.locator('.maplibregl-canvas')).toHaveCount(0)
  await expect.poll(() => colours(canvas)).toBeGreaterThan(20)

  const side = page.getByRole('complementary', { name: '详情' })
  await side.getByRole('button', { name: '双清区' }).click()
  await expect(side.getByRole('heading', { name: '双清区' })).toBeVisible()
  await side.getByRole('button', { name: '邵阳经济技术开发区' }).click()
  await expect(side.getByText(/企业 \d+ 家/)).toBeVisible()
  await side.getByText('园区里的企业').click()
  await side.getByRole('link', { name: /^演示·双清精密制造01有限公司/ }).click()
  await expect(page.getByRole('heading', { name: '演示·双清精密制造01有限公司' })).toBeVisible()
})
