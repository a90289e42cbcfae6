import { expect, test } from 'vitest'
import { dayWords, linesOf } from './words'

test('a day is said with its weekday', () => {
  expect(dayWords('2026-11-20')).toBe('11月20日 周五')
  expect(dayWords('2026-03-01')).toBe('3月1日 周日')
})

test('a list is its lines that say something', () => {
  expect(linesOf(' 每天到企业 \n\n 　\n当天上报问题')).toEqual(['每天到企业', '当天上报问题'])
})
