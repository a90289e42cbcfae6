import { expect, test } from 'vitest'
import { areaOf, of } from './words'

test('a figure always says of how many', () => {
  expect(of({ numerator: 6, denominator: 8, percent: 75 })).toBe('6/8，75.0%')
  expect(of({ numerator: 0, denominator: 0, percent: null })).toBe('0/0')
  expect(of({ numerator: 9, denominator: 20 })).toBe('9/20')
})

test('a sample says from where, of whom and from when', () => {
  const sample = { division: { name: '双清区' }, fromDay: '2026-11-01', toDay: '2026-11-30' }
  expect(areaOf(sample)).toBe('双清区，2026-11-01 至 2026-11-30 销号')
  expect(areaOf({ ...sample, organization: { name: '市工业专班' } })).toBe(
    '双清区，市工业专班主办，2026-11-01 至 2026-11-30 销号',
  )
})
