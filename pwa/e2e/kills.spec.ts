// A browser that dies again and again: KILL_ITEMS records are written and sent while it is killed KILL_COUNT times, at moments
// and under networks that KILL_SEED chooses. `make kills` is the long form; the last line says what became of them, and
// `emptied`, after how many kills the browser had given its database up. Then the profile stays, and what LevelDB said is printed.
import { test } from './device'
import { dice } from './dice'
import { allDelivered, fill, firmOf, problemsWith, readyOffline, unique } from './fieldwork'
import { expect, signIn } from './person'
import { pictures } from './picture'

const items = Number(process.env.KILL_ITEMS || 6)
const kills = Number(process.env.KILL_COUNT || 2)
const seed = Number(process.env.KILL_SEED || 7)

test(`${items} records and ${kills} kills: nothing is lost, nothing arrives twice`, async ({
  device,
  ask,
  baseURL: origin = '',
}) => {
  test.setTimeout(120_000 + items * 30_000)
  const random = dice(seed)
  const word = unique('反复断电')
  const titles = Array.from({ length: items }, (_, n) => `第 ${n + 1} 件，${word}`)
  const photosOf = new Map(titles.map(title => [title, random() < 0.4 ? 1 : 0]))
  const doomed = new Set(shuffled(titles, random).slice(0, kills))
  const firm = await firmOf(ask, 'cadre01')
  let page = await device.start()
  await signIn(page, 'cadre01', origin)
  await readyOffline(page, origin)

  /** Writes one down as a person does who may find the form half filled. */
  async function capture(title: string) {
    await page.goto(`${origin}/problems/new?enterprise=${firm.id}`)
    await fill(page, title)
    if (photosOf.get(title) && (await page.locator('.photo').count()) === 0) {
      await page.getByLabel('从相册选照片').setInputFiles(await pictures(page, 1))
    }
    if (photosOf.get(title)) await expect(page.locator('.photo .ph-ok')).not.toHaveCount(0)
    await page.getByRole('button', { name: /^提交/ }).click()
    await expect(page).toHaveURL(/reports/)
  }

  const forgotten: string[] = []
  let emptied = 0
  let noted = ''
  for (const title of titles) {
    await device.context.setOffline(random() < 0.5)
    if (!doomed.has(title)) {
      await capture(title)
      continue
    }
    const after = 300 + random() * 2_200
    let said = false
    const writing = capture(title).then(
      () => {
        said = true
      },
      () => {}, // the browser was killed under it
    )
    await page.waitForTimeout(after)
    const saved = said
    await device.kill()
    await writing
    device.setAside()
    page = await device.start()
    await device.context.setOffline(random() < 0.5)
    const kept = await isKept(title)
    const restored = await page.evaluate(() => localStorage.getItem('lianqi.restored') ?? '')
    if (restored !== noted) emptied++
    if (restored !== noted || (saved && !kept)) {
      console.log(`"${title}" kept=${kept}, put back: ${restored || 'nothing'}; ${device.evidence()}`)
    }
    noted = restored
    if (kept) continue
    if (saved) forgotten.push(title)
    await capture(title)
  }

  /** Whether the phone knows it as waiting or delivered; the office knows it, too, when receipts went with a database. */
  async function isKept(title: string): Promise<boolean> {
    await page.goto(`${origin}/outbox`)
    await expect(page.getByText(/条还没送达|都送达了|还锁着/).first()).toBeVisible()
    const shut = page.getByText('还锁着')
    if (await shut.isVisible()) {
      await device.context.setOffline(false)
      await expect(shut).toBeHidden({ timeout: 60_000 })
    }
    const shown = page.getByText(`问题：${title}`).first().waitFor({ state: 'attached', timeout: 3_000 })
    return shown.then(
      () => true,
      async () => (await problemsWith(ask, 'office-county', title)).length > 0,
    )
  }

  await device.context.setOffline(false)
  await allDelivered(page, origin)
  const found: Awaited<ReturnType<typeof problemsWith>>[] = []
  for (const title of titles) found.push(await problemsWith(ask, 'office-county', title))
  const known = found.flat()
  const lost = found.filter(there => there.length === 0).length + forgotten.length
  const twice = found.filter(there => there.length > 1).length
  const partial = known.filter(
    ({ title, photosExpected, photosReceived }) => photosReceived < Math.max(photosExpected, photosOf.get(title) ?? 0),
  ).length
  console.log(
    `kills seed=${seed} items=${items} kills=${doomed.size} lost=${lost} twice=${twice} partial=${partial} emptied=${emptied}`,
  )
  expect({ lost, twice, partial, kills: doomed.size }).toEqual({ lost: 0, twice: 0, partial: 0, kills })
})

function shuffled<T>(all: readonly T[], random: () => number): T[] {
  return all
    .map(one => [random(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one)
}
