import { expect, test } from 'vitest'
import { better, type Fixed } from './useFix'

const now = 1_000_000_000
const fix = (accuracy: number, age: number): Fixed => ({ state: 'FIXED', lon: 111, lat: 27, accuracy, at: now - age })

test.each([
  { name: 'the first', next: fix(2000, 0), old: { state: 'WAITING' } as const, taken: true },
  { name: '35 m outdoors after 2000 m indoors', next: fix(35, 0), old: fix(2000, 15_000), taken: true },
  { name: '2000 m after 35 m a moment ago', next: fix(2000, 0), old: fix(35, 15_000), taken: false },
  { name: '2000 m when the better one is old', next: fix(2000, 0), old: fix(35, 61_000), taken: true },
  { name: 'one of ten minutes ago from a cache', next: fix(5, 600_000), old: null, taken: false },
  { name: 'a fresh one on a phone whose clock is two days ahead', next: fix(5, 172_800_000), old: null, taken: true },
])('H14 $name: $taken', ({ next, old, taken }) => {
  expect(better(next, old, now)).toBe(taken)
})
