// The whole promise in one walk: three problems with five photos each, written down without a network; the browser killed
// twice; somebody else signed in on the same phone meanwhile; then the network is back. SHOTS is a folder for pictures.
import { Device } from './device'
import { allDelivered, firmOf, problemsWith, readyOffline, report, unique, waitingList } from './fieldwork'
import { test as base, expect, signIn } from './person'

const test = base.extend<{ device: Device }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the fixtures it needs by name
  device: async ({}, use) => {
    const device = new Device()
    await use(device)
    await device.dispose()
  },
})

test('three problems, fifteen photos, two kills and another person: all delivered once, in the order of capture', async ({
  device,
  ask,
  baseURL: origin = '',
}) => {
  const word = unique('断网三件事')
  const titles = ['一', '二', '三'].map(n => `其${n}：${word}`)
  const firm = await firmOf(ask, 'cadre01')
  let page = await device.start()
  const shoot = async (name: string) => {
    const { SHOTS } = process.env
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/walk-${name}.png` })
  }
  await signIn(page, 'cadre01', origin)
  await readyOffline(page, origin)
  await device.context.setOffline(true)
  await report(page, origin, firm, titles[0] ?? '', 5)
  await shoot('1-first')
  await device.kill()

  page = await device.start()
  await device.context.setOffline(true)
  await page.goto(`${origin}/outbox`)
  await expect(waitingList(page)).toHaveCount(1)
  await report(page, origin, firm, titles[1] ?? '', 5)
  await report(page, origin, firm, titles[2] ?? '', 5)
  await page.goto(`${origin}/outbox`)
  await expect(waitingList(page)).toHaveCount(3)
  await shoot('2-three')
  await device.kill()

  page = await device.start()
  await device.context.clearCookies() // the session has run out meanwhile
  await page.goto(`${origin}/sign-in`)
  await expect(page.getByText('这台手机还有 3 条记录没送达')).toBeVisible()
  await shoot('3-sign-in')
  await signIn(page, 'cadre02', origin)
  await page.goto(`${origin}/outbox`)
  await expect(page.getByText('这台手机还有别人的 3 条没送达')).toBeVisible()
  await expect(page.getByText(word)).toHaveCount(0)
  await shoot('4-somebody-else')
  expect(await problemsWith(ask, 'office-county', word)).toEqual([])

  await signIn(page, 'cadre01', origin)
  await allDelivered(page, origin)
  await page.locator('summary', { hasText: '已送达' }).click()
  await shoot('5-delivered')
  const known = await problemsWith(ask, 'office-county', word)
  expect(known.map(({ title, photosReceived }) => [title, photosReceived]).sort()).toEqual(
    titles.map(title => [title, 5]).sort(),
  )
  const captured = known.sort((a, b) => a.capturedAt.localeCompare(b.capturedAt)).map(({ title }) => title)
  expect(captured).toEqual(titles)
  for (const { id } of known) {
    const { problem } = await ask<{
      problem: { reporter: { account?: string; name: string }; photos: { received: boolean }[] }
    }>('office-county', 'query ($id: ID!) { problem(id: $id) { reporter { name } photos { received } } }', { id })
    expect(problem.reporter.name).toBe('联企干部·演示01')
    expect(problem.photos.filter(photo => photo.received)).toHaveLength(5)
  }
  await page.goto(`${origin}/reports`)
  await expect(page.getByText(titles[2] ?? '')).toBeVisible()
  await shoot('6-reports')
})
