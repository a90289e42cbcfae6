// The battery is pulled out: SIGKILL of the whole browser in the worst moments, then the same profile again.
import { test } from './device'
import { allDelivered, fill, firmOf, problemsWith, readyOffline, report, unique, waitingList } from './fieldwork'
import { expect, signIn } from './person'

test('H01 killed during the third of five uploads: the first two are not sent again, and all arrive once', async ({
  device,
  ask,
  baseURL: origin = '',
}) => {
  const title = unique('五张照片的停水')
  const firm = await firmOf(ask, 'cadre01')
  let page = await device.start()
  await signIn(page, 'cadre01', origin)
  await readyOffline(page, origin)
  await device.context.setOffline(true)
  await report(page, origin, firm, title, 5)

  const first: string[] = []
  const third = new Promise<void>(resolve => {
    void device.context.route('**/uploads/*', async route => {
      const hash = route.request().url().slice(-64)
      if (route.request().method() === 'PATCH' && !first.includes(hash)) first.push(hash)
      if (first.length === 3) resolve()
      else await route.continue().catch(() => {})
    })
  })
  await device.context.setOffline(false)
  await third
  await device.kill()

  page = await device.start()
  const again = new Set<string>()
  page.on('request', request => {
    if (request.method() === 'PATCH' && request.url().includes('/uploads/')) again.add(request.url().slice(-64))
  })
  await allDelivered(page, origin)
  expect([...again]).toEqual(expect.not.arrayContaining(first.slice(0, 2)))
  expect(again.size).toBe(3)
  expect(await problemsWith(ask, 'cadre01', title)).toMatchObject([{ title, photosExpected: 5, photosReceived: 5 }])
})

test('killed during the save: what was said to be saved is there, what was not is still in the form', async ({
  device,
  ask,
  baseURL: origin = '',
}) => {
  const firm = await firmOf(ask, 'cadre01')
  let page = await device.start()
  await signIn(page, 'cadre01', origin)
  await readyOffline(page, origin)
  for (const [round, wait] of [0, 15, 60].entries()) {
    const title = unique(`保存时断电 ${round}`)
    await device.context.setOffline(true)
    await page.goto(`${origin}/problems/new?enterprise=${firm.id}`)
    await fill(page, title, 1)
    await expect(page.getByText('已存手机', { exact: false }).first()).toBeVisible()
    await page.getByRole('button', { name: /^提交/ }).click({ noWaitAfter: true })
    await page.waitForTimeout(wait)
    const said = await page
      .getByText(`问题：${title}`)
      .isVisible()
      .catch(() => false)
    await device.kill()

    page = await device.start()
    await device.context.setOffline(true)
    await page.goto(`${origin}/outbox`)
    await expect(page.getByRole('heading', { name: '待发送' })).toBeVisible()
    await expect(page.getByText(/条还没送达|都送达了/)).toBeVisible()
    const kept = await waitingList(page).filter({ hasText: title }).count()
    if (said) expect(kept).toBe(1)
    if (kept === 0) {
      await page.goto(`${origin}/problems/new?enterprise=${firm.id}`)
      await expect(page.getByLabel('发生了什么')).toHaveValue(title)
      await expect(page.locator('.photo')).toHaveCount(1)
      await page.getByRole('button', { name: /^提交/ }).click()
      await expect(page.getByText(`问题：${title}`)).toBeVisible()
    }
    await device.context.setOffline(false)
    await allDelivered(page, origin)
    expect(await problemsWith(ask, 'cadre01', title)).toMatchObject([{ photosExpected: 1, photosReceived: 1 }])
  }
})
