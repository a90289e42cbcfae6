// Hard cases of phones in the field, each by the id that it has in the reference of scenarios.
import {
  allDelivered,
  fill,
  firmOf,
  keysOn,
  problemsWith,
  readyOffline,
  report,
  unique,
  waitingList,
} from './fieldwork'
import { expect, forgive, phone, signIn, test } from './person'

test('H06 a session that ran out while offline: kept, asked to sign in once, then sent as its author', async ({
  stranger,
  ask,
  complaints,
}) => {
  const title = unique('会话过期前记下的招工难')
  const firm = await firmOf(ask, 'cadre01')
  const page = await stranger(phone)
  const context = page.context()
  await signIn(page, 'cadre01')
  await readyOffline(page)
  await context.setOffline(true)
  await report(page, '', firm, title)
  await context.clearCookies()
  await context.setOffline(false)
  await page.goto('/outbox')
  const row = waitingList(page).filter({ hasText: title })
  await expect(row).toContainText('要登录')
  await page.getByRole('link', { name: '重新登录' }).click()
  await signIn(page, 'cadre01')
  await allDelivered(page)
  expect(await problemsWith(ask, 'cadre01', title)).toHaveLength(1)
  forgive(complaints, /401/)
})

test('H08 another person on the same phone: nothing to see, nothing to read on the disk, nothing sent', async ({
  stranger,
  ask,
  complaints,
}) => {
  const title = unique('只有本人能看的欠薪')
  const firm = await firmOf(ask, 'cadre01')
  const page = await stranger(phone)
  const context = page.context()
  await signIn(page, 'cadre01')
  await readyOffline(page)
  await context.setOffline(true)
  await report(page, '', firm, title, 1)
  expect(await onDisk(page)).toContain('"kind":"REPORT"')
  expect(await onDisk(page)).not.toContain(title)
  await context.clearCookies()
  await context.setOffline(false)

  await page.goto('/sign-in')
  await expect(page.getByText('这台手机还有 1 条记录没送达')).toBeVisible()
  await signIn(page, 'cadre02')
  await page.goto('/outbox')
  await expect(page.getByText('这台手机还有别人的 1 条没送达')).toBeVisible()
  await page.getByRole('link', { name: '回到首页' }).click()
  await expect(page.getByText(title)).toHaveCount(0)
  expect(await problemsWith(ask, 'office-county', title)).toEqual([])
  expect(await onDisk(page)).not.toContain(title)
  expect(await keysOn(page)).toBe(1)

  await signIn(page, 'cadre01')
  await allDelivered(page)
  expect(await problemsWith(ask, 'office-county', title)).toMatchObject([{ photosExpected: 1, photosReceived: 1 }])
  forgive(complaints, /401/)
})

test('H10 the database is closed under the app in the middle of the save: saved all the same', async ({
  open,
  ask,
}) => {
  const title = unique('存的时候数据库断开')
  const firm = await firmOf(ask, 'cadre01')
  const page = await open('cadre01', phone)
  await page.addInitScript(() => {
    const real = IDBDatabase.prototype.transaction
    let armed = true
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
      if (armed && mode === 'readwrite' && [stores].flat().includes('outbox') && [stores].flat().includes('draft')) {
        armed = false
        sessionStorage.setItem('closed', 'yes')
        this.close()
      }
      return real.call(this, stores, mode, options)
    }
  })
  await report(page, '', firm, title, 1)
  expect(await page.evaluate(() => sessionStorage.getItem('closed'))).toBe('yes')
  await allDelivered(page)
  expect(await problemsWith(ask, 'cadre01', title)).toMatchObject([{ photosExpected: 1, photosReceived: 1 }])
})

test('H17 six taps and two tabs: one record, each photo once; a tab that hangs is overtaken', async ({ open, ask }) => {
  const title = unique('连点六次的积水')
  const firm = await firmOf(ask, 'cadre01')
  const page = await open('cadre01', phone)
  const context = page.context()
  const photos: string[] = []
  const records: string[] = []
  context.on('request', request => {
    const body = request.postData() ?? ''
    if (request.method() === 'PATCH' && request.headers()['upload-offset'] === '0')
      photos.push(request.url().slice(-64))
    if (body.includes('reportProblem') && body.includes(title)) records.push(body)
  })
  let hang = true
  let hanging = 0
  await page.route('**/uploads/*', route => (hang ? void hanging++ : route.continue()))
  await page.goto(`/problems/new?enterprise=${firm.id}`)
  await fill(page, title, 2)
  await page.getByRole('button', { name: /^提交/ }).evaluate((button: HTMLElement) => {
    for (let taps = 0; taps < 6; taps++) button.click()
  })
  await expect(page.getByText(`问题：${title}`)).toBeVisible()
  await expect(page.getByText('发送中')).toBeVisible()
  await expect.poll(() => hanging).toBe(1) // the words are there, the photos hang

  const other = await context.newPage()
  await other.goto('/outbox')
  const row = waitingList(other).filter({ hasText: title })
  await expect(row).toHaveCount(1)
  await other.getByRole('button', { name: '全部重试' }).click()
  await expect(row).toHaveCount(1)
  expect(records).toHaveLength(1)
  expect(photos).toEqual([])
  // The first tab has shown no sign of life for two minutes.
  await other.evaluate(() => {
    const [holder] = String(localStorage.getItem('lianqi.lease')).split(' ')
    localStorage.setItem('lianqi.lease', `${holder} ${Date.now() - 120_000}`)
  })
  await other.getByRole('button', { name: '全部重试' }).click()
  await expect(other.getByText('都送达了')).toBeVisible()
  hang = false
  await page.close()
  expect(new Set(records).size).toBe(1)
  expect(new Set(photos).size).toBe(2)
  expect(photos).toHaveLength(2)
  expect(await problemsWith(ask, 'cadre01', title)).toMatchObject([{ photosExpected: 2, photosReceived: 2 }])
})

test('H20 the third of five is invalid for the server: the others go, it says what to correct, and goes then', async ({
  open,
  ask,
}) => {
  const firm = await firmOf(ask, 'cadre01')
  const page = await open('cadre01', phone)
  await readyOffline(page)
  await page.context().setOffline(true)
  const titles = [1, 2, 3, 4, 5].map(n => unique(`第 ${n} 件`))
  for (const title of titles) await report(page, '', firm, title)
  const [, , bad = ''] = titles
  await page.route('**/graphql', route => {
    const body = route.request().postData() ?? ''
    if (!body.includes(bad) || !body.includes('reportProblem')) return route.continue()
    const { query, variables } = JSON.parse(body)
    return route.continue({
      postData: JSON.stringify({ query, variables: { input: { ...variables.input, title: '' } } }),
    })
  })
  await page.context().setOffline(false)
  await page.goto('/outbox')
  const rows = waitingList(page)
  await expect(rows).toHaveCount(1)
  await expect(rows.first()).toContainText(bad)
  await expect(rows.first()).toContainText('要你改')
  await page.unroute('**/graphql')
  await page.getByRole('button', { name: '去改' }).click()
  await page.getByRole('button', { name: /^提交/ }).click()
  await expect(page).toHaveURL(/reports/)
  await allDelivered(page)
  for (const title of titles) expect(await problemsWith(ask, 'cadre01', title)).toHaveLength(1)
})

/** Everything that the app's database and the second copy of what waits hold, as text; blobs too. */
function onDisk(page: import('@playwright/test').Page): Promise<string> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('lianqi')
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    const texts: string[] = []
    const write = async (value: unknown): Promise<void> => {
      if (value instanceof Blob) texts.push(await value.text())
      else if (value && typeof value === 'object' && !ArrayBuffer.isView(value)) {
        for (const one of Object.values(value)) await write(one)
      } else texts.push(String(value))
    }
    for (const store of ['outbox', 'photo', 'draft']) {
      const rows = await new Promise<unknown[]>(resolve => {
        const asking = db.transaction(store).objectStore(store).getAll()
        asking.onsuccess = () => resolve(asking.result)
      })
      await write(rows)
    }
    db.close()
    const copy = await caches.open('unsent')
    for (const key of await copy.keys()) texts.push((await (await copy.match(key))?.text()) ?? '')
    return texts.join('\n')
  })
}
