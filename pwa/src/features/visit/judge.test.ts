import { expect, test } from 'vitest'
import { judge } from './judge'

test.each([
  { distance: 120, accuracy: 30, result: 'IN_RANGE' },
  { distance: 300, accuracy: 5, result: 'IN_RANGE' },
  { distance: 360, accuracy: 60, result: 'UNCERTAIN' },
  { distance: 465, accuracy: 65, result: 'OUT_OF_RANGE' },
  { distance: 100, accuracy: 501, result: 'NO_FIX' },
  { distance: null, accuracy: 5, result: 'NO_FIX' },
])('$distance m away, ±$accuracy m: $result', ({ distance, accuracy, result }) => {
  expect(judge(distance, 300, accuracy)).toBe(result)
})
