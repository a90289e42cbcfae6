import { expect, it } from 'vitest'
import { cutOf, daysOf, periodWords } from './period'

it('begins a week on Monday, a month and a quarter on their first day', () => {
  expect(daysOf('week', '2026-11-22')).toEqual({ from: '2026-11-16', to: '2026-11-22' })
  expect(daysOf('week', '2026-11-16')).toEqual({ from: '2026-11-16', to: '2026-11-16' })
  expect(daysOf('month', '2026-11-22')).toEqual({ from: '2026-11-01', to: '2026-11-22' })
  expect(daysOf('quarter', '2026-11-22')).toEqual({ from: '2026-10-01', to: '2026-11-22' })
  expect(daysOf('all', '2026-11-22')).toEqual({})
  expect(daysOf('custom', '2026-11-22', '2026-01-01', '')).toEqual({ from: '2026-01-01', to: undefined })
})

it('cuts a trend so that there are some bars and not too many', () => {
  expect(cutOf({ from: '2026-11-01', to: '2026-11-22' }, '2026-11-22')).toBe('DAY')
  expect(cutOf({ from: '2026-08-01' }, '2026-11-22')).toBe('WEEK')
  expect(cutOf({ from: '2025-08-01' }, '2026-11-22')).toBe('MONTH')
  expect(cutOf({}, '2026-11-22')).toBe('MONTH')
})

it('says a period in words', () => {
  expect(periodWords('quarter', {})).toBe('本季')
  expect(periodWords('custom', { from: '2026-01-01' })).toBe('2026-01-01 至 今天')
  expect(periodWords('custom', {})).toBe('至今')
})
