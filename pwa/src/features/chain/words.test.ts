import { expect, test } from 'vitest'
import { within } from './words'

test('a division lies in itself and in those above', () => {
  expect(within('430502', '430502')).toBe(true)
  expect(within('430502', '430500')).toBe(true)
  expect(within('430500', '430000')).toBe(true)
  expect(within('430500', '430502')).toBe(false)
  expect(within('431000', '430000')).toBe(true)
  expect(within('431000', '430100')).toBe(false)
  expect(within('430502', '')).toBe(false)
})
