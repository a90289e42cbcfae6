import { beforeEach, expect, test } from 'vitest'
import { phone, Server } from '@/offline/testing'

phone(() => new Server())
const { database } = await import('@/offline/db')
const { loadDraft } = await import('@/offline/drafts')
const outbox = await import('@/offline/outbox')
const { note, submit } = outbox
const waiting = () => outbox.waiting('me')
const { correct } = await import('./correct')

const words = { owner: 'me', ownerName: '我', title: '租金太高', about: '兴悦科技' }

beforeEach(async () => {
  const db = await database()
  for (const store of db.objectStoreNames) await db.clear(store)
})

async function refused(code: string) {
  const [item] = await waiting()
  if (!item) throw new Error('gone')
  await note(item.id, { stopped: { code, message: '', field: [] } })
  return { ...item, stopped: { code, message: '', field: [] } }
}

test('a check-in goes back to its enterprise with its reason and its id', async () => {
  const input = { id: 'v1', enterpriseId: 'e1', capturedAt: '2026-10-14T07:20:00Z', reason: '其他', note: '在工地' }
  await submit({ ...words, id: 'v1', kind: 'CHECK_IN', input }, 'none')
  expect(await correct(await refused('INVALID'))).toBe('/enterprises/e1/check-in')
  expect(await loadDraft('me check-in e1', 'me')).toMatchObject({
    fields: { id: 'v1', reason: '其他', more: '在工地' },
  })
  expect(await waiting()).toEqual([])
})

test('a problem whose id is taken gets a new one', async () => {
  const input = {
    ...{ id: 'p1', enterpriseId: 'e1', title: '租金太高', description: '租金太高', category: 'LAND' as const },
    ...{ resolvedOnSite: true, confidential: false, capturedAt: '2026-10-14T07:20:00Z' },
  }
  await submit({ ...words, id: 'p1', kind: 'REPORT', input }, 'none')
  expect(await correct(await refused('CONFLICT'))).toMatchObject({ path: '/problems/new', query: { enterprise: 'e1' } })
  const draft = await loadDraft<{ id: string; how: string }>('me problem e1', 'me')
  expect(draft?.fields).toMatchObject({ description: '租金太高', category: 'LAND', how: 'ON_SITE' })
  expect(draft?.fields.id).not.toBe('p1')
})
