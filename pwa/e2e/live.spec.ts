import { randomUUID } from 'node:crypto'
import { desk, expect, test } from './person'

const report = 'mutation ($input: ReportProblemInput!) { reportProblem(input: $input) { userErrors { message } } }'
const peace =
  'mutation ($input: SetNoticePreferenceInput!) { setNoticePreference(input: $input) { userErrors { message } } }'

test('the office hears of a report at once, in one of its tabs for all', async ({ open, ask }) => {
  await ask('office-county', peace, {
    input: { quietFrom: '00:00', quietTo: '00:00', quietDaysOff: false, digest: true },
  })
  const first = await open('office-county', desk)
  const streams: string[] = []
  first.context().on('request', request => request.url().includes('/live') && streams.push(request.url()))
  await first.goto('/enterprises')
  await expect.poll(() => streams.length).toBe(1)
  const second = await first.context().newPage()
  await second.goto('/inbox')
  await first.bringToFront()
  expect(streams.length).toBe(1)
  const rail = first.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: /消息/ })
  const before = Number(String(await rail.textContent()).replace(/\D/g, ''))
  const { viewer } = await ask<{ viewer: { enterprise: { id: string } } }>(
    'enterprise01',
    '{ viewer { enterprise { id } } }',
  )
  const title = `夜班公交停运 ${randomUUID().slice(0, 4)}`
  await ask('enterprise01', report, {
    input: {
      id: `0195d000-0000-7000-8000-${randomUUID().slice(24)}`,
      enterpriseId: viewer.enterprise.id,
      title,
      description: '夜班下班后没有公交车。',
      category: 'TRANSPORT',
      capturedAt: new Date().toISOString(),
    },
  })
  await expect(first.getByText(`新消息：`)).toContainText(title)
  await expect(rail).toContainText(String(before + 1))
  await second.bringToFront()
  await expect(second.getByRole('link', { name: new RegExp(title) }).first()).toBeVisible()
  await first.bringToFront()
  await first.getByRole('button', { name: '去看' }).click()
  await expect(first).toHaveURL(/problems\//)
  expect(streams.length).toBe(1)

  // The tab that listens goes: another one takes its place.
  await first.close()
  await expect.poll(() => streams.length).toBe(2)
})
