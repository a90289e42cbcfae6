// The long form: ITEMS records (100) made and sent over a bad network while the browser is killed KILLS times (20) at
// moments that SEED chooses. Runs only when KILLS is set; prints one line for the record.
import { Device } from './device'
import { allDelivered, fill, firmOf, problemsWith, readyOffline, unique } from './fieldwork'
import { expect, signIn, test } from './person'

const kills = Number(process.env.KILLS ?? 0)
const items = Number(process.env.ITEMS ?? 100)
const seed = Number(process.env.SEED ?? 7)

/** The same numbers for the same seed, 0 to 1 (mulberry32). */
function dice(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

test('a browser that is killed again and again loses nothing and sends nothing twice', async ({
  ask,
  baseURL: origin = '',
}) => {
  test.skip(kills === 0, 'KILLS is not set')
  test.setTimeout(3_600_000)
  const random = dice(seed)
  const device = new Device()
  const word = unique('反复断电')
  const firm = await firmOf(ask, 'cadre01')
  const said: string[] = []
  let page = await device.start()
  await signIn(page, 'cadre01', origin)
  await readyOffline(page, origin)
  let killed = 0
  for (let n = 0; n < items; n++) {
    const title = `${n} 号：${word}`
    await device.context.setOffline(random() < 0.5)
    const doomed = killed < kills && random() < (kills - killed) / (items - n)
    const timer = doomed ? new Promise(resolve => setTimeout(resolve, 200 + random() * 2_500)) : undefined
    const done = (async () => {
      await page.goto(`${origin}/problems/new?enterprise=${firm.id}`)
      await fill(page, title, random() < 0.3 ? 1 : 0)
      await page.getByRole('button', { name: /^提交/ }).click()
      await expect(page.getByText(`问题：${title}`).or(page.getByText(title))).toBeVisible()
      said.push(title)
    })()
    if (!timer) {
      await done
      continue
    }
    done.catch(() => {})
    await timer
    await device.kill()
    killed++
    page = await device.start()
    n-- // whatever of it was stored comes back in the form or waits; the same words are written again otherwise
    await device.context.setOffline(true)
    await page.goto(`${origin}/outbox`)
    await expect(page.getByText(/条还没送达|都送达了/)).toBeVisible()
    if ((await page.getByText(`问题：${title}`).count()) > 0 || said.includes(title)) {
      if (!said.includes(title)) said.push(title)
      n++
    }
  }
  await device.context.setOffline(false)
  await allDelivered(page, origin)
  const known: { title: string; photosExpected: number; photosReceived: number }[] = []
  for (const title of said) known.push(...(await problemsWith(ask, 'office-county', title)))
  const times = (title: string) => known.filter(one => one.title === title).length
  const lost = said.filter(title => times(title) === 0).length
  const twice = said.filter(title => times(title) > 1).length
  const partial = known.filter(one => one.photosReceived < one.photosExpected).length
  console.log(
    `browser torture seed=${seed} items=${said.length} kills=${killed} lost=${lost} twice=${twice} partial=${partial}`,
  )
  expect({ lost, twice, partial, kills: killed }).toEqual({ lost: 0, twice: 0, partial: 0, kills })
  await device.dispose()
})
