// What 待发送 says while it sends, change by change, held against what the phone was told over the air.
import type { Page } from '@playwright/test'
import type { Air } from './air'

interface Said {
  rows: { what: string; received: number; photos: number; arrived: boolean }[]
  /** Photos of those rows, all told, that it says were received. */
  received: number
  /** Records of which it keeps receipts. */
  delivered: number
}

/** What was written down and waits. */
interface Total {
  records: number
  photos: number
}

export interface Heard {
  /** How often the screen changed. */
  changes: number
  /** What it claimed that was not so, and what it took back. */
  lies: string[]
}

/** Listens to the 待发送 that `page` is going to show. */
export async function listen(page: Page, air: Air, total: Total): Promise<Heard> {
  const heard: Heard = { changes: 0, lies: [] }
  const last = new Map<string, number>()
  await page.exposeFunction('said', (said: Said) => {
    heard.changes++
    heard.lies.push(...liesIn(said, air, total))
    for (const { what, received } of said.rows.filter(isProblem)) {
      const before = last.get(what) ?? 0
      if (received < before) heard.lies.push(`照片 ${received} after ${before}: ${what}`)
      last.set(what, received)
    }
  })
  await page.addInitScript(tellChanges)
  return heard
}

/** Problems have titles of their own; several visits may be called by one firm. */
const isProblem = ({ what }: { what: string }) => what.startsWith('问题')

function liesIn({ rows, received, delivered }: Said, air: Air, { records, photos }: Total): string[] {
  const ids = [...air.inputs.keys()]
  const known = new Map(ids.map(id => [`问题：${air.titleOf(id)}`, id]))
  const complete = air.complete.length
  const told = ids.reduce((sum, id) => sum + air.told(id), 0)
  const gone = records - rows.length
  const there = photos - rows.reduce((sum, row) => sum + row.photos - row.received, 0)
  const ofRows = rows.reduce((sum, row) => sum + row.received, 0)
  const lies = rows.filter(isProblem).flatMap(row => {
    const id = known.get(row.what) ?? ''
    const arrived = row.arrived && !air.receipts.has(id) ? [`文字已送达: ${row.what}`] : []
    const most = air.told(id)
    return row.received > most ? [...arrived, `照片 ${row.received} of ${most}: ${row.what}`] : arrived
  })
  if (delivered > complete) lies.push(`已送达 ${delivered} of ${complete}`)
  if (gone > complete) lies.push(`${gone} rows are gone, ${complete} records are complete`)
  if (there > told) lies.push(`${there} photos are said to be there, ${told} are`)
  if (received !== ofRows) lies.push(`照片已收到 ${received}, and ${ofRows} by the rows`)
  return lies
}

/** Runs in the page: tells `said` of each change of 待发送. */
function tellChanges() {
  const number = (pattern: RegExp, text?: string | null) => Number(pattern.exec(text ?? '')?.[1] ?? 0)
  let last = ''
  new MutationObserver(() => {
    const rows = [...document.querySelectorAll('[aria-label="待发送的记录"] > li')].map(row => ({
      what: row.querySelector('.title')?.textContent ?? '',
      received: number(/照片 (\d+)\/\d+/, row.textContent),
      photos: number(/照片 \d+\/(\d+)/, row.textContent),
      arrived: /文字已送达/.test(row.textContent ?? ''),
    }))
    const received = number(/照片已收到 (\d+)\//, document.querySelector('[aria-labelledby="all"]')?.textContent)
    const delivered = number(/已送达 (\d+) 条/, document.body?.textContent)
    if (rows.length === 0 && delivered === 0) return
    const now = JSON.stringify({ rows, received, delivered })
    if (now !== last) void (window as unknown as { said(said: unknown): Promise<void> }).said(JSON.parse(now))
    last = now
  }).observe(document, { subtree: true, childList: true, characterData: true })
}
