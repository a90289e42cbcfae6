import { expect, test } from 'vitest'
import { overdueDays } from './age'

const day = 86_400_000
test.each([
  [0, 0],
  [3 * day - 1, 0],
  [3 * day, 3],
  [10.5 * day, 10],
])('after %i ms: warns of %i days', (age, days) => {
  expect(overdueDays(5, 5 + age)).toBe(days)
})
