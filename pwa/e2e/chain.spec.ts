// An office makes an industry chain and a firm finds whom to call; a firm is helped by a leader and a team to the end.
import { desk, expect, phone, test } from './person'

const firmOf = '{ viewer { enterprise { id name } } }'
interface Firm {
  viewer: { enterprise: { id: string; name: string } }
}

test('an office makes a chain, and a firm along it finds whom to call', async ({ open, ask }) => {
  const mark = Date.now().toString(36)
  const { enterprise: firm } = (await ask<Firm>('enterprise02', firmOf)).viewer
  const page = await open('office-city', desk)
  await page.goto('/chains')
  await page.getByRole('button', { name: '新产业链' }).click()
  await page.getByLabel('名称').fill(`轴承产业链 ${mark}`)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('选一个责任部门')).toBeVisible()
  await page.getByLabel('责任部门').selectOption({ label: '邵阳市工业和信息化局' })
  await page.getByRole('searchbox', { name: '链长' }).fill('演示05')
  await page.getByRole('list', { name: '可选的链长' }).getByRole('button', { name: '市领导·演示05' }).click()
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('heading', { name: `轴承产业链 ${mark}` })).toBeVisible()

  await page.getByRole('button', { name: '登记联络员' }).click()
  await page.getByLabel('姓名').fill('联络员·演示')
  await page.getByLabel('电话').fill('0739-5301234')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('link', { name: /拨打.*联络员·演示/ })).toHaveAttribute('href', 'tel:0739-5301234')

  await page.getByRole('button', { name: '加企业' }).click()
  await page.getByLabel('加哪家企业').fill(firm.name)
  await page.getByRole('list', { name: '可以加的企业' }).getByRole('button', { name: firm.name }).click()
  await expect(page.getByRole('region', { name: /链上企业/ }).getByRole('link', { name: firm.name })).toBeVisible()

  const contact = await open('enterprise02', phone)
  await contact.goto('/reports')
  await contact.getByRole('link', { name: '谁在帮我们' }).click()
  const whom = contact.getByRole('region', { name: /找联络员/ })
  await expect(whom).toContainText(`轴承产业链 ${mark}`)
  await expect(whom.getByRole('link', { name: /拨打.*联络员·演示/ })).toHaveAttribute('href', 'tel:0739-5301234')

  const leader = await open('leader01', phone)
  await leader.goto(`/enterprises/${firm.id}`)
  const masked = leader.getByRole('region', { name: /找联络员/ })
  await expect(masked).toContainText('073****1234')
  await expect(masked.getByRole('link', { name: /拨打/ })).toHaveCount(0)
})

test('a leader and a team help a firm to the end, which reads who helps it', async ({ open, ask }) => {
  const { enterprise: firm } = (await ask<Firm>('enterprise03', firmOf)).viewer
  const done = `已协调到位 ${Date.now().toString(36)}`
  const page = await open('office-county', desk)
  await page.goto(`/enterprises/${firm.id}`)
  await page.getByRole('button', { name: '制定帮扶方案' }).click()
  await page.getByRole('searchbox', { name: '帮扶领导' }).fill('演示01')
  await page.getByRole('list', { name: '可选的帮扶领导' }).getByRole('button', { name: '市领导·演示01' }).click()
  await page.getByRole('searchbox', { name: '班子成员' }).fill('联企干部·演示01')
  await page.getByRole('list', { name: '可选的班子成员' }).getByRole('button', { name: '联企干部·演示01' }).click()
  await page.getByRole('textbox', { name: '方案' }).fill('每周到企业一次，两个月内解决用工。')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page).toHaveURL(/\/supports\//)
  await expect(page.getByRole('region', { name: /跟进记录/ })).toContainText('制定方案')
  const path = new URL(page.url()).pathname

  const leader = await open('leader01', phone)
  await leader.goto(path)
  await leader.getByLabel('这次做了什么').fill(done)
  await leader.getByRole('button', { name: '记下跟进' }).click()
  await expect(leader.getByRole('region', { name: /跟进记录/ })).toContainText(done)

  const contact = await open('enterprise03', phone)
  await contact.goto(`/enterprises/${firm.id}`)
  const facts = contact.getByRole('region', { name: '五个一帮扶' })
  await expect(facts).toContainText('市领导·演示01')
  await expect(facts).toContainText('两个月内解决用工')
  await expect(contact.getByText(done)).toHaveCount(0)

  await leader.getByRole('button', { name: '结束帮扶' }).click()
  await leader.getByLabel('帮成了什么，还差什么').fill('用工已招满')
  await leader.getByRole('form', { name: '结束帮扶' }).getByRole('button', { name: '结束帮扶' }).click()
  await expect(leader.getByText('已结束，达到目标')).toBeVisible()
  await contact.reload()
  await expect(facts).toHaveCount(0)
})
