// A cadre's phone with work on it, and the server that it is sent to, for the tests of sending. Imported, it is signed in and empty
// before each test.
import { beforeEach } from 'vitest'
import { phone, Server, sha256 } from './testing'

export let server: Server
phone(() => server)

export const { expired, viewer } = await import('@/session')
export const { database } = await import('./db')
export const outbox = await import('./outbox')
export const { discard, note, receipts, reopen, submit } = outbox
const { sealWork } = await import('./work')
export const { drain, next } = await import('./sender')
export const { sealBlob } = await import('./seal')
export const { uuid7 } = await import('./uuid')

export const owner = 'person-1'
export const t0 = Date.now()
const person = { id: owner, account: 'cadre01', name: '联企干部·演示01', role: 'LINK_CADRE' as const, unreadCount: 0 }

beforeEach(async () => {
  server = new Server()
  viewer.value = { ...person, organization: null, enterprise: null, divisions: [] }
  expired.value = false
  const db = await database()
  for (const store of db.objectStoreNames) await db.clear(store)
  await sealWork(owner)
  server.requests = []
})

export const waiting = () => outbox.waiting(owner)

/** Stores a picture of `size` bytes that is ready to send, in the draft. */
export async function photo(draft: string, size: number, seed: number) {
  const bytes = new Uint8Array(size).map((_, i) => (i * seed) % 251)
  const id = uuid7()
  const picture = await sealBlob(owner, `photo ${id} picture`, new Blob([bytes]))
  const row = {
    id,
    owner,
    holder: draft,
    takenAt: '2026-10-14T07:20:00Z',
    lines: { open: [] },
    picture,
    size,
    sha256: sha256(bytes),
  }
  await (await database()).put('photo', row)
  return row.sha256
}

export async function checkIn(id = uuid7(), by = owner, savedAt = t0) {
  const input = { id, enterpriseId: 'e1', capturedAt: '2026-10-14T07:20:00Z' }
  const words = { ownerName: '联企干部·演示01', title: '兴悦科技', about: '兴悦科技' }
  await submit({ id, owner: by, kind: 'CHECK_IN', input, ...words }, `draft ${id}`, savedAt)
  return id
}

export async function problem(visitId?: string, photos: number[] = [], savedAt = t0 + 1) {
  const id = uuid7()
  const sums = []
  for (const [i, size] of photos.entries()) sums.push(await photo(`draft ${id}`, size, i + 3))
  const input = {
    ...{ id, enterpriseId: 'e1', visitId, title: '租金太高', description: '租金太高', category: 'LAND' as const },
    ...{ resolvedOnSite: false, confidential: false, capturedAt: '2026-10-14T07:20:00Z' },
  }
  const words = { ownerName: '联企干部·演示01', title: '租金太高', about: '兴悦科技' }
  await submit({ id, owner, kind: 'REPORT', input, dependsOn: visitId, ...words }, `draft ${id}`, savedAt)
  return { id, sums }
}

export const one = async (id: string) => (await waiting()).find(item => item.id === id)
export const later = (ms: number) => () => Date.now() + ms
