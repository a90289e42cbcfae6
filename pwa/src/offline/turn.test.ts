// Whose turn it is, and when what failed is tried again.
import { describe, expect, test } from 'vitest'
import {
  checkIn,
  discard,
  drain,
  expired,
  later,
  next,
  note,
  one,
  outbox,
  owner,
  problem,
  server,
  t0,
  uuid7,
  waiting,
} from './testingWork'

describe('who must wait for whom', () => {
  test('a problem waits for its visit, also when that is refused', async () => {
    const visit = await checkIn()
    const { id } = await problem(visit)
    server.userErrors = [{ code: 'INVALID', field: ['reason'], message: '缺范围外的原因' }]
    await drain()
    expect(await one(visit)).toMatchObject({ stopped: { code: 'INVALID', field: ['reason'] } })
    expect(await one(id)).toMatchObject({ tries: 0 })
    expect(server.sent.map(s => s.operation)).toEqual(['CheckIn'])
  })

  test('the visit goes first even when the problem is older', async () => {
    const visit = uuid7()
    await problem(visit, [], t0 - 100)
    await checkIn(visit, owner, t0)
    await drain()
    expect(server.sent.map(s => s.operation)).toEqual(['CheckIn', 'ReportProblem'])
  })

  test('a visit that is given up lets its problem go without it', async () => {
    const visit = await checkIn()
    await problem(visit)
    await discard((await one(visit)) as never)
    await drain()
    expect(server.sent[0]?.input.visitId).toBeUndefined()
    expect(await waiting()).toEqual([])
  })

  test('a refused record stops nobody else', async () => {
    const bad = await checkIn()
    const good = await checkIn(uuid7(), owner, t0 + 1)
    server.userErrors = [{ code: 'FORBIDDEN', field: [], message: '你已不再联系这家企业' }]
    await drain()
    expect((await waiting()).map(item => item.id)).toEqual([bad])
    expect(server.records.has(good)).toBe(true)
    server.sent = []
    await drain({ hurry: true, now: later(3_600_000) })
    expect(server.sent).toEqual([])
  })

  test('a server error of one record lets the others go', async () => {
    const first = await checkIn()
    const second = await checkIn(uuid7(), owner, t0 + 1)
    server.faults = [{ status: 500 }]
    await drain()
    expect((await waiting()).map(item => item.id)).toEqual([first])
    expect(server.records.has(second)).toBe(true)
  })

  test('records of others stay sealed', async () => {
    const foreign = await checkIn(uuid7(), 'person-2')
    await drain({ hurry: true })
    expect((await outbox.waitingOfOthers(owner)).map(item => item.id)).toEqual([foreign])
    expect(server.requests).toEqual([])
  })
})

describe('when to try again', () => {
  test('a lost session pauses all and changes nothing', async () => {
    const id = await checkIn()
    await checkIn(uuid7(), owner, t0 + 1)
    server.signedIn = false
    await drain()
    expect(expired.value).toBe(true)
    expect(server.requests).toHaveLength(1)
    expect(await one(id)).toMatchObject({ tries: 0 })
    server.signedIn = true
    expired.value = false
    await drain()
    expect(await waiting()).toEqual([])
  })

  test('Retry-After is obeyed even in a hurry', async () => {
    const id = await checkIn()
    server.faults = [{ status: 503, retryAfter: 60 }]
    await drain()
    await drain({ hurry: true })
    expect(server.requests).toHaveLength(1)
    expect(await one(id)).toMatchObject({ told: true, tries: 1 })
    await drain({ now: later(61_000) })
    expect(await waiting()).toEqual([])
  })

  test('a backoff of our own is waited out, unless in a hurry', async () => {
    const id = await checkIn()
    await note(id, { tries: 3, retryAt: Date.now() + 60_000 })
    await drain()
    expect(server.requests).toEqual([])
    await drain({ hurry: true })
    expect(await waiting()).toEqual([])
  })

  test('where photos are due, words go before them that only wait out a backoff of our own', async () => {
    const far = { tries: 9, retryAt: Date.now() + 60_000 }
    const due = await problem(undefined, [10])
    await note(due.id, { arrived: true })
    const failed = await checkIn(uuid7(), owner, t0 + 2)
    await note(failed, far)
    const told = await checkIn(uuid7(), owner, t0 + 3)
    await note(told, { ...far, told: true })
    await drain()
    expect(server.sent.map(s => s.input.id)).toEqual([failed, due.id])
    expect(server.requests[0]).toBe('POST /graphql')
    expect((await waiting()).map(item => item.id)).toEqual([told])
  })

  test('words that a network always swallows hold up no photos that are due', async () => {
    const due = await problem(undefined, [10])
    await note(due.id, { arrived: true })
    const swallowed = await checkIn(uuid7(), owner, t0 + 2)
    await note(swallowed, { tries: 9, retryAt: Date.now() + 60_000 })
    const { fetch } = server
    server.fetch = async (url, init) => {
      if (String(init.body).includes(swallowed)) throw new TypeError('swallowed')
      return fetch.call(server, url, init)
    }
    for (let tries = 0; tries < 8; tries++) {
      await drain()
      expect((await waiting()).map(item => item.id)).toEqual([due.id, swallowed])
      await note(swallowed, { retryAt: Date.now() + 60_000 })
    }
    await drain()
    expect((await waiting()).map(item => item.id)).toEqual([swallowed])
  })

  test('words that arrived, and a photo that came, begin the backoff anew', async () => {
    const { id } = await problem(undefined, [10, 20])
    await note(id, { tries: 9 })
    const { fetch } = server
    let through = 0
    server.fetch = async (url, init) => {
      if (url.startsWith('/uploads/') && through-- <= 0) throw new TypeError('one bar of signal')
      return fetch.call(server, url, init)
    }
    await drain()
    expect(await one(id)).toMatchObject({ arrived: true, tries: 1 })
    await note(id, { tries: 9 })
    through = 2 // the question and the bytes of the first
    await drain({ hurry: true })
    expect(await one(id)).toMatchObject({ tries: 1, photosReceived: 1 })
    through = 1
    await drain({ hurry: true })
    expect(await one(id)).toMatchObject({ tries: 2, photosReceived: 1 })
  })

  test('what was once said to be received stays so while it is asked for again', async () => {
    const { id } = await problem(undefined, [10, 20, 30])
    const { fetch } = server
    const seen: (number | undefined)[] = []
    server.fetch = async (url, init) => {
      seen.push((await one(id))?.photosReceived)
      if (server.uploads.size === 2 && init.method === 'PATCH') throw new TypeError('one bar of signal')
      return fetch.call(server, url, init)
    }
    await drain()
    expect(await one(id)).toMatchObject({ photosReceived: 2 })
    seen.length = 0
    await drain({ hurry: true })
    expect(seen).toEqual([2, 2, 2, 2])
  })

  test('once every photo came, only the receipt is asked for again', async () => {
    const { id } = await problem(undefined, [10, 20])
    const { fetch } = server
    server.fetch = async (url, init) => {
      if (server.uploads.size === 2 && url === '/graphql') throw new TypeError('one bar of signal')
      return fetch.call(server, url, init)
    }
    await drain()
    expect(await one(id)).toMatchObject({ photosReceived: 2, tries: 1 })
    server.fetch = fetch
    server.requests = []
    await drain({ hurry: true })
    expect(server.requests).toEqual(['POST /graphql'])
    expect(await waiting()).toEqual([])
  })

  test('H17 who was overtaken does not take back what another tab has begun, though it does not see that tab’s sign of life yet', async () => {
    await problem(undefined, [10])
    const { fetch } = server
    let hanging = 0
    server.fetch = async (url, init) => {
      if (url.startsWith('/uploads/')) return new Promise(() => void hanging++)
      return fetch.call(server, url, init)
    }
    const hung = drain()
    await expect.poll(() => hanging).toBe(1)
    void drain({ hurry: true })
    localStorage.setItem('lianqi.lease', `another ${Date.now() - 120_000}`)
    let done = () => {}
    const other = navigator.locks.request(
      'lianqi-outbox',
      { steal: true },
      () => new Promise<void>(free => (done = free)),
    )
    await hung
    expect(hanging).toBe(1)
    done()
    await other
  })

  test('two calls at once send once', async () => {
    await checkIn()
    await Promise.all([drain(), drain({ hurry: true }), drain()])
    expect(server.sent).toHaveLength(1)
  })

  test('what is submitted while sending goes too', async () => {
    await checkIn()
    const running = drain()
    await checkIn(uuid7(), owner, t0 + 1)
    await drain()
    await running
    expect(await waiting()).toEqual([])
  })
})

test('the next to go is the oldest that may, words before photos', () => {
  const item = (id: string, more = {}) => ({ id, retryAt: 0, ...more }) as never
  const none = new Set<string>()
  expect(next([item('a', { stopped: {} }), item('b', { dependsOn: 'a' }), item('c')], none, 0, false)).toMatchObject({
    id: 'c',
  })
  expect(next([item('a', { retryAt: 9 })], none, 8, false)).toBeUndefined()
  expect(next([item('a', { retryAt: 9 })], none, 8, true)).toBeDefined()
  expect(next([item('a', { retryAt: 9, told: true })], none, 8, true)).toBeUndefined()
  expect(next([item('a', { retryAt: 9 }), item('b', { arrived: true })], none, 8, false)).toMatchObject({ id: 'a' })
  expect(next([item('a')], new Set(['a words']), 0, true)).toBeUndefined()
  expect(next([item('a', { arrived: true })], new Set(['a words']), 0, true)).toBeDefined()
  expect(next([item('a', { arrived: true }), item('b')], none, 0, true, true)).toMatchObject({ id: 'b' })
  expect(next([item('a', { arrived: true })], none, 0, true, true)).toBeUndefined()
  expect(next([item('a', { arrived: true }), item('b', { dependsOn: 'a' })], none, 0, true)).toMatchObject({ id: 'b' })
})
