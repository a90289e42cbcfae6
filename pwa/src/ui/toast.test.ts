import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { hush, message, say, tell } from './toast'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  hush()
  hush()
  vi.useRealTimers()
})

test('what was done is said to its end before what is new, of which the last is said', () => {
  say('已同意退单')
  vi.advanceTimersByTime(1_000)
  tell({ text: '新消息：一' })
  tell({ text: '新消息：二' })
  expect(message.value?.text).toBe('已同意退单')
  vi.advanceTimersByTime(5_000)
  expect(message.value?.text).toBe('新消息：二')
  vi.advanceTimersByTime(6_000)
  expect(message.value).toBeNull()
})

test('an answer and later news take the place of news', () => {
  tell({ text: '新消息：一' })
  tell({ text: '新消息：二' })
  expect(message.value?.text).toBe('新消息：二')
  say('已保存')
  expect(message.value?.text).toBe('已保存')
})
