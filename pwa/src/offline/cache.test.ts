import './testing'
import { expect, test, vi } from 'vitest'
import { forget, remember, remembered } from './cache'

test('a copy keeps the date, not how much was left of it', async () => {
  const dispatches = [{ dueAt: '2026-10-15T10:00:00Z', dueText: '已超期 1 个工作日' }]
  const problem = { title: '夜班公交', dueAt: '2026-10-15T10:00:00Z', dueText: '还有 1 个工作日', dispatches }
  await remember('person', 'query', { id: 1 }, { problem }, 5)
  expect(await remembered('person', 'query', { id: 1 })).toEqual({
    fetchedAt: 5,
    data: { problem: { ...problem, dueText: null, dispatches: [{ ...dispatches[0], dueText: null }] } },
  })
  expect(problem.dueText).toBe('还有 1 个工作日')
  await forget('person')
  expect(await remembered('person', 'query', { id: 1 })).toBeUndefined()
})

test('says that there was no room, and keeps nothing', async () => {
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  expect(await remember('person', 'query', { id: 2 }, { problem: null })).toBe(false)
  put.mockRestore()
  expect(await remembered('person', 'query', { id: 2 })).toBeUndefined()
  expect(await remember('person', 'query', { id: 2 }, { problem: null })).toBe(true)
})
