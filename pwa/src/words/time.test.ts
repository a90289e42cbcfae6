import { describe, expect, test } from 'vitest'
import { date, dateAndWeekday, daysBetween, deadline, isoDay, moment, sameMonth, span, stamp } from './time'

/** 2026-10-14 Wednesday, 15:20 in Shanghai. */
const now = '2026-10-14T07:20:00Z'

describe('in Shanghai, whatever the phone thinks', () => {
  test.each([
    ['2026-10-14T07:02:00Z', '今天 15:02'],
    ['2026-10-13T16:05:00Z', '今天 00:05'],
    ['2026-10-13T15:55:00Z', '昨天 23:55'],
    ['2026-10-15T10:00:00Z', '明天 18:00'],
    ['2026-10-12T08:30:00Z', '10月12日 16:30'],
    ['2025-12-31T16:00:00Z', '1月1日 00:00'],
    ['2025-12-31T15:00:00Z', '2025年12月31日 23:00'],
  ])('%s is %s', (at, words) => {
    expect(moment(at, now)).toBe(words)
  })
})

test('a deadline says before when, or that it is over', () => {
  expect(deadline('2026-10-15T10:00:00Z', now)).toBe('明天 18:00 前')
  expect(deadline('2026-10-12T10:00:00Z', now)).toBe('应于 10月12日 18:00 前')
})

test.each([
  [30_000, '不到 1 分钟'],
  [59 * 60_000, '59 分钟'],
  [132 * 60_000, '2 小时 12 分'],
  [120 * 60_000, '2 小时'],
  [26 * 3_600_000, '1 天 2 小时'],
  [48 * 3_600_000, '2 天'],
])('%d ms are %s', (ms, words) => {
  expect(span(ms)).toBe(words)
})

test('days, months and stamps', () => {
  expect(daysBetween('2026-09-30T15:59:00Z', '2026-09-30T16:01:00Z')).toBe(1)
  expect(sameMonth('2026-09-30T16:01:00Z', now)).toBe(true)
  expect(date('2026-10-01T00:00:00Z', now)).toBe('10月1日')
  expect(dateAndWeekday(now, now)).toBe('10月14日 周三')
  expect(stamp('2026-10-14T07:21:00Z')).toBe('2026-10-14 周三 15:21')
})

test('a day as the contract has it is that of Shanghai', () => {
  expect(isoDay('2026-10-13T15:59:00Z')).toBe('2026-10-13')
  expect(isoDay('2026-10-13T16:00:00Z')).toBe('2026-10-14')
})
