// New versions come by the person's choice, old tabs live on, and a service worker that went wrong is recalled within a
// reload; what is not delivered outlives all of it.
import type { Page } from '@playwright/test'
import { firmOf, problemsWith, readyOffline, report, unique, waitingList } from './fieldwork'
import { Front } from './front'
import { test as base, expect, phone, signIn } from './person'

const test = base.extend<{ front: Front; origin: string }>({
  front: async ({ baseURL }, use) => {
    const front = new Front(String(baseURL))
    await use(front)
    front.close()
  },
  origin: async ({ front }, use) => use(await front.open()),
})

/** A phone that trusts the address of the front; what it complains of is not this test's subject. */
async function phoneAt(origin: string, browser: import('@playwright/test').Browser): Promise<Page> {
  const context = await browser.newContext(phone)
  const page = await context.newPage()
  await signIn(page, 'cadre01', origin)
  await readyOffline(page, origin)
  return page
}

/** The build's own service worker, as another version that keeps the same files. */
async function nextVersion(origin: string): Promise<string> {
  const text = await (await fetch(`${origin}/sw.js`)).text()
  const next = text.replace(/(version:|"version":)\s*(["'`])[0-9a-f]{12}\2/, '$1"0123456789ab"')
  expect(next).not.toBe(text)
  return next
}

test('a new version waits for the person and for the form, and an old tab goes on', async ({
  browser,
  origin,
  front,
}) => {
  const page = await phoneAt(origin, browser)
  const firm = page.locator('.rows a[href^="/enterprises/"]').first()
  const id = String(await firm.getAttribute('href')).slice('/enterprises/'.length)
  const old = await page.context().newPage()
  await old.goto(`${origin}/today`)
  await page.goto(`${origin}/problems/new?enterprise=${id}`)
  front.instead.set('/sw.js', await nextVersion(origin))
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
  await expect(page.getByText('有新版本')).toBeVisible()

  await page.getByLabel('发生了什么').fill('写到一半的话')
  await page.getByRole('button', { name: '更新' }).click({ force: true })
  await expect(page.getByLabel('发生了什么')).toHaveValue('写到一半的话')
  await expect(page.getByText('不影响没送达的内容和草稿')).toBeVisible()
  const loaded = page.waitForEvent('load')
  await page.getByRole('button', { name: '更新' }).click()
  await loaded
  await expect(page.getByText('有新版本')).toHaveCount(0)
  await expect(page.getByLabel('发生了什么')).toHaveValue('写到一半的话')
  await page.goto(`${origin}/diagnostics`)
  await expect(page.getByText('0123456789ab')).toBeVisible()

  await old.getByRole('link', { name: '上报' }).click()
  await expect(old.getByRole('heading', { name: '我的上报' })).toBeVisible()
  await page.context().close()
})

test('a bad service worker is recalled within a reload, and the outbox survives', async ({
  browser,
  origin,
  front,
  ask,
}) => {
  const title = unique('召回前记下的停电')
  const firm = await firmOf(ask, 'cadre01')
  const page = await phoneAt(origin, browser)
  await page.context().setOffline(true)
  await report(page, origin, firm, title, 1)
  front.instead.set(
    '/sw.js',
    `self.addEventListener('install', () => self.skipWaiting())
     self.addEventListener('fetch', event => event.request.mode === 'navigate' && event.respondWith(new Response('坏了')))
     self.addEventListener('activate', event => event.waitUntil(self.clients.claim()))`,
  )
  await page.route('**/graphql', route => route.abort())
  await page.context().setOffline(false)
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
  await expect(async () => {
    await page.goto(`${origin}/outbox`)
    await expect(page.locator('body')).toHaveText('坏了', { timeout: 1_000 })
  }).toPass()

  front.instead.set('/sw.js', await (await fetch(`${origin}/recall.js`)).text())
  await page.reload()
  await expect(page.getByRole('heading', { name: '待发送' })).toBeVisible({ timeout: 30_000 })
  await expect(waitingList(page).filter({ hasText: title })).toHaveCount(1)
  expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(0)
  await page.unroute('**/graphql')
  await page.getByRole('button', { name: '全部重试' }).click()
  await expect(page.getByText('都送达了')).toBeVisible()
  expect(await problemsWith(ask, 'cadre01', title)).toMatchObject([{ photosExpected: 1, photosReceived: 1 }])
  await page.context().close()
})
