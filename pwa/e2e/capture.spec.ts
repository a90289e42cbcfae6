// What goes wrong while something is captured, each by the id that it has in the reference of scenarios: pictures that are
// none, a full phone, a camera that costs the app its memory, and places that cannot be had.
import type { Page, Request } from '@playwright/test'
import { test } from './device'
import { allDelivered, fill, firmOf, problemsWith, readyOffline, report, unique, waitingList } from './fieldwork'
import { expect, phone, signIn } from './person'
import { headOfJpeg, look, onItsSide, pictures, twoHalves } from './picture'

test('H04 a clock that is two days ahead and set right before the sending: both times kept, the right one counts', async ({
  stranger,
  ask,
}) => {
  const title = unique('时钟快两天时记下的')
  const firm = await firmOf(ask, 'cadre01')
  const page = await stranger(phone)
  const ahead = 2 * 86_400_000
  await page.clock.install({ time: Date.now() + ahead })
  await signIn(page, 'cadre01')
  await readyOffline(page)
  await page.context().setOffline(true)
  await report(page, '', firm, title)
  const capturedAt = Date.now()
  await page.clock.setSystemTime(Date.now())
  await page.context().setOffline(false)
  await allDelivered(page)
  const [known] = await problemsWith(ask, 'office-county', title)
  const { problem } = await ask<{ problem: { capturedAt: string; foundAt: string; clockLead: number } }>(
    'office-county',
    'query ($id: ID!) { problem(id: $id) { capturedAt foundAt clockLead } }',
    { id: known?.id },
  )
  expect(Math.abs(Date.parse(problem.capturedAt) - ahead - capturedAt)).toBeLessThan(60_000)
  expect(Math.abs(Date.parse(problem.foundAt) - capturedAt)).toBeLessThan(60_000)
  expect(Math.abs(problem.clockLead * 1_000 - ahead)).toBeLessThan(60_000)
})

test('H11 the phone is full: said before the camera opens, what is there is safe, words are still saved and sent', async ({
  device,
  ask,
  baseURL: origin = '',
}) => {
  const title = unique('手机满了还要记的断电')
  const firm = await firmOf(ask, 'cadre01')
  const words = '手机快满了，先发送或清理再拍。已存下的照片和文字都在'
  let page = await device.start()
  await signIn(page, 'cadre01', origin)
  await readyOffline(page, origin)
  await page.goto(`${origin}/problems/new?enterprise=${firm.id}`)
  await fill(page, '写到一半', 2)
  const usage = await settled(page)
  await device.kill()

  page = await device.start() // Chromium asks how much room there is when it opens a database, and then not for half a minute
  const devtools = await device.context.newCDPSession(page)
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 2_000_000 })
  await page.goto(`${origin}/problems/new?enterprise=${firm.id}`)
  await expect(page.locator('.photo .ph-ok')).toHaveCount(2)
  await expect(page.getByText(words)).toBeVisible()
  await expect(page.getByLabel('从相册选照片')).toHaveCount(0)
  await expect(page.getByLabel('拍照', { exact: true })).toHaveCount(0)
  const written = Date.now()
  await page.getByLabel('发生了什么').fill(title)
  await expect.poll(() => page.evaluate(draftSavedAt)).toBeGreaterThan(written)
  await page.reload()
  await expect(page.getByLabel('发生了什么')).toHaveValue(title)
  await page.getByRole('button', { name: /^提交/ }).click()
  await expect(page).toHaveURL(/reports/)
  await allDelivered(page, origin)
  expect(await problemsWith(ask, 'cadre01', title)).toMatchObject([{ photosExpected: 2, photosReceived: 2 }])
})

/** The bytes that the app has on the phone, once no more come: its shell and the offline pack may still be on their way. */
async function settled(page: Page): Promise<number> {
  let usage = 0
  const grown = async () => {
    const before = usage
    usage = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0)
    return usage - before
  }
  await expect.poll(grown, { intervals: [2_000], timeout: 60_000 }).toBe(0)
  return usage
}

test('H12 thrown out of memory while the camera was open: the same form with all in it, and words about the shot', async ({
  open,
  ask,
}) => {
  const title = unique('拍照时被系统清掉')
  const demand = '换一台不会关掉应用的手机'
  const firm = await firmOf(ask, 'cadre01')
  const page = await open('cadre01', phone)
  await page.goto(`/problems/new?enterprise=${firm.id}`)
  await page.getByLabel('企业希望怎么解决').fill(demand)
  await fill(page, title, 1)
  const chooser = page.waitForEvent('filechooser')
  await page.getByLabel('拍照', { exact: true }).click()
  await chooser
  await page.close()
  const again = await page.context().newPage()
  await again.goto('/')
  await expect(again).toHaveURL(new RegExp(`/problems/new\\?enterprise=${firm.id}`))
  await expect(again.getByLabel('发生了什么')).toHaveValue(title)
  await expect(again.getByLabel('企业希望怎么解决')).toHaveValue(demand)
  await expect(again.getByRole('group', { name: '属于哪类' }).getByLabel('用工')).toBeChecked()
  await expect(again.locator('.photo .ph-ok')).toHaveCount(1)
  await expect(again.getByText('刚才那张可能没存下')).toBeVisible()
})

test('H13 what is no photo is refused when it is picked, in words; the good ones are taken, upright', async ({
  open,
  ask,
}) => {
  const title = unique('各种格式的照片')
  const firm = await firmOf(ask, 'cadre01')
  const page = await open('cadre01', phone)
  await page.goto(`/problems/new?enterprise=${firm.id}`)
  await fill(page, title)
  const pick = page.getByLabel('从相册选照片')
  const named = (name: string, bytes: Buffer | string) => ({
    ...{ name, mimeType: 'image/jpeg' },
    buffer: typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes,
  })
  const refused = [
    [named('没拍成.jpg', ''), '0 字节'],
    [named('合同.jpg', '%PDF-1.7'), '这是 PDF 文件，不是照片'],
    [named('IMG_1.heic', '\0\0\0\x18ftypheic\0\0\0\0heic'), '苹果的 HEIC 格式'],
    [named('一亿像素.jpg', headOfJpeg(12_000, 9_000)), '108 百万像素'],
  ] as const
  for (const [file, words] of refused) {
    await pick.setInputFiles([file])
    await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible()
    await expect(page.locator('.photo')).toHaveCount(0)
  }

  const jpeg = await twoHalves(page, 'jpeg')
  await pick.setInputFiles([
    named('竖着拍.jpg', onItsSide(jpeg, 6)),
    refused[1][0],
    named('截图.png', await twoHalves(page, 'png')),
    refused[2][0],
    named('转发的.webp', await twoHalves(page, 'webp')),
    named('镜像.jpg', onItsSide(jpeg, 5)),
  ])
  for (const words of ['“合同.jpg”这是 PDF', '“IMG_1.heic”这张是苹果的 HEIC'])
    await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible()
  await expect(page.locator('.photo .ph-ok')).toHaveCount(4)
  const photo = (n: number) => page.locator('.photo img').nth(n)
  for (const n of [0, 3]) {
    expect(await look(photo(n), 0.5, 0.1)).toEqual({ width: 300, height: 400, colour: 'red' })
    expect((await look(photo(n), 0.5, 0.6)).colour).toBe('blue')
  }
  for (const n of [1, 2]) {
    expect(await look(photo(n), 0.1, 0.5)).toEqual({ width: 400, height: 300, colour: 'red' })
    expect((await look(photo(n), 0.9, 0.5)).colour).toBe('blue')
  }

  await pick.setInputFiles([named('坏的.jpg', '\xff\xd8\xff broken')])
  await expect(page.locator('.photo .ph-bad')).toHaveText('打不开')
  await page.getByRole('button', { name: '删除第 5 张' }).click()
  await page.getByRole('button', { name: /^提交/ }).click()
  await expect(page).toHaveURL(/reports/)
  await allDelivered(page)
  expect(await problemsWith(ask, 'cadre01', title)).toMatchObject([{ photosExpected: 4, photosReceived: 4 }])
})

test('H14 2000 m indoors, 35 m outdoors, a stale fix, no permission: the best one counts, a reason is asked, nothing is refused', async ({
  open,
  ask,
}) => {
  const { id, location } = await firmOf(ask, 'cadre01')
  const page = await open('cadre01', phone)
  const context = page.context()
  const here = { longitude: location.lon, latitude: location.lat }
  const result = page.locator('.fix')
  await context.grantPermissions(['geolocation'])
  await context.setGeolocation({ ...here, accuracy: 2_000 })
  await page.goto(`/enterprises/${id}/check-in`)
  await expect(result).toContainText('无定位')
  await expect(result).toContainText('定位误差 ±2000 米，太大了')
  await page.getByRole('button', { name: '提交签到' }).click()
  await expect(page.getByText('选一个原因，就能提交')).toBeVisible()
  await context.setGeolocation({ ...here, accuracy: 35 })
  await expect(result).toContainText('范围内')
  await context.setGeolocation({ ...here, accuracy: 1_900 })
  await page.waitForTimeout(300)
  await expect(result).toContainText('定位误差 ±35 米')
  expect(await checkIn(page, ask)).toMatchObject({ checkInResult: 'IN_RANGE', accuracy: 35, reason: null })

  await test.step('a fix of ten minutes ago says where the phone was', async () => {
    await context.setGeolocation({ ...here, accuracy: 20 })
    await page.addInitScript(() => {
      const { get } = Object.getOwnPropertyDescriptor(GeolocationPosition.prototype, 'timestamp') as { get(): number }
      Object.defineProperty(GeolocationPosition.prototype, 'timestamp', {
        get() {
          return get.call(this) - 600_000
        },
      })
    })
    await page.goto(`/enterprises/${id}/check-in`)
    await expect(result).toContainText('无定位')
    await expect(result).toContainText('现在定不了位')
  })

  await test.step('without the permission', async () => {
    await context.clearPermissions()
    await page.goto(`/enterprises/${id}/check-in`)
    await expect(result).toContainText('定位没有开放')
    await expect(result).toContainText('拍一张现场照片代替')
    await page.getByText('陪企业在外办事').click()
    await page.getByLabel('从相册选照片').setInputFiles(await pictures(page, 1))
    await expect(page.locator('.photo .ph-ok')).toHaveCount(1)
    const visit = await checkIn(page, ask)
    expect(visit).toMatchObject({ checkInResult: 'NO_FIX', accuracy: null })
    await expect(page.getByText('1/1 张已收到')).toBeVisible() // its words went first
    expect(visit.reason).toContain('陪企业在外办事')
  })
})

/** Runs in the page: when the newest draft was stored, milliseconds. */
async function draftSavedAt(): Promise<number> {
  const db = await new Promise<IDBDatabase>(resolve => {
    const opening = indexedDB.open('lianqi')
    opening.onsuccess = () => resolve(opening.result)
  })
  const drafts = await new Promise<{ savedAt: number }[]>(resolve => {
    const asking = db.transaction('draft').objectStore('draft').getAll()
    asking.onsuccess = () => resolve(asking.result)
  })
  db.close()
  return Math.max(...drafts.map(draft => draft.savedAt))
}

interface Visit {
  checkInResult: string
  accuracy: number | null
  reason: string | null
  photosReceived: number
}

/** Submits the check-in that is on the screen; what the server then knows of it. */
async function checkIn(
  page: Page,
  ask: <R>(account: string, query: string, variables: Record<string, unknown>) => Promise<R>,
) {
  await page.getByRole('button', { name: '提交签到' }).click()
  await expect(page.getByText(/^服务器 .* 收到/)).toBeVisible()
  const [id] = /[0-9a-f-]{36}/.exec(new URL(page.url()).pathname) ?? []
  const { visit } = await ask<{ visit: Visit }>(
    'cadre01',
    'query ($id: ID!) { visit(id: $id) { checkInResult accuracy reason } }',
    { id },
  )
  return visit
}

test('a network that wants a login answers 200 with its own page, or with JSON: nothing counts as delivered', async ({
  open,
  ask,
}) => {
  const title = unique('连上酒店的 Wi-Fi')
  const firm = await firmOf(ask, 'cadre01')
  const page = await open('cadre01', phone)
  await page.goto('/today')
  const known = await page.getByRole('listitem').filter({ hasText: firm.name }).first().textContent()
  const login = { status: 200, contentType: 'text/html', body: '<html>请登录 Wi-Fi</html>' }
  const json = { ...login, contentType: 'application/json', body: '{"code":0,"data":{"url":"http://10.0.0.1/"}}' }
  const row = waitingList(page).filter({ hasText: title })
  const again = page.getByRole('button', { name: '全部重试' })

  /** Lets the network answer in the server's place, and the phone try; the record must wait for another try. */
  async function spoiled(where: string, these: (request: Request) => boolean, answer: typeof login) {
    let answered = 0
    await page.route(where, route => {
      if (!these(route.request())) return route.continue()
      answered++
      return route.fulfill(answer)
    })
    await again.click()
    await expect.poll(() => answered).toBeGreaterThan(0)
    await expect(row).toContainText('等重试')
    await expect(row).toContainText(`这个网络要先登录，打开浏览器登录 Wi-Fi 后再试`)
    await expect(row).toContainText('照片 0/1')
    await page.unroute(where)
  }

  await page.route('**/graphql', route => route.fulfill(login))
  await report(page, '', firm, title, 1)
  await page.goto('/outbox')
  await expect(row).toContainText('这个网络要先登录')
  await page.unroute('**/graphql')
  const words = (request: Request) => request.postData()?.includes('reportProblem') ?? false
  for (const answer of [login, json]) await spoiled('**/graphql', words, answer)
  expect(await problemsWith(ask, 'cadre01', title)).toEqual([])
  for (const answer of [login, json]) await spoiled('**/uploads/*', request => request.method() === 'PATCH', answer)
  expect(await problemsWith(ask, 'cadre01', title)).toMatchObject([{ photosExpected: 1, photosReceived: 0 }])
  await page.route('**/graphql', route => route.fulfill(json))
  await page.goto('/today')
  await expect(page.getByRole('listitem').filter({ hasText: firm.name }).first()).toHaveText(String(known))
  await page.unroute('**/graphql')
  await allDelivered(page)
  expect(await problemsWith(ask, 'cadre01', title)).toMatchObject([{ photosExpected: 1, photosReceived: 1 }])
})
