import { expect, test } from 'vitest'
import { distanceWords, sizeWords } from './measure'

test.each([
  [3, '3 米'],
  [182, '180 米'],
  [994, '995 米'],
  [996, '1.0 公里'],
  [3_440, '3.4 公里'],
  [250_000, '250 公里'],
])('%d metres are %s', (metres, words) => {
  expect(distanceWords(metres)).toBe(words)
})

test.each([
  [1, '1 KB'],
  [547_000, '547 KB'],
  [1_500_000, '1.5 MB'],
  [10_700_000_000, '10.7 GB'],
])('%d bytes are %s', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words)
})
