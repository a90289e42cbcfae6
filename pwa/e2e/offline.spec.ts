// What is written down without a network is kept, belongs to its author, and is delivered once.
import type { Page } from '@playwright/test'
import { fill, firmOf, problemsWith, readyOffline, report, unique, waitingList } from './fieldwork'
import { expect, phone, signIn, test } from './person'
import { pictures } from './picture'

test('a visit and a problem made offline outlive a reload and arrive once', async ({ open, ask }) => {
  const title = unique('断网时记下的用工缺口')
  const firm = () => firmOf(ask, 'cadre01')
  const { id, name, location, visits } = await firm()
  const page = await open('cadre01', phone)
  const context = page.context()
  await context.grantPermissions(['geolocation'])
  await context.setGeolocation({ longitude: location.lon, latitude: location.lat, accuracy: 20 })
  await readyOffline(page)

  await context.setOffline(true)
  await page.goto(`/enterprises/${id}/check-in`)
  await expect(page.locator('.fix')).toContainText('范围内')
  await page.getByRole('button', { name: '提交签到' }).click()
  await expect(page.locator('.stamp')).toContainText('已存手机')
  await page.getByRole('link', { name: '记问题' }).click()
  await fill(page, title)
  await page.getByLabel('从相册选照片').setInputFiles(await pictures(page, 1))
  await expect(page.locator('.photo .ph-ok')).toHaveCount(1)
  await page.getByRole('button', { name: '提交，联网后发送' }).click()
  await expect(page.getByText(`问题：${title}`)).toBeVisible()

  const waiting = waitingList(page)
  await page.goto('/outbox')
  await expect(waiting).toHaveCount(2)
  await page.reload()
  await expect(waiting).toHaveCount(2)
  await expect(waiting.filter({ hasText: name }).first()).toContainText('等网络')
  await expect(waiting.filter({ hasText: title })).toContainText('等前一条')

  await context.setOffline(false)
  await expect(page.getByText('都送达了')).toBeVisible()
  expect(await problemsWith(ask, 'cadre01', title)).toMatchObject([{ photosExpected: 1, photosReceived: 1 }])
  expect((await firm()).visits.totalCount).toBe(visits.totalCount + 1)
})

test('what waits is only its author’s to see and to send', async ({ stranger, ask }) => {
  const title = unique('别人看不到的融资难题')
  const sent = async () => (await problemsWith(ask, 'office-county', title)).length
  const firm = await firmOf(ask, 'cadre01')
  const page = await stranger(phone)
  const context = page.context()
  await signIn(page, 'cadre01')
  await readyOffline(page)
  expect(await whoHasRead(page)).toHaveLength(1)

  let refuse = true
  await page.route('**/graphql', route =>
    refuse && route.request().postData()?.includes('reportProblem')
      ? route.abort('internetdisconnected')
      : route.continue(),
  )
  await context.setOffline(true)
  await report(page, '', firm, title)
  await context.setOffline(false)

  await page.goto('/me')
  const dialog = page.getByRole('dialog', { name: '还有 1 条没送达' })
  await page.getByRole('button', { name: '退出登录' }).click()
  await dialog.getByRole('button', { name: '先不退出' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: '退出登录' }).click()
  await dialog.getByRole('button', { name: '退出', exact: true }).click()
  await expect(page.getByText('这台手机还有 1 条记录没送达')).toBeVisible()
  await expect(page.getByText(title)).toHaveCount(0)
  await expect.poll(() => whoHasRead(page)).toEqual([])

  refuse = false
  await signIn(page, 'cadre02')
  await expect(page.getByText('记录还在手机里')).toHaveCount(0)
  await page.goto('/outbox')
  await expect(page.getByText('都送达了')).toBeVisible()
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.goto('/reports')
  await expect(page.getByRole('heading', { name: '我的上报' })).toBeVisible()
  await expect(page.getByText(title)).toHaveCount(0)
  expect(await sent()).toBe(0)
  await page.goto('/me')
  await page.getByRole('button', { name: '退出登录' }).click()

  await expect(page).toHaveURL(/sign-in/)
  await signIn(page, 'cadre01')
  await page.goto('/outbox')
  await expect(page.getByText('都送达了')).toBeVisible()
  expect(await sent()).toBe(1)
})

/** Of whom the phone has copies for reading. */
async function whoHasRead(page: Page): Promise<string[]> {
  const names = await page.evaluate(() => caches.keys())
  return names.filter(name => name.startsWith('read '))
}
