import { expect, test } from 'vitest'
import { uuid7 } from './uuid'

test('is a version 7 UUID that carries its millisecond', () => {
  const id = uuid7(0x0190_1234_5678, new Uint8Array(10).fill(0xff))
  expect(id).toBe('01901234-5678-7fff-bfff-ffffffffffff')
})

test('sorts by time and does not repeat', () => {
  const ids = Array.from({ length: 1000 }, (_, i) => uuid7(1_760_000_000_000 + i))
  expect([...ids].sort()).toEqual(ids)
  expect(new Set(Array.from({ length: 1000 }, () => uuid7(5))).size).toBe(1000)
})
