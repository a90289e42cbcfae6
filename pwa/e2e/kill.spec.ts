// The battery is pulled out: SIGKILL of the whole browser in the worst moments, then the same profile again.
import { type Device, test } from './device'
import {
  allDelivered,
  fill,
  firmOf,
  keysOn,
  problemsWith,
  putBack,
  readyOffline,
  report,
  unique,
  waitingList,
} from './fieldwork'
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

    page = await device.start({ nowhere: true })
    await device.context.setOffline(true)
    await page.goto(`${origin}/outbox`)
    await expect(page.getByRole('heading', { name: '待发送' })).toBeVisible()
    await expect(page.getByText(/条还没送达|都送达了|还锁着/).first()).toBeVisible()
    if ((await keysOn(page)) === 0) {
      // Now and then a kill in the middle of a write costs Chromium the whole database. Records have a second copy, drafts do not.
      console.log(
        `round ${round}: the browser has given its database up, said=${said}; ${await putBack(page)}; ${device.evidence()}`,
      )
      page = await restarted(device)
      await allDelivered(page, origin)
      const there = await problemsWith(ask, 'cadre01', title)
      expect([said ? 1 : 0, 1], 'what was said to be saved is there, once').toContain(there.length)
      expect(there.filter(({ photosReceived }) => photosReceived !== 1)).toEqual([])
      await readyOffline(page, origin)
      continue
    }
    const kept = await waitingList(page).filter({ hasText: title }).count()
    if (said) expect(kept).toBe(1)
    if (kept === 0) {
      await page.goto(`${origin}/problems/new?enterprise=${firm.id}`)
      await expect(page.getByLabel('发生了什么')).toHaveValue(title)
      await expect(page.locator('.photo')).toHaveCount(1)
      await page.getByRole('button', { name: /^提交/ }).click()
      await expect(page.getByText(`问题：${title}`)).toBeVisible()
    }
    page = await restarted(device)
    await allDelivered(page, origin)
    expect(await problemsWith(ask, 'cadre01', title)).toMatchObject([{ photosExpected: 1, photosReceived: 1 }])
  }
})

/** The phone's browser anew, where there is a network again. */
async function restarted(device: Device) {
  await device.off()
  return device.start()
}

test('the browser has given its database up, and there is no network: firms open, a problem can be written down, and all arrives once', async ({
  device,
  ask,
  baseURL: origin = '',
}) => {
  const firm = await firmOf(ask, 'cadre01')
  const [before, after] = [unique('数据库坏掉之前记下的'), unique('数据库坏掉之后记下的')]
  let page = await device.start()
  await signIn(page, 'cadre01', origin)
  await readyOffline(page, origin)
  await device.context.setOffline(true)
  await report(page, origin, firm, before, 1)
  await device.off()
  device.loseDatabases()

  page = await device.start({ nowhere: true })
  await device.context.setOffline(true)
  await page.goto(`${origin}/today`)
  await page.getByRole('listitem').filter({ hasText: firm.name }).getByRole('link').first().click()
  await expect(page.getByRole('heading', { name: firm.name })).toBeVisible()
  await report(page, origin, firm, after, 1)
  await page.goto(`${origin}/outbox`)
  await expect(page.getByText('1 条没送达的还锁着')).toBeVisible()
  await expect(waitingList(page)).toHaveCount(1)
  await page.goto(`${origin}/sign-in`)
  await expect(page.getByText('这台手机还有 2 条记录没送达')).toBeVisible()
  page = await restarted(device)
  await allDelivered(page, origin)
  for (const title of [before, after]) {
    expect(await problemsWith(ask, 'cadre01', title)).toMatchObject([{ photosExpected: 1, photosReceived: 1 }])
  }
})

test('the browser has given its database up: all that waited is there again and arrives once, whole', async ({
  device,
  ask,
  baseURL: origin = '',
}) => {
  const firm = await firmOf(ask, 'cadre01')
  let page = await device.start()
  await signIn(page, 'cadre01', origin)
  await readyOffline(page, origin)
  await device.context.setOffline(true)
  const titles = [unique('数据库坏掉之前的停水'), unique('数据库坏掉之前的断路')]
  for (const title of titles) await report(page, origin, firm, title, 3)
  await device.off()
  device.loseDatabases()

  page = await device.start({ nowhere: true })
  await device.context.setOffline(true)
  await page.goto(`${origin}/outbox`)
  await expect(page.getByText('2 条没送达的还锁着')).toBeVisible() // with the database went the key
  await expect(page.getByText(String(titles[0]))).toHaveCount(0)
  page = await restarted(device)
  await allDelivered(page, origin)
  await page.goto(`${origin}/diagnostics`)
  await expect(page.getByText('找回 2 条')).toBeVisible()

  await readyOffline(page, origin)
  await device.context.setOffline(true)
  const under = unique('开着的时候数据库没了')
  await report(page, origin, firm, under, 1)
  await page.evaluate(
    () =>
      new Promise<void>((done, failed) => {
        const deleting = indexedDB.deleteDatabase('lianqi')
        deleting.onsuccess = () => done()
        deleting.onerror = () => failed(deleting.error)
      }),
  )
  await page.goto(`${origin}/outbox`)
  await expect(page.getByText('1 条没送达的还锁着')).toBeVisible()
  await device.context.setOffline(false)
  await allDelivered(page, origin)

  for (const [title, photos] of [
    [titles[0], 3],
    [titles[1], 3],
    [under, 1],
  ] as const) {
    expect(await problemsWith(ask, 'cadre01', String(title))).toMatchObject([
      { title, photosExpected: photos, photosReceived: photos },
    ])
  }
  await device.context.setOffline(true)
  expect(await page.evaluate(async () => (await (await caches.open('unsent')).keys()).length)).toBe(0)
})
