// How a problem ends honestly: a firm scores by a code without an account, and closed problems are looked back at.
import { desk, expect, phone, test } from './person'

interface Problems {
  problems: {
    nodes: { id: string; title: string; division: { code: string }; leadOrganization: { id: string } | null }[]
  }
}

test('a firm scores 不满意 by the code that the office shows it, and the problem goes to round 2', async ({
  open,
  stranger,
  ask,
}) => {
  const { problems } = await ask<Problems>(
    'office-city',
    `{ problems(filter: {divisionCode: "430500", status: [AWAITING_EVALUATION]}, first: 50) {
      nodes { id title division { code } leadOrganization { id } } } }`,
  )
  // One that a unit handled, and that no other test waits for.
  const problem = problems.nodes.find(
    ({ division, leadOrganization }) => leadOrganization && division.code !== '430502',
  )
  const office = await open('office-city', phone)
  await office.goto(`/problems/${problem?.id}`)
  const issued = office.waitForResponse(
    response => response.request().postData()?.includes('IssueEvaluationLink') ?? false,
  )
  await office.getByRole('button', { name: '出示评价码' }).click()
  const { data } = await (await issued).json()
  await expect(office.getByRole('img', { name: /的评价码/ })).toBeVisible()

  const firm = await stranger(phone)
  await firm.goto(data.issueEvaluationLink.link.url)
  await expect(firm.getByRole('heading', { name: problem?.title })).toBeVisible()
  await firm.getByText('没解决', { exact: true }).click()
  await firm.getByText('不满意', { exact: true }).click()
  await firm.getByRole('button', { name: '提交评价' }).click()
  await expect(firm.getByText('评价已收到，谢谢您')).toBeVisible()
  await expect(firm.getByText('这件问题会重新办理')).toBeVisible()
  await firm.reload()
  await expect(firm.getByText('这个码已评价')).toBeVisible()

  const after = await ask<{ problem: { status: string; round: number } }>(
    'office-city',
    'query($id: ID!) { problem(id: $id) { status round } }',
    { id: problem?.id },
  )
  expect(after.problem).toEqual({ status: 'IN_PROGRESS', round: 2 })
})

test('an office draws 20 closed problems, calls the first firm, and its problem is handled again', async ({ open }) => {
  const page = await open('office-county', desk)
  await page.goto('/samples')
  await page.getByRole('button', { name: '抽取样本' }).click()
  await page.getByLabel('抽几件').fill('20')
  await page.getByRole('button', { name: '抽取', exact: true }).click()
  await expect(page.locator('.deskbar-note')).toContainText('抽 20 件，联系上 0/20')
  await page.getByRole('form', { name: '回访' }).getByText('没解决', { exact: true }).click()
  await page.getByRole('form', { name: '回访' }).getByText('不满意', { exact: true }).click()
  await page.getByLabel('企业的话').fill('当时办好了，上个月又坏了')
  await page.getByRole('button', { name: /记回访/ }).click()
  await expect(page.locator('.deskbar-note')).toContainText('联系上 1/20')
  await expect(page.locator('.deskbar-note')).toContainText('重办 1/1，100.0%')
})
