// A resident cadre writes a day without a network, the office reads it; the office publishes a policy, a cadre finds and reads it offline.
import { readyOffline } from './fieldwork'
import { desk, expect, phone, test } from './person'

test('a day that was written offline reaches the office, once', async ({ open, ask }) => {
  const page = await open('resident01', phone)
  await readyOffline(page)
  await page.goto('/residence')
  await expect(page.getByRole('heading', { name: '工作职责' })).toBeVisible()
  const before = await logs()
  await page.getByRole('link', { name: '补写别的一天' }).click()
  await expect(page.getByLabel('（示例）送政策上门，帮助申报')).toBeVisible()
  const day = await freeDay()
  await page.context().setOffline(true)
  await page.getByRole('button', { name: '提交日志' }).click()
  await expect(page.getByText('写几句做了什么')).toBeVisible()
  const text = `离线写的日志 ${Date.now()}`
  await page.getByLabel('哪一天').fill(day)
  await page.getByLabel('做了什么，看到什么').fill(text)
  await page.getByLabel('（示例）送政策上门，帮助申报').check()
  await page.getByLabel('在企几小时').fill('6.5')
  await page.getByRole('button', { name: '提交日志' }).click()
  await expect(page).toHaveURL(/\/residence$/)
  await page.context().setOffline(false)
  await expect(page.getByText(text)).toBeVisible()
  expect(await logs()).toBe(before + 1)

  const office = await open('office-county', desk)
  await office.goto('/resident-logs')
  const told = office.getByRole('listitem').filter({ hasText: text })
  await expect(told).toContainText('在企 6.5 小时')
  await expect(told).toContainText('（示例）送政策上门')
  await office.getByRole('button', { name: '改职责和纪律' }).click()
  await office.getByLabel('工作职责').fill('每天到企业\n\n当天上报问题')
  await office.getByRole('button', { name: '保存' }).click()
  await expect(office.getByText('双清区联企办制定')).toBeVisible()
  await page.goto('/residence')
  await expect(page.getByText('每天到企业', { exact: true })).toBeVisible()
  await office.getByRole('button', { name: '改职责和纪律' }).click()
  await office.getByLabel('工作职责').fill('')
  await office.getByRole('button', { name: '保存' }).click()
  await expect(office.getByText('（示例）送政策上门，帮助申报').first()).toBeVisible()

  /** The last day of which there is no log yet. */
  async function freeDay(): Promise<string> {
    const { residentLogs } = await ask<{ residentLogs: { nodes: { day: string }[] } }>(
      'resident01',
      '{ residentLogs(filter: { mine: true }, first: 100) { nodes { day } } }',
    )
    const written = new Set(residentLogs.nodes.map(({ day }) => day))
    const today = Date.now() + 8 * 3_600_000
    const days = [...Array(14).keys()].map(back => new Date(today - back * 86_400_000).toISOString().slice(0, 10))
    return days.find(one => !written.has(one)) ?? ''
  }

  async function logs() {
    const got = await ask<{ residentLogs: { totalCount: number } }>(
      'office-county',
      '{ residentLogs(first: 1) { totalCount } }',
    )
    return got.residentLogs.totalCount
  }
})

test('a policy is published, found by a cadre without a network, changed and taken out', async ({ open }) => {
  const office = await open('office-county', desk)
  const title = `用能补助 ${Date.now()}`
  await office.goto('/policies/new')
  await office.getByLabel('政策名称').fill(title)
  await office.getByLabel('发文单位').fill('区发展改革局')
  await office.getByLabel('发布日期').fill('2026-03-01')
  await office.getByLabel('咨询电话').fill('打电话')
  await office.getByLabel('原文网址', { exact: false }).first().fill('https://example.com/policy/energy')
  await office.getByRole('button', { name: '加一条要点' }).click()
  await office.getByLabel('要点 1', { exact: true }).fill('对象')
  await office.getByLabel('内容', { exact: true }).fill('用电增容的企业')
  await office.getByRole('button', { name: '发布', exact: true }).click()
  await expect(office.getByText('应是能拨打的号码')).toBeVisible()
  await office.getByLabel('咨询电话').fill('0739-5300000')
  await office.getByRole('button', { name: '发布', exact: true }).click()
  await expect(office.getByRole('heading', { name: title })).toBeVisible()
  await expect(office.getByRole('img', { name: `${title}的原文` })).toBeVisible()

  const cadre = await open('cadre01', phone)
  await readyOffline(cadre)
  await cadre.goto('/policies')
  await expect(cadre.getByText('政策已存手机')).toBeVisible()
  await cadre.context().setOffline(true)
  await cadre.getByLabel('找政策').fill('用电增容')
  await cadre.getByRole('link', { name: title }).click()
  await expect(cadre.getByText('用电增容的企业')).toBeVisible()
  await expect(cadre.getByRole('link', { name: '打电话问 0739-5300000' })).toHaveAttribute('href', 'tel:0739-5300000')
  await cadre.context().setOffline(false)

  await office.getByRole('link', { name: '修改' }).click()
  await office.getByLabel('支持内容').fill('每千伏安 100 元')
  await office.getByRole('button', { name: '保存' }).click()
  await expect(office.getByText('每千伏安 100 元')).toBeVisible()
  await office.goto('/policies/print')
  await expect(office.getByRole('heading', { name: new RegExp(title) })).toBeVisible()
  await office.goBack()
  await office.getByRole('button', { name: '撤下' }).click()
  await office.getByLabel('为什么撤下').fill('并入新的办法')
  await office.getByRole('button', { name: '撤下', exact: true }).click()
  await expect(office.getByText('并入新的办法')).toBeVisible()
  await cadre.goto('/policies')
  await expect(cadre.getByText('保障中小企业款项支付条例')).toBeVisible()
  await expect(cadre.getByText(title)).toHaveCount(0)
})
