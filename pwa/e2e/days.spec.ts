// Days without a network, and then a bad one. FIELD_VISITS, FIELD_PROBLEMS, FIELD_PHOTOS and FIELD_SEED say how much; FIELD_HASTE, how
// many times faster than 2G the network is, and more than 1 that the person does not wait for the app to try again. `make field` is
// the long form, as slow as 2G and nobody touches the phone; its last line says what the sending took.
import type { Page } from '@playwright/test'
import { Air } from './air'
import { test as base } from './device'
import { dice } from './dice'
import { type Ask, type Firm, fill, problemsWith, readyOffline, unique, waitingList } from './fieldwork'
import { expect, signIn } from './person'
import { pictures } from './picture'
import { listen } from './said'

const visits = Number(process.env.FIELD_VISITS || 4)
const problems = Number(process.env.FIELD_PROBLEMS || 5)
const photos = Number(process.env.FIELD_PHOTOS || 9)
const seed = Number(process.env.FIELD_SEED || 7)
const haste = Number(process.env.FIELD_HASTE || 20)
const days = 3
const day = 86_400_000
/** No other test goes to this one's firms. */
const cadre = 'cadre06'

const test = base.extend<{ air: Air }>({
  air: async ({ baseURL }, use) => {
    const air = new Air(String(baseURL), { random: dice(seed), delay: 300 / haste, rate: 20_000 * haste })
    await use(air)
    air.close()
  },
})

test(`H03 ${days} days offline, ${visits} visits, ${problems} problems, ${photos} photos; then 2G with 30 % loss: all arrive once, visits before their problems, words before photos, and 待发送 never says more than is so`, async ({
  device,
  air,
  ask,
}) => {
  test.setTimeout(180_000 + (visits + problems + photos) * 30_000)
  const word = unique('三天没有信号')
  const firms = await firmsOf(ask)
  const before = await visitsOf(ask)
  const origin = await air.open()
  let page = await device.start()
  await signIn(page, cadre, origin)
  await readyOffline(page, origin)

  /** What the phone said is saved, as 待发送 names it, in the order of capture; a visit, and then its problems. */
  const written: { what: string; photos: number }[] = []
  const went: string[] = []
  for (let n = 0; n < days; n++) {
    await test.step(`day ${n + 1}, without a network`, async () => {
      await device.off()
      page = await device.start({ nowhere: true })
      await device.context.setOffline(true)
      await device.context.grantPermissions(['geolocation'], { origin })
      await thatDay(page, n - days)
      for (let visit = 0; visit < visits; visit++) if (Math.floor((visit * days) / visits) === n) await go(visit)
    })
  }

  /** A visit with its problems; the second goes to the firm of the first again, on the same day. */
  async function go(visit: number) {
    const firm = firms[visit === 1 ? 0 : visit % firms.length] as Firm
    await device.context.setGeolocation({ longitude: firm.location.lon, latitude: firm.location.lat, accuracy: 20 })
    await page.goto(`${origin}/enterprises/${firm.id}/check-in`)
    await expect(page.locator('.fix')).toContainText('范围内')
    await page.getByLabel('从相册选照片').setInputFiles(await pictures(page, share(visit)))
    await expect(page.locator('.photo .ph-ok')).toHaveCount(share(visit))
    await page.getByRole('button', { name: '提交签到' }).click()
    await expect(page.locator('.stamp')).toContainText('已存手机')
    const url = page.url()
    written.push({ what: `签到：${firm.name}`, photos: share(visit) })
    went.push(String(/[0-9a-f-]{36}/.exec(new URL(url).pathname)))
    for (let problem = visit; problem < problems; problem += visits) {
      const title = `第 ${problem + 1} 件，${word}`
      if (page.url() !== url) await page.goto(url)
      await page.getByRole('link', { name: '记问题' }).click()
      await fill(page, title, share(visits + problem))
      await page.getByRole('button', { name: /^提交/ }).click()
      await expect(page.getByText(`问题：${title}`)).toBeVisible()
      written.push({ what: `问题：${title}`, photos: share(visits + problem) })
    }
  }

  await test.step('all of it waits, and the phone is switched off', async () => {
    await page.goto(`${origin}/outbox`)
    await expect(waitingList(page)).toHaveCount(written.length)
    await device.off()
  })

  page = await device.start()
  const heard = await listen(page, air, { records: written.length, photos })
  air.thin = true
  const began = Date.now()
  await test.step('where the network is bad it sends', async () => {
    await page.goto(`${origin}/outbox`)
    await expect(page.getByText(`最早一条已经 ${days} 天没送出去`)).toBeVisible()
    const done = page.getByText(`已送达 ${written.length} 条`)
    const patience = began + 60_000 + (visits + problems + photos) * 25_000
    while (Date.now() < patience && !(await done.isVisible())) {
      const again = page.getByRole('button', { name: '全部重试' })
      if (haste > 1) await again.dispatchEvent('click', {}, { timeout: 500 }).catch(() => {}) // it goes with the last record
      await page.waitForTimeout(100)
    }
    await expect(done).toBeVisible()
    await expect(page.getByText('都送达了')).toBeVisible()
  })
  const seconds = Math.round((Date.now() - began) / 1_000)
  air.thin = false

  const kept: Visit[] = []
  for (const id of went) kept.push(await visitOf(ask, id))
  const records = kept.flatMap(visit => [visit, ...visit.problems])
  const there = kept.flatMap(({ enterprise, problems }) => [
    `签到：${enterprise.name}`,
    ...problems.map(({ title }) => `问题：${title}`),
  ])
  const known = (await problemsWith(ask, cadre, word)).length + (await visitsOf(ask)) - before
  const missing = written.filter(({ what }) => !there.includes(what)).length
  const twice = known + missing - written.length
  console.log(
    `field seed=${seed} days=${days} visits=${visits} problems=${problems} photos=${photos} seconds=${seconds} requests=${air.requests} lost=${air.lost} bytes=${air.bytes} twice=${twice} missing=${missing}`,
  )
  expect({ twice, missing }).toEqual({ twice: 0, missing: 0 })
  expect(there, 'each problem hangs on its visit').toEqual(written.map(({ what }) => what))

  await test.step('each arrived whole, and always as it was first sent', () => {
    for (const [n, { id, photosExpected, photosReceived, photos }] of records.entries()) {
      expect([photosExpected, photosReceived, photos.length]).toEqual(Array(3).fill(written[n]?.photos))
      for (const photo of photos) expect(photo).toMatchObject({ received: true, width: 1_600 })
      expect(air.inputs.get(id)?.size).toBe(1)
      expect([...(air.receipts.get(id) ?? [])].sort()).toEqual(air.announced(id).sort())
    }
    expect(new Set(records.flatMap(({ id }) => air.announced(id))).size, 'no two photos are alike').toBe(photos)
  })

  await test.step('in this order: a visit, its problems; all words, photos', () => {
    const first = (id: string) => air.reached.findIndex(one => one.id === id)
    const taken = (id: string) => air.reached.findIndex(one => one.id === id && one.taken)
    const photo = air.reached.findIndex(({ what }) => what === 'photo')
    for (const { id } of records) expect(taken(id)).toBeLessThan(photo)
    for (const { id: visit, receivedAt, problems } of kept) {
      for (const { id, submittedAt } of problems) {
        expect(first(id)).toBeGreaterThan(taken(visit))
        expect(Date.parse(submittedAt)).toBeGreaterThan(Date.parse(receivedAt))
      }
    }
  })

  await test.step('the times are those of the days on which it was written down', () => {
    expect(kept.map(({ checkInResult }) => checkInResult)).toEqual(kept.map(() => 'IN_RANGE'))
    const times = records
      .flatMap(({ photos, capturedAt }) => [...photos.map(({ takenAt }) => takenAt), capturedAt])
      .map(moment => Date.parse(moment))
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(kept.map(({ capturedAt }) => Math.round((began - Date.parse(capturedAt)) / day))).toEqual(
      kept.map((_, visit) => days - Math.floor((visit * days) / visits)),
    )
  })

  expect(heard.lies).toEqual([])
  expect(heard.changes).toBeGreaterThan(written.length)
})

/** How many of the photos fall to the record `n`, visits first: to a problem three times as many as to a visit. */
function share(n: number): number {
  const weight = (end: number) => Math.min(end, visits) + 3 * Math.max(0, end - visits)
  const upTo = (end: number) => Math.floor((weight(end) * photos) / weight(visits + problems))
  return upTo(n + 1) - upTo(n)
}

/** The phone's clock begins days back, so that three days later it is now, for the phone as for the server. Places have its time. */
async function thatDay(page: Page, offset: number) {
  await page.clock.install({ time: Date.now() + offset * day })
  await page.addInitScript(moved => {
    const { get } = Object.getOwnPropertyDescriptor(GeolocationPosition.prototype, 'timestamp') as { get(): number }
    Object.defineProperty(GeolocationPosition.prototype, 'timestamp', {
      get() {
        return get.call(this) + moved
      },
    })
  }, offset * day)
}

async function firmsOf(ask: Ask): Promise<Firm[]> {
  const query = '{ viewer { enterprises(first: 30) { nodes { id name location { lon lat } } } } }'
  return (await ask<{ viewer: { enterprises: { nodes: Firm[] } } }>(cadre, query)).viewer.enterprises.nodes
}

async function visitsOf(ask: Ask): Promise<number> {
  const query = '{ visits(filter: { mine: true }, first: 1) { totalCount } }'
  return (await ask<{ visits: { totalCount: number } }>(cadre, query)).visits.totalCount
}

interface Kept {
  id: string
  photosExpected: number
  photosReceived: number
  photos: { received: boolean; takenAt: string; width: number }[]
  capturedAt: string
}
interface Visit extends Kept {
  enterprise: { name: string }
  checkInResult: string
  receivedAt: string
  problems: (Kept & { title: string; submittedAt: string })[]
}

/** What the server has of a visit, with its problems in the order in which they were written down. */
async function visitOf(ask: Ask, id: string): Promise<Visit> {
  const record = 'id capturedAt photosExpected photosReceived photos { received takenAt width }'
  const query = `query ($id: ID!) { visit(id: $id) { ${record} enterprise { name } checkInResult receivedAt
    problems { ${record} title submittedAt } } }`
  const { visit } = await ask<{ visit: Visit }>(cadre, query, { id })
  return { ...visit, problems: visit.problems.toSorted((a, b) => (a.id < b.id ? -1 : 1)) }
}
