import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { OneCache, phone, Server } from './testing'

const server = new Server()
phone(() => server)

const { speakFor } = await import('@/gql/client')
const { database, run } = await import('./db')
const outbox = await import('./outbox')
const { delivered, receipts, submit } = outbox
const photos = await import('./photos')
const { photosOf, pictureOf, removePhoto } = photos
const { dropDraft, loadDraft, saveDraft } = await import('./drafts')
const { remember, remembered } = await import('./cache')

const day = 86_400_000
const jpeg = () => new Blob([Uint8Array.of(0xff, 0xd8, 0xff, 0, 0, 0, 0, 0, 0, 0)], { type: 'image/jpeg' })
const keep = (file: Blob, holder: string, lines: string[]) => photos.keep(file, 'me', holder, lines)
const waiting = () => outbox.waiting('me')
const record = (id: string) => ({
  ...{ id, owner: 'me', ownerName: '我', kind: 'CHECK_IN' as const, title: '兴悦科技', about: '兴悦科技' },
  input: { id, enterpriseId: 'e1', capturedAt: '2026-10-14T07:20:00Z' },
})

beforeEach(async () => {
  const db = await database()
  for (const store of db.objectStoreNames) await db.clear(store)
  await caches.delete('unsent')
})

test('submitting moves pictures from the draft to the record, and drops the draft', async () => {
  await saveDraft('form', 'me', { reason: '' })
  await keep(jpeg(), 'form', [])
  await keep(jpeg(), 'form', [])
  await submit(record('r1'), 'form')
  expect(await waiting()).toMatchObject([{ id: 'r1', photos: 2, photosReceived: 0, tries: 0 }])
  expect(await photosOf('r1')).toHaveLength(2)
  expect(await photosOf('form')).toEqual([])
  expect(await loadDraft('form', 'me')).toBeNull()
})

test('what cannot be stored leaves the draft as it was', async () => {
  await saveDraft('form', 'me', { reason: 'kept' })
  await keep(jpeg(), 'form', [])
  await expect(submit({ ...record('r1'), id: [{}] as never }, 'form')).rejects.toThrow()
  expect(await waiting()).toEqual([])
  expect(await photosOf('form')).toHaveLength(1)
  expect(await loadDraft('form', 'me')).toMatchObject({ fields: { reason: 'kept' } })
})

test.each(['draft', 'outbox'])(
  'H11 on a full phone copies for reading make room for the %s, and no new ones are kept',
  async store => {
    speakFor('me')
    await remember('me', 'q', {}, { firms: 3 })
    const { put } = IDBObjectStore.prototype
    const { put: keepIn, delete: remove } = OneCache.prototype
    onTestFinished(() => {
      Object.assign(IDBObjectStore.prototype, { put })
      Object.assign(OneCache.prototype, { put: keepIn, delete: remove })
    })
    let full = true
    const refuse = () => {
      if (full) throw new DOMException('full', 'QuotaExceededError')
    }
    IDBObjectStore.prototype.put = function (value, key) {
      if (this.name === store) refuse()
      return put.call(this, value, key)
    }
    OneCache.prototype.put = async function (...copy) {
      refuse()
      return keepIn.apply(this, copy)
    }
    OneCache.prototype.delete = function (...which) {
      full = false
      return remove.apply(this, which)
    }
    expect(await remember('me', 'other', {}, { firms: 4 })).toBe(false)
    if (store === 'draft') await saveDraft('form', 'me', { reason: 'kept' })
    else await submit(record('r1'), 'form')
    expect(full).toBe(false)
    expect(await run(db => db.count(store as 'draft'))).toBe(1)
    expect(await remembered('me', 'q', {})).toBeUndefined()
  },
)

test('the picture is stored as it was taken before anything else', async () => {
  const { id } = await keep(jpeg(), 'form', ['2026-10-14'])
  const [photo] = await photosOf('form')
  expect(photo).toMatchObject({ id, size: 10 })
  expect(photo?.sha256).toBeUndefined()
  expect(await pictureOf(photo as never)).toMatchObject({ size: 10 })
})

test('a picture that is too big is refused in words', async () => {
  const big = { size: 41 * 1024 * 1024, slice: () => jpeg() } as unknown as Blob
  await expect(keep(big, 'form', [])).rejects.toThrow('40 MB')
})

test('nine pictures, not ten', async () => {
  for (let i = 0; i < 9; i++) await keep(jpeg(), 'form', [])
  await expect(keep(jpeg(), 'form', [])).rejects.toThrow('最多 9 张')
  await removePhoto((await photosOf('form'))[0]?.id ?? '')
  await expect(keep(jpeg(), 'form', [])).resolves.toBeDefined()
})

test('receipts are kept 14 days', async () => {
  const now = Date.now()
  for (const [id, age] of [
    ['old', 15],
    ['new', 13],
  ] as const) {
    await submit(record(id), 'form')
    const [item] = await waiting()
    if (item) await delivered(item, {}, now - age * day)
  }
  expect((await receipts('me')).map(r => r.id)).toEqual(['new'])
  expect(await receipts('somebody else')).toEqual([])
})

test('drafts belong to whoever wrote them and go with their pictures', async () => {
  await saveDraft('form', 'me', { a: 1 })
  await keep(jpeg(), 'form', [])
  expect(await loadDraft('form', 'you')).toBeNull()
  await dropDraft('form')
  expect(await loadDraft('form', 'me')).toBeNull()
  expect(await photosOf('form')).toEqual([])
})
