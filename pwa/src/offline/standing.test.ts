import { beforeEach, expect, test } from 'vitest'
import { phone, Server } from './testing'

phone(() => new Server())
const { reachable } = await import('@/gql/reach')
const { expired } = await import('@/session')
const { sending } = await import('./sending')
const { standing } = await import('./standing')
const { wifiOnly } = await import('./wifi')

const item = (more = {}) => ({ id: 'a', photos: 0, photosReceived: 0, tries: 0, retryAt: 0, ...more }) as never
const now = 1_000_000

beforeEach(() => {
  reachable.value = true
  expired.value = false
  sending.value = null
})

test('just saved', () => {
  expect(standing(item(), [], now)).toMatchObject({ word: '已存手机', tone: 'wait' })
})

test('without a network', () => {
  reachable.value = false
  expect(standing(item(), [], now)).toMatchObject({ word: '等网络', why: '没有网络，联网后自动发送' })
})

test('on its way, with its photos', () => {
  sending.value = { id: 'a', photo: 4, part: 0.5 }
  const sent = item({ photos: 5, photosReceived: 3, arrived: true })
  expect(standing(sent, [], now)).toMatchObject({ word: '发送中', why: '文字已送达，照片已收到 3/5' })
  sending.value = null
  expect(standing(sent, [], now)).toMatchObject({ word: '等发照片', why: '文字已送达，照片已收到 3/5' })
})

test('its photos wait for Wi-Fi, its words would not', () => {
  wifiOnly.value = true
  expect(standing(item({ photos: 5, arrived: true }), [], now)).toMatchObject({ word: '等 Wi-Fi' })
  expect(standing(item({ photos: 5 }), [], now)).toMatchObject({ word: '已存手机' })
  wifiOnly.value = false
})

test('the session is lost', () => {
  expired.value = true
  expect(standing(item(), [], now)).toMatchObject({ word: '要登录', tone: 'you' })
})

test('refused: what a person must change comes before everything else', () => {
  expired.value = true
  const stopped = { code: 'INVALID', message: '缺一项：范围外的原因', field: ['reason'] }
  expect(standing(item({ stopped }), [], now)).toMatchObject({ word: '要你改', why: '缺一项：范围外的原因' })
})

test('behind its visit', () => {
  const visit = item({ id: 'v' })
  expect(standing(item({ dependsOn: 'v' }), [visit], now)).toMatchObject({ word: '等前一条' })
  expect(standing(item({ dependsOn: 'v' }), [], now)).toMatchObject({ word: '已存手机' })
  const arrived = item({ id: 'v', arrived: true })
  expect(standing(item({ dependsOn: 'v' }), [arrived], now)).toMatchObject({ word: '已存手机' })
})

test('tried in vain, and when again', () => {
  const tried = item({ tries: 3, trouble: '信号太弱', retryAt: now + 130_000 })
  expect(standing(tried, [], now)).toMatchObject({ word: '等重试', why: '信号太弱。已试 3 次，2 分钟后再试' })
})
