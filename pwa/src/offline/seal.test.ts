import { beforeEach, expect, test } from 'vitest'
import { phone, Server } from './testing'

const server = new Server()
phone(() => server)

const { viewer } = await import('@/session')
const { database } = await import('./db')
const { loadDraft, saveDraft } = await import('./drafts')
const { dropKeys } = await import('./key')
const outbox = await import('./outbox')
const photos = await import('./photos')
const { Locked } = await import('./seal')
const { sealWork } = await import('./work')

const secret = '宏达公司欠薪三个月'
const jpeg = (words: string) => new Blob([Uint8Array.of(0xff, 0xd8, 0xff), words], { type: 'image/jpeg' })
const record = (id: string, owner: string) => ({
  ...{ id, owner, ownerName: '我', kind: 'SUPPLEMENT' as const, title: secret, about: secret },
  input: { id, problemId: 'p1', note: secret },
})

beforeEach(async () => {
  const db = await database()
  await dropKeys()
  for (const store of db.objectStoreNames) await db.clear(store)
  await caches.delete('unsent')
  viewer.value = null
})

/** Everything that lies on the phone, as text. */
async function bytesOnPhone(): Promise<string> {
  const db = await database()
  const rows = await Promise.all([...db.objectStoreNames].map(store => db.getAll(store)))
  const texts = await Promise.all(rows.flat(2).map(written))
  const copies = await caches.open('unsent')
  for (const { url } of await copies.keys()) texts.push((await (await copies.match(url))?.text()) ?? '')
  return texts.join('\n')
}

async function written(value: unknown): Promise<string> {
  if (value instanceof Blob) return value.text()
  if (value instanceof Uint8Array || !value || typeof value !== 'object') return String(value)
  return (await Promise.all(Object.values(value).map(written))).join(' ')
}

/** A record with a picture, and a draft. */
async function work(owner: string) {
  await photos.keep(jpeg(secret), owner, `${owner} form`, [secret])
  await outbox.submit(record(`${owner}-r`, owner), `${owner} form`)
  await saveDraft(`${owner} draft`, owner, { words: secret })
}

test('H08 nothing that was written down lies open on the phone, and its author reads all of it', async () => {
  server.person = 'a'
  await sealWork('a')
  await work('a')
  expect(await bytesOnPhone()).not.toContain(secret)
  expect(await outbox.waiting('a')).toMatchObject([{ title: secret, about: secret, input: { note: secret } }])
  expect((await loadDraft('a draft', 'a'))?.fields).toEqual({ words: secret })
  const [photo] = await photos.photosOf('a-r')
  expect(await (await photos.pictureOf(photo as never)).text()).toContain(secret)
})

test('H08 with another person’s key it stays shut, and opens when its author is back', async () => {
  server.person = 'a'
  await sealWork('a')
  await work('a')
  await dropKeys()
  server.person = 'b'
  await sealWork('b')
  await expect(outbox.waiting('a')).rejects.toThrow(Locked)
  await expect(loadDraft('a draft', 'a')).rejects.toThrow(Locked)
  expect((await outbox.waitingOfOthers('b')).map(({ id, photos }) => [id, photos])).toEqual([['a-r', 1]])
  await dropKeys()
  server.person = 'a'
  await sealWork('a')
  expect(await outbox.waiting('a')).toMatchObject([{ title: secret }])
})

test('a row that was put in the place of another does not open', async () => {
  server.person = 'a'
  await sealWork('a')
  await work('a')
  const db = await database()
  const row = await db.get('outbox', 'a-r')
  await db.put('outbox', { ...row, id: 'other' } as never)
  await expect(outbox.waiting('a')).rejects.toThrow()
})

test('without the key nothing is refused: it lies open, and is sealed when the key comes', async () => {
  server.online = false
  await expect(sealWork('a')).rejects.toThrow()
  await work('a')
  expect(await bytesOnPhone()).toContain(secret)
  server.online = true
  server.person = 'a'
  await sealWork('a')
  expect(await bytesOnPhone()).not.toContain(secret)
  expect(await outbox.waiting('a')).toMatchObject([{ title: secret }])
})

test('H06 a phone that starts again without a network still has the key, and it cannot be read out', async () => {
  server.person = 'a'
  await sealWork('a')
  const row = await (await database()).get('key', 'a')
  expect(row?.key.extractable).toBe(false)
  await expect(crypto.subtle.exportKey('raw', row?.key as CryptoKey)).rejects.toThrow()
})

test('the key of somebody else’s session is not taken', async () => {
  server.person = 'b'
  await expect(sealWork('a')).rejects.toMatchObject({ code: 'NOT_OURS' })
})

test('H10 a connection that the system closes in the middle of a save is opened again and the save repeated', async () => {
  const db = await database()
  db.close()
  await work('a')
  expect(await outbox.waiting('a')).toMatchObject([{ title: secret, photos: 1 }])
  ;(await database()).close()
  expect((await loadDraft('a draft', 'a'))?.fields).toEqual({ words: secret })
})
