// Real browsers among the phones of the fault harness: people capture through the screens while the harness spoils their
// network and kills servers. What a screen said is saved goes into a file, with which the harness looks for it.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'
import { phone, signIn } from './person'
import { pictures } from './picture'

/** Ways to the servers, one for each phone, and the folder in which phones and harness leave each other word. */
const { urls, folder } = JSON.parse(process.env.TORTURE ?? '{"urls":[],"folder":"."}') as {
  urls: string[]
  folder: string
}
const told = (word: string) => existsSync(join(folder, word))
const tell = (word: string, what: unknown) => writeFileSync(join(folder, word), JSON.stringify(what))

for (const [n, url] of urls.entries()) {
  test(`phone ${n + 1}`, async ({ browser }) => {
    const context = await browser.newContext({ ...phone, baseURL: url, permissions: ['geolocation'] })
    const page = await context.newPage()
    await signIn(page, `cadre0${n + 1}`)
    await page.goto('/today')
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await page.reload()
    await expect(page.getByText('企业资料已存手机')).toBeVisible()
    const [firm] = await firms(page)
    await context.setGeolocation({ longitude: firm?.lon ?? 111, latitude: firm?.lat ?? 27, accuracy: 20 })
    tell(`ready-${n}`, url)

    const said: { title: string; photos: number }[] = []
    while (!told('healing')) {
      const title = `浏览器里记下的用工缺口 ${n}-${said.length}-${Date.now().toString(36)}`
      const photos = said.length % 3
      await capture(page, `/problems/new?enterprise=${firm?.id}`, title, photos)
      said.push({ title, photos })
      await sleep(3_000)
    }
    while (!told('healed')) await sleep(200)
    await page.goto('/outbox')
    const left = page.getByRole('list', { name: '待发送的记录' }).getByRole('listitem')
    for (const end = Date.now() + 60_000; Date.now() < end && (await left.count()) > 0; await sleep(3_000)) {
      await page.evaluate(() => dispatchEvent(new Event('online')))
    }
    tell(`said-${n}`, { said, left: await left.allInnerTexts() })
    await context.close()
  })
}

async function firms(page: Page): Promise<{ id: string; lon: number; lat: number }[]> {
  const query = '{ viewer { enterprises(first: 1) { nodes { id location { lon lat } } } } }'
  const answer = await page.request.post('/graphql', { data: { query } })
  const { data } = await answer.json()
  return data.viewer.enterprises.nodes.map((firm: { id: string; location?: { lon: number; lat: number } }) => ({
    id: firm.id,
    lon: firm.location?.lon ?? 111,
    lat: firm.location?.lat ?? 27,
  }))
}

/** Returns once the screen has said that the problem is saved. */
async function capture(page: Page, path: string, title: string, photos: number) {
  await page.goto(path)
  await page.getByLabel('发生了什么').fill(title)
  await page.getByRole('group', { name: '属于哪类' }).getByText('用工', { exact: true }).click()
  if (photos > 0) {
    await page.getByLabel('从相册选照片').setInputFiles(await pictures(page, photos))
    await expect(page.locator('.photo .ph-ok')).toHaveCount(photos)
  }
  await page.getByRole('button', { name: /^提交/ }).click()
  await expect(page.getByText(`问题：${title}`)).toBeVisible()
}
