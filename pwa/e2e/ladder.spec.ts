// Nobody answers: the clock is moved ahead, the ladder climbs, and the leader, whose inbox is open, reads of it without a reload. The clock
// moves for everybody, so this story has a server of its own.
import { randomUUID } from 'node:crypto'
import { test as base, desk, expect } from './person'
import { type Server, serve } from './server'

const test = base.extend<object, { own: Server }>({
  own: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the fixtures it needs by name
    async ({}, use) => {
      const own = await serve()
      await use(own)
      await own.stop()
    },
    { scope: 'worker', timeout: 400_000 },
  ],
  baseURL: async ({ own }, use) => use(own.url),
})

const title = '厂区围墙外的水沟没有人清'
const hour = 3_600_000

test('a problem that nobody answers climbs to the leader, whose open inbox says so', async ({ own, open, ask }) => {
  const problemId = `0195d000-0000-7000-8000-${randomUUID().slice(24)}`
  const read = async () => {
    const { problem } = await ask<{ problem: { dueAt: string; supervisionOrders: { kindText: string }[] } }>(
      'office-county',
      'query ($id: ID!) { problem(id: $id) { dueAt supervisionOrders { kindText } } }',
      { id: problemId },
    )
    return { dueAt: Date.parse(problem.dueAt), rungs: problem.supervisionOrders.map(order => order.kindText) }
  }

  await test.step('a firm reports, the office hands out', async () => {
    const { viewer } = await ask<{ viewer: { enterprise: { id: string } } }>(
      'enterprise01',
      '{ viewer { enterprise { id } } }',
    )
    const { reportProblem } = await ask<{ reportProblem: { userErrors: unknown[] } }>(
      'enterprise01',
      'mutation ($input: ReportProblemInput!) { reportProblem(input: $input) { userErrors { message } } }',
      {
        input: {
          id: problemId,
          enterpriseId: viewer.enterprise.id,
          title,
          description: '一下雨就漫到厂门口。',
          category: 'ENVIRONMENT',
          capturedAt: new Date().toISOString(),
        },
      },
    )
    expect(reportProblem.userErrors).toEqual([])
    const { triageProblem } = await ask<{ triageProblem: { userErrors: unknown[] } }>(
      'office-county',
      'mutation ($input: TriageProblemInput!) { triageProblem(input: $input) { userErrors { message } } }',
      { input: { problemId, expectedVersion: 1, decision: 'ACCEPT', complexity: 'SIMPLE', dryRun: false } },
    )
    expect(triageProblem.userErrors).toEqual([])
  })

  const leader = await open('leader01', desk)
  await leader.goto('/inbox')
  await leader.getByText('全部', { exact: true }).click()
  await expect(leader.getByRole('link').filter({ hasText: title })).toHaveCount(0)
  const loads: string[] = []
  leader.on('load', () => loads.push(leader.url()))
  const told = leader.getByRole('link').filter({ hasText: title }).filter({ hasText: '提级督办' })

  /** Lets mornings pass until the problem stands on a rung. */
  async function until(rung: string) {
    for (let days = 0; days < 12; days++) {
      const seen = expect.poll(async () => (await read()).rungs, { timeout: 6_000 })
      const there = await seen.toContain(rung).then(
        () => true,
        () => false,
      )
      if (there) return
      own.ahead(24)
    }
    expect((await read()).rungs).toContain(rung)
  }

  await test.step('a day after its date it is urged', async () => {
    const { dueAt, rungs } = await read()
    expect(rungs).toEqual([])
    own.ahead(Math.ceil((dueAt + 16 * hour - Date.now()) / hour)) // its date is 18:00: to about 10:00
    await until('催办')
    expect((await read()).rungs).not.toContain('提级督办')
    await expect(told).toHaveCount(0)
  })

  await test.step('then supervised, then a level above', async () => {
    own.ahead(24)
    await until('督办')
    await expect(told).toHaveCount(0)
    own.ahead(48)
    await until('提级督办')
  })

  await test.step('the leader reads it in the inbox that was open all the time, and goes to see', async () => {
    await expect(told.first()).toBeVisible()
    expect(loads).toEqual([])
    await told.first().click()
    await expect(leader.getByRole('heading', { level: 2, name: title })).toBeVisible()
    const orders = leader.getByRole('region', { name: '督办单' })
    for (const rung of ['提醒', '催办', '督办', '提级督办'])
      await expect(orders.getByText(rung, { exact: true }).first()).toBeVisible()
  })
})
