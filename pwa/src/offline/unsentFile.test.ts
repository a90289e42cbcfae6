import { beforeEach, expect, test } from 'vitest'
import { phone, Server, sha256 } from './testing'

const server = new Server()
phone(() => server)
const { viewer } = await import('@/session')
const { database } = await import('./db')
const { submit } = await import('./outbox')
const { sealBlob } = await import('./seal')
const { unsentFile } = await import('./unsentFile')
const { drain } = await import('./sender')

const me = { id: 'person-1', name: '联企干部·演示01' }
const picture = new Uint8Array(70_000).map((_, i) => (i * 7) % 251)

beforeEach(async () => {
  viewer.value = null
  const db = await database()
  for (const store of db.objectStoreNames) await db.clear(store)
})

async function photo(id: string, holder: string, more = {}) {
  const row = { id, owner: me.id, holder, takenAt: '2026-10-14T07:20:00Z', lines: { open: [] }, size: picture.length }
  const sealed = await sealBlob(me.id, `photo ${id} picture`, new Blob([picture]))
  await (await database()).put('photo', { ...row, picture: sealed, sha256: sha256(picture), ...more })
}

async function written() {
  const { file, ...about } = await unsentFile(me, new Date('2026-10-15T00:00:00Z'))
  return { about, pack: JSON.parse(await file.text()) }
}

const words = { owner: me.id, ownerName: me.name, title: '兴悦科技', about: '兴悦科技' }
const visit = { id: 'v1', enterpriseId: 'e1', capturedAt: '2026-10-14T07:20:00Z' }
const supplement = { id: 's1', problemId: 'p1', note: '补充' }

test('the file has every record as it would be sent, a visit first, and every photo once', async () => {
  await photo('a', 'draft s1')
  await submit(
    { ...words, id: 's1', kind: 'SUPPLEMENT', input: supplement, dependsOn: 'v1' },
    'draft s1',
    1_760_000_000_000,
  )
  await photo('b', 'draft v1')
  await submit({ ...words, id: 'v1', kind: 'CHECK_IN', input: visit }, 'draft v1', 1_760_000_001_000)
  const { about, pack } = await written()
  const photos = [{ sha256: sha256(picture), bytes: 70_000, takenAt: '2026-10-14T07:20:00Z' }]
  expect(about).toEqual({ name: '联企通未送达-2026-10-15.json', items: 2, photos: 1 })
  expect(pack).toMatchObject({ format: 'lianqi-unsent', version: 1, exportedAt: '2026-10-15T00:00:00.000Z' })
  expect(pack.items).toEqual([
    { ...words, id: 'v1', kind: 'CHECK_IN', savedAt: '2025-10-09T08:53:21.000Z', input: { ...visit, photos } },
    {
      ...words,
      id: 's1',
      kind: 'SUPPLEMENT',
      dependsOn: 'v1',
      savedAt: '2025-10-09T08:53:20.000Z',
      input: { ...supplement, photos },
    },
  ])
  expect(pack.photos).toEqual({ [sha256(picture)]: Buffer.from(picture).toString('base64') })
})

test('what was exported and is then sent is sent with the same content', async () => {
  await photo('a', 'draft s1')
  await submit({ ...words, id: 's1', kind: 'SUPPLEMENT', input: supplement }, 'draft s1')
  const { pack } = await written()
  viewer.value = {
    ...me,
    account: 'cadre01',
    role: 'LINK_CADRE',
    unreadCount: 0,
    organization: null,
    enterprise: null,
    divisions: [],
  }
  await drain()
  for (const { input } of server.sent) expect(input).toEqual(pack.items[0].input)
  expect(server.sent).toHaveLength(2)
})

test('a photo that cannot be opened is named, not left out', async () => {
  await photo('a', 'draft s1', { sha256: undefined, broken: true })
  await submit({ ...words, id: 's1', kind: 'SUPPLEMENT', input: supplement }, 'draft s1')
  await expect(written()).rejects.toThrow('“兴悦科技”：第 1 张照片打不开')
})
