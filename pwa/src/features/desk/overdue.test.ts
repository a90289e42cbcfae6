import { expect, test } from 'vitest'
import { distanceToDue } from './overdue'

const now = Date.parse('2026-10-14T07:20:00Z')

test.each([
  { dueAt: '2026-10-12T10:00:00Z', words: '超期 1 天' },
  { dueAt: '2026-10-14T04:20:00Z', words: '超期 3 小时' },
  { dueAt: '2026-10-15T03:20:00Z', words: '还剩 20 小时' },
  { dueAt: '2026-10-17T07:20:00Z', words: '还剩 3 天' },
  { dueAt: null, words: '' },
])('$words', ({ dueAt, words }) => {
  expect(distanceToDue(dueAt, now)).toBe(words)
})
