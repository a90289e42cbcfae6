// A problem that goes to a wrong unit: it is given back, handed to another, which asks for longer and is refused.
import type { Page } from '@playwright/test'
import { desk, expect, phone, test } from './person'

/** The bureau that gets it in the end, and who acts for it. */
const bureau = { name: '邵阳市交通运输局', handler: 'handler16' }

test('a unit gives a problem back, the next asks for longer, and the office rules on both', async ({ open, ask }) => {
  const title = `厂门口积水，${Date.now().toString(36)} 号门进不了车`
  const where = `text=${encodeURIComponent(title)}`

  const firm = await open('enterprise01', phone)
  const problemId = await test.step('the enterprise reports', async () => {
    await firm.goto('/problems/new')
    await firm.getByLabel('发生了什么').fill(title)
    await firm.getByRole('group', { name: '属于哪类' }).getByText('交通出行', { exact: true }).click()
    await firm.getByRole('button', { name: '提交' }).click()
    const row = firm.getByRole('link', { name: title })
    await expect(row).toContainText('待研判')
    return String(await row.getAttribute('href'))
      .split('/')
      .at(-1)
  })

  const office = await open('office-county', desk)
  await test.step('the office hands it out', async () => {
    await office.goto(`/triage?${where}`)
    await expect(office.getByRole('heading', { level: 2, name: title })).toBeVisible()
    await office.getByRole('button', { name: '交办两线' }).click()
    await expect(office.getByText('已交办')).toBeVisible()
  })

  await test.step('the lead says that it is not theirs', async () => {
    const page = await open('handler-territory', desk)
    await page.goto(`/work?tab=toSign&${where}`)
    const form = await turnTo(page, '申请退单')
    await form.getByText('不属本单位职责', { exact: true }).click()
    await form.getByLabel('说明').fill('不是我们的，园区外的道路')
    await form.getByRole('button', { name: '申请退单' }).click()
    await expect(page.getByText('已申请退单，等联企办裁定').first()).toBeVisible()
  })

  await test.step('the office agrees and hands it to another bureau', async () => {
    await office.goto(`/requests?${where}`)
    const form = office.getByRole('form', { name: '裁定' })
    await expect(form).toContainText('申请退单')
    await form.getByRole('searchbox', { name: '换一个单位' }).fill(bureau.name)
    await form.getByRole('button', { name: bureau.name }).click()
    await expect(form).toContainText(`改交 ${bureau.name}`)
    await form.getByLabel('理由').fill('园区外的道路归交通部门')
    await form.getByRole('button', { name: '同意' }).click()
    await expect(office.getByText('已同意退单').first()).toBeVisible()
  })

  const before = await test.step('that bureau signs and asks for longer', async () => {
    const page = await open(bureau.handler, desk)
    await page.goto(`/work?tab=toSign&${where}`)
    await (await turnTo(page, '签收')).getByRole('button', { name: '签收' }).click()
    await expect(page.getByText('已签收').first()).toBeVisible()
    const { problem } = await ask<{ problem: { dueAt: string } }>(
      bureau.handler,
      'query ($id: ID!) { problem(id: $id) { dueAt } }',
      { id: problemId },
    )
    await page.goto(`/work?tab=handling&${where}`)
    const form = await turnTo(page, '申请延期')
    await form.getByLabel('为什么要延期').fill('排水管要等路面开挖许可')
    let day = problem.dueAt
    await expect(async () => {
      day = weekAfter(day) // or one week later, where that is a holiday
      await form.getByLabel('延到').fill(day)
      await form.getByRole('button', { name: '申请延期' }).click()
      await expect(page.getByText('已申请延期，等联企办裁定').first()).toBeVisible({ timeout: 5_000 })
    }).toPass()
    return problem.dueAt
  })

  await test.step('the office refuses, and the date stays', async () => {
    await office.goto(`/requests?${where}`)
    const form = office.getByRole('form', { name: '裁定' })
    await expect(form).toContainText('申请延期')
    await form.getByText('不同意', { exact: true }).click()
    await form.getByLabel('理由').fill('雨季前要通，先抽水')
    await form.getByRole('button', { name: '不同意' }).click()
    await expect(office.getByText('不同意延期').first()).toBeVisible()
    const { problem } = await ask<{ problem: { dueAt: string } }>(
      'office-county',
      'query ($id: ID!) { problem(id: $id) { dueAt } }',
      { id: problemId },
    )
    expect(problem.dueAt).toBe(before)
  })

  await test.step('the office splits it, and the bureau strikes an item off', async () => {
    await office.goto(`/requests?tab=open&${where}`)
    await office.getByText('拆分', { exact: true }).click()
    const split = office.getByRole('form', { name: '拆分子事项' })
    await split.getByLabel('第 1 条', { exact: true }).fill('先抽水')
    await split.getByLabel('第 2 条', { exact: true }).fill('再修排水管')
    await split.getByRole('button', { name: '列为子事项' }).click()
    await expect(office.getByText('已列 2 条子事项')).toBeVisible()

    const page = await open(bureau.handler, desk)
    await page.goto(`/work?tab=handling&${where}`)
    const form = await turnTo(page, '办结子事项')
    await form.getByText('1. 先抽水').click()
    await form.getByLabel('怎么办结的').fill('两台泵抽了一夜')
    await form.getByRole('button', { name: '办结子事项' }).click()
    await expect(page.getByText('子事项已办结').first()).toBeVisible()
    await expect((await turnTo(page, '答复')).getByText('还有 1 个子事项没办结，仍要答复')).toBeVisible()

    await firm.goto(`/problems/${problemId}`)
    const items = firm.getByRole('region', { name: /子事项/ }).getByRole('listitem')
    await expect(items.nth(0)).toContainText('已办结')
    await expect(items.nth(1)).toContainText('未办结')
  })
})

/** The open problem's form, turned to a deed. */
async function turnTo(page: Page, deed: string) {
  const form = page.getByRole('form', { name: '办理' })
  await form.getByRole('group', { name: '要做什么' }).getByText(deed, { exact: true }).click()
  return form
}

/** The day a week after an instant, in China. */
function weekAfter(at: string): string {
  return new Date(Date.parse(at) + (7 * 24 + 8) * 3_600_000).toISOString().slice(0, 10)
}
