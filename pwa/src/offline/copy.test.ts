import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { OneCache, phone, Server } from './testing'

let server = new Server()
phone(() => server)

const { viewer } = await import('@/session')
const { copies, lastRestored } = await import('./copy')
const { database, run } = await import('./db')
const { loadDraft, saveDraft } = await import('./drafts')
const { dropKeys } = await import('./key')
const outbox = await import('./outbox')
const { copyNow, delivered, discard, freeze, mendCopies, note, reopen, submit } = outbox
const photos = await import('./photos')
const { room } = await import('./room')
const { Locked } = await import('./seal')
const { drain } = await import('./sender')
const { sealWork } = await import('./work')

const me = 'person-1'
const person = { id: me, account: 'cadre01', name: '联企干部·演示01', role: 'LINK_CADRE' as const, unreadCount: 0 }
const jpeg = (words: string) => new Blob([Uint8Array.of(0xff, 0xd8, 0xff), words], { type: 'image/jpeg' })
const waiting = (owner = me) => outbox.waiting(owner)
const ids = async () => (await waiting()).map(({ id }) => id)

beforeEach(async () => {
  server = new Server()
  viewer.value = { ...person, organization: null, enterprise: null, divisions: [] }
  const db = await database()
  await dropKeys()
  for (const store of db.objectStoreNames) await db.clear(store)
  await caches.delete('unsent')
  localStorage.removeItem('lianqi.restored')
  await sealWork(me)
})

/** Puts a record with a picture for each of `words` into the outbox. */
async function save(id: string, words: string[] = [], owner = me) {
  for (const each of words) await photos.keep(jpeg(each), owner, `draft ${id}`, [each])
  for (const { id: photo } of await photos.photosOf(`draft ${id}`)) {
    await run(async db => {
      const row = await db.get('photo', photo)
      if (row) await db.put('photo', { ...row, sha256: photo.padEnd(64, '0') }) // as if it had been made smaller
    })
  }
  const input = { id, problemId: 'p1', note: `${id} 停水三天` }
  const about = { ownerName: '我', title: '停水', about: '兴悦科技' }
  await submit({ id, owner, kind: 'SUPPLEMENT', input, ...about }, `draft ${id}`)
}

/** The browser gives the database up, as it does with one that it finds broken. */
async function loseDatabase() {
  ;(await database()).close()
  await new Promise<void>(done => {
    indexedDB.deleteDatabase('lianqi').onsuccess = () => done()
  })
}

const one = async (id: string) => {
  const item = (await waiting()).find(item => item.id === id)
  if (!item) throw new Error(`${id} is gone`)
  return item
}

test('a database that was lost comes back whole: words, pictures, and what each is sent as', async () => {
  await save('r1', ['前门', '后门'])
  await save('r2')
  await freeze(await one('r1'), '{"as":"sent"}')
  const before = await waiting()
  await loseDatabase()
  expect(await waiting()).toEqual(before)
  expect(await one('r1')).toMatchObject({ frozen: '{"as":"sent"}', input: { note: 'r1 停水三天' } })
  const pictures = await photos.photosOf('r1')
  const texts = await Promise.all(pictures.map(async photo => (await photos.pictureOf(photo)).text()))
  expect(texts.map(text => text.slice(-2))).toEqual(['前门', '后门'])
  expect(lastRestored()).toMatchObject({ records: 2 })
})

test('what is in the copy is sealed as it is in the database, and another person neither opens nor sends it', async () => {
  await save('r1', ['前门'])
  await dropKeys()
  server.person = 'person-2'
  viewer.value = { ...person, id: 'person-2', organization: null, enterprise: null, divisions: [] }
  await sealWork('person-2')
  await loseDatabase()
  await sealWork('person-2')
  await drain()
  expect(server.sent).toEqual([])
  expect((await outbox.waitingOfOthers('person-2')).map(({ id, photos }) => [id, photos])).toEqual([['r1', 1]])
  await expect(waiting()).rejects.toThrow(Locked)
})

test('with the database went the key: offline it stays shut, then the sender gets the key and sends all once', async () => {
  await save('r1')
  await loseDatabase()
  await dropKeys()
  server.online = false
  await drain()
  await expect(waiting()).rejects.toThrow(Locked)
  await save('r2') // written down without the key, and shown
  const { items, shut } = await outbox.readable(me)
  expect([items.map(({ id }) => id), shut.map(({ id }) => id)]).toEqual([['r2'], ['r1']])
  server.online = true
  await drain({ hurry: true })
  expect(server.sent.map(({ input }) => input.id)).toEqual(['r1', 'r2'])
  expect(await waiting()).toEqual([])
})

test('a key that is only in memory is written down again', async () => {
  await loseDatabase()
  expect(await run(db => db.count('key'))).toBe(0)
  await sealWork(me)
  expect(await run(db => db.count('key'))).toBe(1)
})

test('what was delivered, given up or taken back into its form does not come back', async () => {
  for (const id of ['gone', 'given up', 'taken back', 'here']) await save(id, ['门'])
  await delivered(await one('gone'))
  await discard(await one('given up'))
  await reopen(await one('taken back'), 'form', { note: '停水' })
  expect(await copies()).toEqual(new Set(['here']))
  await loseDatabase()
  expect(await ids()).toEqual(['here'])
})

test('a copy that stayed after the delivery is no record: the receipt says so, and it goes', async () => {
  await save('r1')
  const item = await one('r1')
  const { delete: real } = OneCache.prototype
  onTestFinished(() => void Object.assign(OneCache.prototype, { delete: real }))
  OneCache.prototype.delete = () => Promise.reject(new Error('killed'))
  await delivered(item)
  OneCache.prototype.delete = real
  ;(await database()).close()
  expect(await ids()).toEqual([])
  expect(await copies()).toEqual(new Set(['r1']))
  await mendCopies()
  expect(await copies()).toEqual(new Set())
})

test('while the copy cannot be taken away a record is not given up: it would come back', async () => {
  await save('r1')
  const { delete: real } = OneCache.prototype
  onTestFinished(() => void Object.assign(OneCache.prototype, { delete: real }))
  OneCache.prototype.delete = () => Promise.reject(new Error('broken'))
  await expect(discard(await one('r1'))).rejects.toThrow('broken')
  expect(await ids()).toEqual(['r1'])
})

test('a record that depended on one given up comes back without it', async () => {
  await save('visit')
  await save('r1')
  await note('r1', { dependsOn: 'visit' })
  await copyNow('r1')
  await discard(await one('visit'))
  await loseDatabase()
  expect((await one('r1')).dependsOn).toBeUndefined()
})

test('what came to the phone without a copy, as from an older app, gets one', async () => {
  await save('r1', ['门'])
  await caches.delete('unsent')
  await mendCopies()
  await loseDatabase()
  expect(await ids()).toEqual(['r1'])
  expect(await photos.photosOf('r1')).toHaveLength(1)
})

test('a copy that was cut off is no copy; the one before it stands', async () => {
  await save('r1', ['门'])
  const cache = (await caches.open('unsent')) as unknown as OneCache
  const [[address, answer] = []] = [...cache.answers]
  const form = new FormData()
  form.set('rows', (await (await answer?.clone().formData())?.get('rows')) ?? '')
  await cache.put(`${address}z`, new Response(form)) // newer, and without its picture
  await loseDatabase()
  expect(await photos.photosOf('r1')).toHaveLength(1)
})

test('two tabs that find an empty database put each record back once', async () => {
  await save('r1', ['门'])
  const { restore } = await import('./copy')
  await loseDatabase()
  const db = await database()
  await Promise.all([restore(db), restore(db)])
  expect(await ids()).toEqual(['r1'])
  expect(await photos.photosOf('r1')).toHaveLength(1)
})

test('a phone without room for the copy saves all the same', async () => {
  const { put } = OneCache.prototype
  onTestFinished(() => void Object.assign(OneCache.prototype, { put }))
  OneCache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))
  await save('r1')
  expect(await ids()).toEqual(['r1'])
  expect(await copies()).toEqual(new Set())
})

test('H11 on a full phone copies make room for a draft, for what the sender notes, and for the next picture', async () => {
  const { put } = IDBObjectStore.prototype
  onTestFinished(() => void Object.assign(IDBObjectStore.prototype, { put }))
  let taken = new Set<string>()
  IDBObjectStore.prototype.put = function (value, key) {
    if (taken.size > 0) throw new DOMException('full', 'QuotaExceededError')
    return put.call(this, value, key)
  }
  const { delete: real } = OneCache.prototype
  onTestFinished(() => void Object.assign(OneCache.prototype, { delete: real }))
  OneCache.prototype.delete = function (address, how) {
    taken = new Set()
    return real.call(this, address, how)
  }
  await save('r1')
  taken = await copies()
  await saveDraft('form', me, { note: '停水' })
  expect(await loadDraft('form', me)).toMatchObject({ fields: { note: '停水' } })
  await copyNow('r1')
  taken = await copies()
  await note('r1', { tries: 1 })
  expect(await one('r1')).toMatchObject({ tries: 1 })
  await mendCopies()
  taken = await copies()
  expect(taken).toEqual(new Set(['r1']))
  expect(await room()).not.toBe('NONE')
  expect(await ids()).toEqual(['r1'])
})
