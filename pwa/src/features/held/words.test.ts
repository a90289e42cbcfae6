import { expect, test } from 'vitest'
import { clockWords } from './words'

test.each([
  [null, ''],
  [undefined, ''],
  [300, ''],
  [-300, ''],
  [172_800, '手机钟快 2 天'],
  [-5400, '手机钟慢 1 小时 30 分'],
])('a clock %s seconds ahead: %s', (lead, words) => {
  expect(clockWords(lead)).toBe(words)
})
