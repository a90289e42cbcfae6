import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { OneCache, phone, Server } from './testing'

phone(() => new Server())

const weeks = 7 * 86_400_000
const query = 'query Firm($id: ID!) {\n  enterprise(id: $id) { name }\n}'
let app: Awaited<ReturnType<typeof start>>

/** The app from its start, with what the phone has; `person` is signed in. */
async function start(person = 'person') {
  vi.resetModules()
  const { fallSilent, speakFor } = await import('@/gql/client')
  speakFor(person)
  return { ...(await import('./cache')), ...(await import('./db')), fallSilent, speakFor }
}

beforeEach(async () => {
  for (const name of await caches.keys()) await caches.delete(name)
  app = await start()
  await app.run(db => db.clear('cache'))
})

/** As an app of before keeps it. */
const keepAsBefore = (owner: string, document: string, variables: object, data: unknown, fetchedAt = 5) =>
  app.run(db => db.put('cache', { key: `${owner} ${document} ${JSON.stringify(variables)}`, owner, fetchedAt, data }))

const rowsLeft = () => app.run(db => db.count('cache'))

test('a copy keeps the date, not how much was left of it', async () => {
  const dispatches = [{ dueAt: '2026-10-15T10:00:00Z', dueText: '已超期 1 个工作日' }]
  const problem = { title: '夜班公交', dueAt: '2026-10-15T10:00:00Z', dueText: '还有 1 个工作日', dispatches }
  await app.remember('person', 'query', { id: 1 }, { problem }, 5)
  expect(await app.remembered('person', 'query', { id: 1 })).toEqual({
    fetchedAt: 5,
    data: { problem: { ...problem, dueText: null, dispatches: [{ ...dispatches[0], dueText: null }] } },
  })
  expect(problem.dueText).toBe('还有 1 个工作日')
  await app.forget('person')
  expect(await app.remembered('person', 'query', { id: 1 })).toBeUndefined()
})

test('each question has a copy of its own, by its person, its document and its variables', async () => {
  const asked = [{}, { text: '用工' }, { text: "a?b#c'd" }, { text: 'a?b#c%27d' }, { text: '\ud800' }, { text: '�' }]
  const questions = asked.flatMap(variables => [query, `${query} `].map(document => [document, variables] as const))
  for (const person of ['person', 'other']) {
    app.speakFor(person)
    for (const [i, question] of questions.entries()) await app.remember(person, ...question, `${person} ${i}`)
  }
  for (const person of ['person', 'other']) {
    const found = await Promise.all(questions.map(question => app.remembered(person, ...question)))
    expect(found.map(copy => copy?.data)).toEqual(questions.map((_, i) => `${person} ${i}`))
  }
  await app.drop('person', query, asked[2])
  await app.dropAll('person', [`${query} `])
  const left = await Promise.all(questions.map(question => app.remembered('person', ...question)))
  expect(left.map(copy => copy?.data).filter(Boolean)).toEqual([0, 2, 6, 8, 10].map(i => `person ${i}`))
})

test('says that there was no room, and keeps nothing', async () => {
  const put = vi.spyOn(OneCache.prototype, 'put').mockRejectedValue(new DOMException('full', 'QuotaExceededError'))
  onTestFinished(() => put.mockRestore())
  expect(await app.remember('person', 'query', { id: 2 }, { problem: null })).toBe(false)
  put.mockRestore()
  expect(await app.remembered('person', 'query', { id: 2 })).toBeUndefined()
  expect(await app.remember('person', 'query', { id: 2 }, { problem: null })).toBe(true)
})

test('a copy that a kill has cut off is none', async () => {
  await app.remember('person', query, { id: 1 }, { enterprise: { name: '兴悦科技' } })
  const cache = await caches.open('read person')
  const [place] = await cache.keys()
  await cache.put(String(place?.url), new Response('{"enterprise":{"na'))
  expect(await app.remembered('person', query, { id: 1 })).toBeUndefined()
})

test('what was read outlives the database', async () => {
  await app.remember('person', query, { id: 1 }, 'here')
  ;(await app.database()).close()
  await new Promise<void>(done => {
    indexedDB.deleteDatabase('lianqi').onsuccess = () => done()
  })
  app = await start()
  expect(await app.remembered('person', query, { id: 1 })).toMatchObject({ data: 'here' })
})

test('what an older app has kept is there after the update, and lies in the database no more', async () => {
  await keepAsBefore('person', query, { id: '{}', filter: { text: ' {"x' } }, { enterprise: { name: '兴悦科技' } })
  await keepAsBefore('person', 'pack', {}, { cursor: 'c' }, 7)
  await keepAsBefore('person', query, { id: 3 }, 'older')
  await keepAsBefore('other', query, { id: 1 }, 'not to be read')
  await app.remember('person', query, { id: 3 }, 'newer', 6)
  const found = [
    await app.remembered('person', query, { id: '{}', filter: { text: ' {"x' } }),
    await app.remembered('person', 'pack', {}),
    await app.remembered('person', query, { id: 3 }),
  ]
  expect(found).toEqual([
    { data: { enterprise: { name: '兴悦科技' } }, fetchedAt: 5 },
    { data: { cursor: 'c' }, fetchedAt: 7 },
    { data: 'newer', fetchedAt: 6 },
  ])
  expect(await rowsLeft()).toBe(0)
  expect(await caches.keys()).toEqual(['read person'])
})

test('whoever has left leaves nothing, in the database neither, and nothing comes after', async () => {
  await app.remember('person', query, { id: 1 }, 'read')
  expect(await app.remembered('person', query, { id: 2 })).toBeUndefined()
  await keepAsBefore('person', query, { id: 1 }, 'an older app in another tab')
  app.fallSilent()
  expect(await app.remember('person', query, { id: 2 }, 'late')).toBe(false)
  app.speakFor('other')
  await app.forget('person')
  expect(await app.remember('person', query, { id: 2 }, 'later still')).toBe(false)
  expect(await rowsLeft()).toBe(0)
  expect(await caches.keys()).toEqual([])
})

test('leaving while what an older app has kept is on its way leaves nothing either', async () => {
  for (let id = 0; id < 20; id++) await keepAsBefore('person', query, { id }, 'read')
  const reading = app.remembered('person', query, { id: 1 })
  app.fallSilent()
  app.speakFor('person') // in another role
  await Promise.all([app.forget('person'), reading])
  expect(await rowsLeft()).toBe(0)
  expect(await app.remembered('person', query, { id: 1 })).toBeUndefined()
})

test('what is read after another role was taken is kept', async () => {
  await app.remember('person', query, { id: 1 }, 'in one role')
  await app.forget('person')
  await app.remember('person', query, { id: 1 }, 'in the other')
  app = await start()
  expect(await app.remembered('person', query, { id: 1 })).toMatchObject({ data: 'in the other' })
})

test('copies of more than four weeks go, and what was left of somebody else', async () => {
  app.speakFor('other')
  await app.remember('other', query, { id: 1 }, 'left')
  app = await start()
  await app.remember('person', query, { id: 1 }, 'old', 0)
  await app.remember('person', query, { id: 2 }, 'young', weeks)
  await app.forgetOld('person', 4 * weeks + 1)
  expect(await app.remembered('person', query, { id: 1 })).toBeUndefined()
  expect(await app.remembered('person', query, { id: 2 })).toMatchObject({ data: 'young' })
  expect(await caches.keys()).toEqual(['read person'])
  app = await start('')
  await app.forgetOld('')
  expect(await caches.keys()).toEqual([])
})

test('where the browser has no caches nothing is kept, and nothing breaks', async () => {
  const real = caches
  onTestFinished(() => void vi.stubGlobal('caches', real))
  vi.stubGlobal('caches', undefined)
  await keepAsBefore('person', query, { id: 1 }, 'read')
  expect(await app.remember('person', query, { id: 1 }, 'read')).toBe(false)
  expect(await app.remembered('person', query, { id: 1 })).toBeUndefined()
  await app.drop('person', query, { id: 1 })
  await app.dropAll('person', [query])
  await app.forgetOld('person')
  await app.forget('person')
  expect(await rowsLeft()).toBe(0)
})
