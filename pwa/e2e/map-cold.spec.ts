// A leader's cheap phone opens the map for the first time, with nothing of the application on it: a quarter of this machine's speed,
// and the network that Chrome calls "Fast 4G". How long it takes and what it costs is printed.
import type { CDPSession, Page } from '@playwright/test'
import { expect, phone, test } from './person'

/** 8.1 Mbit/s down, 1.35 Mbit/s up, and 165 ms for each answer. */
const network = { offline: false, latency: 165, downloadThroughput: 1_012_500, uploadThroughput: 168_750 }
const mostHeap = 60

const told = `query ($area: String!) {
  statistics(divisionCode: $area, groupBy: DIVISION) { total { open overdue } rows { name measures { open overdue } } }
  problems(filter: { divisionCode: $area, overdue: true }, first: 1) { totalCount }
}`
interface Told {
  statistics: { total: Numbers; rows: { name: string; measures: Numbers }[] }
  problems: { totalCount: number }
}
interface Numbers {
  open: number
  overdue: number
}

test('H26 a low-end phone opens the map on what is overdue: light, with the numbers of the dashboard and the list', async ({
  open,
  ask,
}) => {
  await open('leader01', phone) // signs in; the next browser has nothing but its cookie
  const page = await open('leader01', phone)
  const tiles = new Map<string, number>()
  page.on('response', answer => {
    const [, layer] = /\/tiles\/(\w+)\//.exec(answer.url()) ?? []
    if (layer) tiles.set(layer, (tiles.get(layer) ?? 0) + Number(answer.headers()['content-length'] ?? 0))
  })
  const weak = await WeakPhone.of(page)
  await page.goto('/map?points=overdue')
  const paint = await momentOf(page, 'first-contentful-paint')
  const drawn = await momentOf(page, 'map drawn')
  const heap = await weak.heap()
  const bytes = [...tiles.values()].reduce((sum, n) => sum + n, 0)
  console.log(
    `map first paint=${paint} ms drawn=${drawn} ms heap=${heap.map(mb => mb.toFixed(1)).join('+')} MB tiles=${Math.ceil(bytes / 1000)} kB`,
  )
  expect(heap.reduce((sum, mb) => sum + mb)).toBeLessThan(mostHeap)
  expect([...tiles.keys()].sort()).toEqual(['division', 'overdue', 'park'])
  await expect(page.getByLabel('图层')).toHaveValue('overdue')
  await weak.rest()

  const { viewer } = await ask<{ viewer: { divisions: { code: string }[] } }>(
    'leader01',
    '{ viewer { divisions { code } } }',
  )
  const side = page.getByRole('complementary', { name: '详情' })
  const total = side.getByText(/没办完的 \d+ 件/)
  const rows = side.getByRole('region', { name: '下一级' }).getByRole('button', { name: '在办' })
  const words = (text: string | null) => text?.replaceAll(/\s/g, '')
  let looks = 0
  await expect(async () => {
    if (looks++ > 0) await page.reload() // others report and answer meanwhile
    const { statistics, problems } = await ask<Told>('leader01', told, { area: viewer.divisions[0]?.code })
    const { open, overdue } = statistics.total
    await expect(total).toHaveText(`没办完的 ${open} 件，其中 超期 ${overdue} 件`)
    expect(problems.totalCount).toBe(overdue)
    const named = statistics.rows.map(({ name, measures: { open, overdue } }) =>
      words(`${name}${overdue > 0 ? `超期${overdue}` : ''}在办${open}`),
    )
    const shown = (await rows.allTextContents()).map(words)
    expect(shown.length).toBeGreaterThan(0)
    expect(named).toEqual(expect.arrayContaining(shown))
  }).toPass()

  await side.getByRole('link', { name: /^超期 \d+ 件$/ }).click()
  await expect(page).toHaveURL(/\/problems\?.*stage=overdue/)
  await page.goBack()
  await expect(page.getByLabel('图层')).toHaveValue('overdue')
})

/** Milliseconds from the start of the navigation to a moment that the page has marked. */
function momentOf(page: Page, name: string): Promise<number> {
  return page.evaluate(
    name =>
      new Promise<number>(resolve => {
        const look = () => {
          const [entry] = performance.getEntriesByName(name)
          if (entry) resolve(Math.round(entry.startTime))
          else setTimeout(look, 50)
        }
        look()
      }),
    name,
  )
}

interface Reply {
  usedSize?: number
}

/** A page on a slow processor and network, and its workers, which fetch the tiles. */
class WeakPhone {
  private readonly workers = new Set<string>()
  private asked = 0
  private constructor(private readonly page: CDPSession) {}

  static async of(page: Page): Promise<WeakPhone> {
    const session = await page.context().newCDPSession(page)
    const weak = new WeakPhone(session)
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type !== 'worker') return
      weak.workers.add(sessionId)
      void weak.tell(sessionId, 'Network.emulateNetworkConditions', network)
      void weak.tell(sessionId, 'Runtime.runIfWaitingForDebugger')
    })
    await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: false })
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', network)
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    return weak
  }

  /** Megabytes of the JavaScript heaps, the page's first, when what nobody needs is gone. */
  async heap(): Promise<number[]> {
    await this.page.send('HeapProfiler.collectGarbage')
    const all = [(await this.page.send('Runtime.getHeapUsage')).usedSize]
    for (const worker of this.workers) {
      await this.tell(worker, 'HeapProfiler.collectGarbage')
      all.push((await this.tell(worker, 'Runtime.getHeapUsage')).usedSize ?? Number.NaN)
    }
    return all.map(bytes => bytes / 1e6)
  }

  /** Is as fast as the machine again. */
  async rest() {
    const free = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 }
    await this.page.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    await this.page.send('Network.emulateNetworkConditions', free)
  }

  /** Asks a worker. */
  private async tell(sessionId: string, method: string, params = {}): Promise<Reply> {
    const id = ++this.asked
    const reply = new Promise<Reply>(resolve => {
      const hear = (heard: { sessionId: string; message: string }) => {
        const said = JSON.parse(heard.message)
        if (heard.sessionId !== sessionId || said.id !== id) return
        this.page.off('Target.receivedMessageFromTarget', hear)
        resolve(said.result ?? {})
      }
      this.page.on('Target.receivedMessageFromTarget', hear)
    })
    const message = JSON.stringify({ id, method, params })
    await this.page.send('Target.sendMessageToTarget', { sessionId, message })
    return reply
  }
}
