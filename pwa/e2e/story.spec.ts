// The whole way of a problem: found on a visit, handed out on two lines, handled, scored, struck off.
import type { Locator, Page } from '@playwright/test'
import { clock, dateAndWeekday } from '../src/words/time'
import { desk, expect, phone, test } from './person'
import { pictures } from './picture'

const handling = ['SIGNED', 'PROGRESS', 'REPLIED']
const way = ['REPORTED', 'DISPATCHED', ...handling, ...handling, 'REPLY_ACCEPTED', 'EVALUATED']

interface Firm {
  id: string
  name: string
  location: { lon: number; lat: number }
}
interface Told {
  problem: {
    status: string
    dispatches: { line: string; role: string; dueAt: string; organization: { name: string } }[]
    events: { nodes: { kind: string; kindText: string }[] }
  }
}

test('from a visit to 已销号, and the leader counts one more', async ({ open, ask }) => {
  const title = `物流专线的车不够，${Date.now().toString(36)} 批货出不去`
  const { viewer } = await ask<{ viewer: { enterprise: Firm } }>(
    'enterprise01',
    '{ viewer { enterprise { id name location { lon lat } } } }',
  )
  const firm = viewer.enterprise

  const leader = await open('leader01', desk)
  const before = await logistics(leader)

  const problemId = await test.step('the cadre checks in and reports', async () => {
    const page = await open('cadre01', phone)
    const context = page.context()
    await context.grantPermissions(['geolocation'])
    const { lon: longitude, lat: latitude } = firm.location
    await context.setGeolocation({ longitude, latitude: latitude + 0.02, accuracy: 15 })
    await page.goto('/today')
    await page.getByRole('listitem').filter({ hasText: firm.name }).getByRole('link').click()
    await page.getByRole('link', { name: '签到', exact: true }).click()
    const result = page.locator('.fix')
    await expect(result).toContainText('范围外')
    await expect(result).toContainText('距企业 2.2 公里')
    await context.setGeolocation({ longitude, latitude: latitude + 0.0001, accuracy: 9 })
    await expect(result).toContainText('范围内')
    await expect(result).toContainText('距企业 10 米，定位误差 ±9 米')
    await page.getByRole('button', { name: '提交签到' }).click()
    await expect(page.getByText('已计入本月走访')).toBeVisible()
    await expect(page.locator('.stamp')).toContainText('范围内')

    await page.getByRole('link', { name: '记问题' }).click()
    await page.getByLabel('发生了什么').fill(title)
    await page.getByLabel('从相册选照片').setInputFiles(await pictures(page, 3))
    await expect(page.locator('.photo .ph-ok')).toHaveCount(3)
    await page.getByRole('group', { name: '属于哪类' }).getByText('物流', { exact: true }).click()
    await page.getByRole('button', { name: '提交' }).click()
    const row = page.getByRole('link', { name: title })
    await expect(row).toContainText('待研判')
    const href = await row.getAttribute('href')
    await page.goto('/outbox')
    await page.getByText(/已送达 \d+ 条/).click()
    await expect(page.getByRole('listitem').filter({ hasText: title })).toContainText('照片 3/3')
    return String(href).split('/').at(-1)
  })
  const read = () =>
    ask<Told>(
      'cadre01',
      `query ($id: ID!) { problem(id: $id) { status
        dispatches { line role dueAt organization { name } } events(first: 100) { nodes { kind kindText } } } }`,
      { id: problemId },
    ).then(answer => answer.problem)

  const office = await open('office-county', desk)
  await test.step('the office hands it out on two lines', async () => {
    await office.goto(`/triage?text=${encodeURIComponent(title)}`)
    await expect(office.getByRole('heading', { level: 2, name: title })).toBeVisible()
    await shown(office.locator('.col-detail .thumbs').first().getByRole('img'), 3)
    const legs = office.locator('.col-form .leg')
    await expect(legs).toHaveCount(2)
    const dates = await legs.locator('dd').allInnerTexts()
    await office.getByRole('button', { name: '交办两线' }).click()
    await expect(office.getByText('已交办')).toBeVisible()
    const { dispatches } = await read()
    expect(dispatches.map(({ line }) => line).sort()).toEqual(['INDUSTRY', 'TERRITORY'])
    for (const { dueAt } of dispatches) expect(dates).toContain(`${dateAndWeekday(dueAt, Date.now())} ${clock(dueAt)}`)
  })

  await test.step('both units sign, tell how it goes, and reply', async () => {
    for (const unit of ['handler-industry', 'handler-territory']) {
      const page = await open(unit, desk)
      await page.goto(`/work?tab=toSign&text=${encodeURIComponent(title)}`)
      await handle(page, '签收', '已签收')
      await page.goto(`/work?tab=handling&text=${encodeURIComponent(title)}`)
      await handle(page, '报进展', '进展已报', '已联系三家车队，明天看车')
      await page.getByRole('form', { name: '办理' }).getByText('已解决', { exact: true }).click()
      await handle(page, '答复', '已答复，等联企办审核', '车队已签约，每天两班')
    }
  })

  await test.step('the office accepts the reply', async () => {
    await office.goto(`/review?text=${encodeURIComponent(title)}`)
    await expect(office.getByRole('heading', { level: 2, name: title })).toBeVisible()
    await office.getByRole('button', { name: '通过，请企业评价' }).click()
    await expect(office.getByText('已通过，请企业评价').first()).toBeVisible()
  })

  await test.step('the enterprise scores', async () => {
    const page = await open('enterprise01', phone)
    await page.goto('/reports')
    await page.getByRole('link', { name: title }).click()
    await page.getByRole('link', { name: '去评价' }).click()
    await page.getByText('解决了', { exact: true }).click()
    await page.getByText('非常满意', { exact: true }).click()
    await page.getByRole('button', { name: '提交评价' }).click()
    await expect(page.getByText('已销号').first()).toBeVisible()
    await expect(page.getByText('企业评价：')).toBeVisible()

    const { status, events } = await read()
    expect(status).toBe('CLOSED')
    expect(events.nodes.map(({ kind }) => kind)).toEqual(way)
    const told = await page.locator('.tl > li > p:first-child').allInnerTexts()
    expect(told.length).toBe(way.length)
    for (const [i, { kindText }] of [...events.nodes].reverse().entries()) expect(told[i]).toContain(kindText)
  })

  const one = { reported: 1, accepted: 1, solved: 1, open: 0, due: 1, onTime: 1, scored: 1, satisfied: 1 }
  const after = await logistics(leader)
  for (const [name, more] of Object.entries(one)) expect(after[name], name).toBe(Number(before[name]) + more)
})

/** Waits until that many pictures are there and drawn. */
async function shown(images: Locator, count: number) {
  await expect(images).toHaveCount(count)
  await expect
    .poll(() => images.evaluateAll(all => (all as HTMLImageElement[]).every(({ naturalWidth }) => naturalWidth > 0)))
    .toBe(true)
}

/** Sends the open problem's form as `deed`. */
async function handle(page: Page, deed: string, after: string, note?: string) {
  const form = page.getByRole('form', { name: '办理' })
  await form.getByRole('group', { name: '要做什么' }).getByText(deed, { exact: true }).click()
  if (note) await form.getByRole('textbox').fill(note)
  await form.getByRole('button', { name: deed }).click()
  await expect(page.getByText(after).first()).toBeVisible()
}

/** The leader's numbers of 物流, which no other test touches. */
async function logistics(page: Page): Promise<Record<string, number>> {
  await page.goto('/overview')
  await page.getByText('类别', { exact: true }).click()
  await page.getByRole('region', { name: '上报与化解' }).getByText('看表格').click()
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '物流', exact: true }) })
  const cells = (await row.getByRole('cell').allInnerTexts()).map(text =>
    text.match(/\d+(?=\D*$)|\d+(?=\/)/g)?.map(Number),
  )
  const of = (column: number, part = 0) => cells.at(column)?.at(part) ?? Number.NaN
  const [onTime, satisfaction] = [-2, -1]
  return {
    reported: of(0),
    accepted: of(1),
    solved: of(2),
    open: of(3),
    onTime: of(onTime, -2),
    due: of(onTime, -1),
    satisfied: of(satisfaction, -2),
    scored: of(satisfaction, -1),
  }
}
