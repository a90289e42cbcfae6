import { expect, test } from 'vitest'
import { backoff } from './backoff'

test.each([
  { tries: 1, random: 1, retryAfter: 0, wait: 2_000 },
  { tries: 1, random: 0, retryAfter: 0, wait: 0 },
  { tries: 5, random: 0.5, retryAfter: 0, wait: 16_000 },
  { tries: 9, random: 1, retryAfter: 0, wait: 300_000 },
  { tries: 4000, random: 1, retryAfter: 0, wait: 300_000 },
  { tries: 1, random: 0, retryAfter: 7, wait: 7_000 },
  { tries: 9, random: 1, retryAfter: 600, wait: 600_000 },
])('after $tries tries at jitter $random, told $retryAfter s: $wait ms', ({ tries, random, retryAfter, wait }) => {
  expect(backoff(tries, retryAfter, random)).toBe(wait)
})
