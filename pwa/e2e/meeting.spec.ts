// A meeting decides five problems at once through the screen, and a leader's instruction reaches the office.
import { desk, expect, phone, test } from './person'

interface Told {
  problems: { nodes: { id: string; status: string; allowedActions: string[]; division: { code: string } }[] }
}

test('five problems are decided at one meeting, and one decision is followed to the end', async ({ open }) => {
  const title = `交办协调会 ${Date.now().toString(36)}`
  const words = '由属地牵头，一周内拿出方案'
  const page = await open('office-county', desk)
  await page.goto('/meetings')
  await page.getByRole('button', { name: '新会议' }).click()
  await page.getByLabel('会议名称').fill(title)
  await page.getByRole('button', { name: '选好议程，去开会' }).click()
  const items = page.getByRole('article')
  await expect(items.first()).toBeVisible()
  for (let n = 0; n < 5; n++) await items.nth(n).getByLabel('决定', { exact: true }).fill(words)
  await page.getByRole('button', { name: '5 件一并决定' }).click()
  const decided = page.getByRole('list', { name: '会议决定' }).getByRole('listitem')
  await expect(decided).toHaveCount(5)
  await decided.first().getByRole('button', { name: '确认落实' }).click()
  await decided.first().getByLabel('怎样落实的').fill('方案已报区政府')
  await decided.first().getByRole('button', { name: '已落实' }).click()
  await expect(page.getByText('已落实 1/5')).toBeVisible()
  await page.getByRole('link', { name: '全部会议' }).click()
  await expect(page.getByRole('row').filter({ hasText: title })).toContainText('1/5')
})

test('an instruction of a leader arrives at the office', async ({ open, ask }) => {
  const words = `请三天内拿出办法，周五前报 ${Date.now().toString(36)}`
  const { problems } = await ask<Told>(
    'leader01',
    '{ problems(first: 100) { nodes { id status allowedActions division { code } } } }',
  )
  const problem = problems.nodes.find(
    ({ status, allowedActions, division }) =>
      status === 'IN_PROGRESS' && division.code === '430502' && allowedActions.includes('INSTRUCT'),
  )
  const leader = await open('leader01', phone)
  await leader.goto(`/problems/${problem?.id}`)
  await leader.getByRole('textbox', { name: '批示' }).fill(words)
  await leader.getByRole('button', { name: '发出批示' }).click()
  const said = leader.getByRole('region', { name: '领导批示' })
  await expect(said).toContainText(words)
  await expect(said).toContainText('还没有回应')
  const office = await open('office-county', desk)
  await office.goto(`/problems/${problem?.id}`)
  await expect(office.getByRole('region', { name: '领导批示' })).toContainText(words)
  await office.goto('/inbox')
  await expect(office.getByRole('main')).toContainText(/批示/)
})
