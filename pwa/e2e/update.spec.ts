// New versions come by the person's choice, old tabs live on, and a service worker that went wrong is recalled within a
// reload; what is not delivered outlives all of it, and was written by whichever version.
import { randomUUID } from 'node:crypto'
import type { Browser, Page } from '@playwright/test'
import { allDelivered, firmOf, problemsWith, readyOffline, report, unique, waitingList } from './fieldwork'
import { Front } from './front'
import { test as base, expect, forgive, phone, signIn } from './person'

const test = base.extend<{ front: Front; origin: string }>({
  front: async ({ baseURL }, use) => {
    const front = new Front(String(baseURL))
    await use(front)
    front.close()
  },
  origin: async ({ front }, use) => use(await front.open()),
})

/** A phone that trusts the address of the front; what it complains of is not this test's subject. */
async function phoneAt(origin: string, browser: Browser): Promise<Page> {
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
  const broken = `self.addEventListener('fetch', event => {
    if (event.request.mode !== 'navigate') return
    event.stopImmediatePropagation()
    event.respondWith(new Response('坏了'))
  });`
  front.instead.set('/sw.js', broken + (await nextVersion(origin)))
  await page.route('**/graphql', route => route.abort())
  await page.context().setOffline(false)
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
  await page.getByRole('button', { name: '更新' }).click()
  await expect(page.locator('body')).toHaveText('坏了', { timeout: 30_000 })

  front.instead.set('/sw.js', await (await fetch(`${origin}/recall.js`)).text())
  await page.reload()
  await expect(page.getByRole('heading', { name: '我的上报' })).toBeVisible({ timeout: 30_000 })
  await page.goto(`${origin}/outbox`)
  await expect(waitingList(page).filter({ hasText: title })).toHaveCount(1)
  const names = await page.evaluate(() => caches.keys())
  expect(names.map(name => name.split(' ')[0]).sort()).toEqual(['read', 'unsent']) // what was read, and the second copy of what waits
  expect(await page.evaluate(async () => (await (await caches.open('unsent')).keys()).length)).toBe(1)
  await page.unroute('**/graphql')
  await page.getByRole('button', { name: '全部重试' }).click()
  await expect(page.getByText('都送达了')).toBeVisible()
  expect(await problemsWith(ask, 'cadre01', title)).toMatchObject([{ photosExpected: 1, photosReceived: 1 }])
  await page.context().close()
})

test('what the first version of the app wrote down on the phone is there in the present one, and arrives', async ({
  stranger,
  ask,
  complaints,
}) => {
  const title = unique('旧版应用里还没发的')
  const draft = unique('旧版应用里写到一半的')
  const firm = await firmOf(ask, 'cadre01')
  const { viewer } = await ask<{ viewer: { id: string; name: string } }>('cadre01', '{ viewer { id name } }')
  const page = await stranger(phone)
  await page.goto('/healthz')
  await page.evaluate(writeAsFirstVersion, { id: uuid7(), firm: firm.id, owner: viewer, title, draft, form: uuid7() })

  await page.goto('/sign-in')
  await expect(page.getByText('这台手机还有 1 条记录没送达')).toBeVisible()
  await signIn(page, 'cadre01')
  await allDelivered(page)
  expect(await problemsWith(ask, 'office-county', title)).toMatchObject([{ photosExpected: 2, photosReceived: 2 }])
  await page.goto(`/problems/new?enterprise=${firm.id}`)
  await expect(page.getByLabel('发生了什么')).toHaveValue(draft)
  await expect(page.locator('.photo .ph-ok')).toHaveCount(1)
  forgive(complaints, /favicon/)
})

const uuid7 = () => `0195d000-0000-7000-8000-${randomUUID().slice(24)}`

interface Old {
  id: string
  firm: string
  owner: { id: string; name: string }
  title: string
  draft: string
  form: string
}

/** Runs in the page: the database of version 1 with a record that waits, one photo of it shrunk and one as taken, and a draft with a photo. */
async function writeAsFirstVersion({ id, firm, owner, title, draft, form }: Old) {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('lianqi', 1)
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => resolve(opening.result)
    opening.onupgradeneeded = () => {
      const made = opening.result
      made.createObjectStore('outbox', { keyPath: 'id' }).createIndex('owner', 'owner')
      made.createObjectStore('photo', { keyPath: 'id' }).createIndex('holder', 'holder')
      made.createObjectStore('draft', { keyPath: 'key' })
      made.createObjectStore('receipt', { keyPath: 'id' }).createIndex('deliveredAt', 'deliveredAt')
      made.createObjectStore('cache', { keyPath: 'key' }).createIndex('owner', 'owner')
    }
  })
  const draw = async (colour: string) => {
    const canvas = new OffscreenCanvas(800, 600)
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
    context.fillStyle = colour
    context.fillRect(Math.random() * 400, Math.random() * 300, 300, 200)
    return canvas.convertToBlob({ type: 'image/jpeg' })
  }
  const ready = await draw('#f00')
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await ready.arrayBuffer()))
  const sha256 = Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('')
  const [takenAt, capturedAt] = [new Date(Date.now() - 60_000).toISOString(), new Date().toISOString()]
  const input = { id, enterpriseId: firm, visitId: null, title, description: title, demand: null, category: 'LABOUR' }
  const words = { id: form, description: draft, demand: '', category: 'LABOUR', how: 'DISPATCH', confidential: false }
  const taken = { takenAt, lines: ['现场'] }
  const rows: [string, object][] = [
    [
      'outbox',
      {
        ...{ id, owner: owner.id, ownerName: owner.name, kind: 'REPORT', title, about: '企业' },
        ...{ input: { ...input, resolvedOnSite: false, confidential: false, capturedAt }, savedAt: Date.now() },
        ...{ photos: 2, photosReceived: 0, tries: 0, retryAt: 0 },
      },
    ],
    ['photo', { ...taken, id: 'a', holder: id, ready, sha256 }],
    ['photo', { ...taken, id: 'b', holder: id, original: await draw('#0f0') }],
    ['draft', { key: `problem ${firm}`, owner: owner.id, savedAt: Date.now(), fields: words }],
    ['photo', { ...taken, id: 'c', holder: `problem ${firm}`, original: await draw('#00f') }],
  ]
  const tx = db.transaction(['outbox', 'photo', 'draft'], 'readwrite')
  for (const [store, row] of rows) tx.objectStore(store).put(row)
  await new Promise(resolve => {
    tx.oncomplete = resolve
  })
  db.close()
}
