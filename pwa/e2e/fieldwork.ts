// What a cadre does in the field, and what the server then knows of it.
import type { Page } from '@playwright/test'
import { expect } from './person'
import { pictures } from './picture'

export interface Firm {
  id: string
  name: string
  location: { lon: number; lat: number }
  visits: { totalCount: number }
}
export type Ask = <R>(account: string, query: string, variables?: Record<string, unknown>) => Promise<R>

const firms = `{ viewer { enterprises(first: 1) { nodes {
  id name location { lon lat } visits(first: 1) { totalCount } } } } }`
const titled = `query ($text: String!) { problems(filter: { text: $text }, first: 50) {
  nodes { id title capturedAt photosExpected photosReceived } } }`

/** An enterprise that the cadre answers for. */
export async function firmOf(ask: Ask, account: string): Promise<Firm> {
  const { viewer } = await ask<{ viewer: { enterprises: { nodes: [Firm] } } }>(account, firms)
  return viewer.enterprises.nodes[0]
}

export interface Known {
  id: string
  title: string
  capturedAt: string
  photosExpected: number
  photosReceived: number
}

/** The problems whose words hold `text`, as `account` sees them. */
export async function problemsWith(ask: Ask, account: string, text: string): Promise<Known[]> {
  return (await ask<{ problems: { nodes: Known[] } }>(account, titled, { text })).problems.nodes
}

export const unique = (what: string) =>
  `${what}，${Date.now().toString(36)}${Math.random().toString(36).slice(2, 5)} 号记录`

/** Opens the cadre's first screen and waits until the app, the firms and the problems are on the phone. */
export async function readyOffline(page: Page, origin = '') {
  await page.goto(`${origin}/today`)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.reload()
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
  await expect(page.getByText('企业资料已存手机')).toBeVisible()
}

/** Writes a problem down, with photos, up to the last button. */
export async function fill(page: Page, title: string, photos = 0) {
  await page.getByLabel('发生了什么').fill(title)
  await page.getByRole('group', { name: '属于哪类' }).getByText('用工', { exact: true }).click()
  if (photos === 0) return
  await page.getByLabel('从相册选照片').setInputFiles(await pictures(page, photos))
  await expect(page.locator('.photo .ph-ok')).toHaveCount(photos)
}

/** Makes an enterprise's problem and submits it: when this returns the screen has said that it is on the phone. */
export async function report(page: Page, origin: string, firm: Firm, title: string, photos = 0) {
  await page.goto(`${origin}/problems/new?enterprise=${firm.id}`)
  await fill(page, title, photos)
  await page.getByRole('button', { name: /^提交/ }).click()
  await expect(page.getByText(`问题：${title}`)).toBeVisible()
}

export const waitingList = (page: Page) => page.getByRole('list', { name: '待发送的记录' }).getByRole('listitem')

/** Opens 待发送 and waits until nothing is left there; a photo whose sending was cut is free again after a moment. */
export async function allDelivered(page: Page, origin = '') {
  await page.goto(`${origin}/outbox`)
  await expect(async () => {
    const again = page.getByRole('button', { name: '全部重试' })
    if (await again.isVisible()) await again.click({ timeout: 1_000 }).catch(() => {})
    await expect(page.getByText('都送达了')).toBeVisible({ timeout: 3_000 })
  }).toPass({ timeout: 90_000 })
}

/** How many people's keys the phone has. */
export function keysOn(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>(resolve => {
        const opening = indexedDB.open('lianqi')
        opening.onsuccess = () => {
          const counting = opening.result.transaction('key').objectStore('key').count()
          counting.onsuccess = () => {
            opening.result.close()
            resolve(counting.result)
          }
        }
      }),
  )
}

/** What the app says of the last time that it put records back into an empty database. */
export const putBack = (page: Page) => page.evaluate(() => `put back: ${localStorage.getItem('lianqi.restored')}`)
