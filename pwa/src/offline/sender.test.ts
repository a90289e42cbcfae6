import { describe, expect, test } from 'vitest'
import {
  checkIn,
  database,
  drain,
  note,
  one,
  owner,
  photo,
  problem,
  receipts,
  reopen,
  sealBlob,
  server,
  submit,
  t0,
  uuid7,
  waiting,
} from './testingWork'

describe('a record leaves the phone only when the server has it', () => {
  test('its words first, then photos in chunks, then the question for the receipt, which replaces it', async () => {
    const { id, sums } = await problem(undefined, [600_000, 10])
    await drain()
    expect(await waiting()).toEqual([])
    expect(server.requests).toEqual([
      'POST /graphql',
      'HEAD /uploads/{sha256}',
      'PATCH /uploads/{sha256}',
      'PATCH /uploads/{sha256}',
      'PATCH /uploads/{sha256}',
      'HEAD /uploads/{sha256}',
      'PATCH /uploads/{sha256}',
      'POST /graphql',
    ])
    expect(server.sent[0]?.input.photos.map(p => [p.sha256, p.bytes])).toEqual([
      [sums[0], 600_000],
      [sums[1], 10],
    ])
    expect((await receipts(owner))[0]).toMatchObject({ id, photos: 2, number: '430502-2026-00001' })
    expect(await (await database()).count('photo')).toBe(0)
  })

  test('the words of all go before the photos of any, and a problem does not wait for the photos of its visit', async () => {
    const visit = await checkIn()
    const first = await problem(visit, [10])
    const second = await problem(visit, [20])
    const { fetch } = server
    server.fetch = async (url, init) => {
      if (url.startsWith('/uploads/')) throw new TypeError('one bar of signal')
      return fetch.call(server, url, init)
    }
    await drain()
    expect(server.sent.map(s => s.input.id)).toEqual([visit, first.id, second.id])
    expect(await one(first.id)).toMatchObject({ arrived: true, photosReceived: 0, tries: 1 })
    expect(await one(second.id)).toMatchObject({ arrived: true, photosReceived: 0 })
    server.fetch = fetch
    await drain({ hurry: true })
    expect(await waiting()).toEqual([])
  })

  test('offline it stays, and goes when the network is back', async () => {
    server.online = false
    const id = await checkIn()
    await drain()
    expect(await one(id)).toMatchObject({ tries: 1 })
    server.online = true
    await drain({ hurry: true })
    expect(await waiting()).toEqual([])
  })

  test('an answer that was lost is asked for again with the same bytes: one record', async () => {
    const { id } = await problem(undefined, [10])
    server.faults = [undefined as never, undefined as never, 'DROP_ANSWER']
    await drain()
    expect(await one(id)).toBeDefined()
    await drain({ hurry: true })
    expect(await waiting()).toEqual([])
    expect(server.sent).toHaveLength(2)
    expect(server.sent[1]?.input).toEqual(server.sent[0]?.input)
    expect(server.records.size).toBe(1)
  })

  test('what was once sent never changes, whatever happens on the phone meanwhile', async () => {
    const { id, sums } = await problem(undefined, [10])
    server.faults = [undefined as never, undefined as never, 'DROP_ANSWER']
    await drain()
    await (await database()).clear('photo')
    await drain({ hurry: true })
    expect(await one(id)).toBeUndefined()
    expect(server.sent[1]?.input.photos.map(p => p.sha256)).toEqual(sums)
  })

  test('a receipt for another record is none', async () => {
    const id = await checkIn()
    const { fetch } = server
    server.fetch = async (url, init) => {
      const answer = await fetch.call(server, url, init)
      return new Response((await answer.text()).replaceAll(id, uuid7()), { headers: answer.headers })
    }
    await drain()
    expect(await one(id)).toMatchObject({ tries: 1, trouble: expect.stringContaining('回执') })
  })

  test('a login page of the Wi-Fi is not an answer', async () => {
    const id = await checkIn()
    server.faults = ['LOGIN_PAGE']
    await drain()
    expect(await one(id)).toMatchObject({ tries: 1, trouble: expect.stringContaining('Wi-Fi') })
  })

  test('a receipt that misses a photo sends it again', async () => {
    const { id, sums } = await problem(undefined, [10, 20])
    const { fetch } = server
    server.fetch = function (url, init) {
      if (url === '/graphql') this.uploads.delete(sums[0] ?? '')
      return fetch.call(this, url, init)
    }
    await drain()
    expect(await one(id)).toMatchObject({ photosReceived: 1, tries: 1 })
    server.fetch = fetch
    await drain({ hurry: true })
    expect(await waiting()).toEqual([])
    expect(server.uploads.size).toBe(2)
  })
})

describe('a receipt is believed only when it names the record and every photo by its hash', () => {
  /** Has the server's receipts changed on their way. */
  function changing(change: (receipt: { id: string; photos: string[] }) => object | null) {
    const { fetch } = server
    server.fetch = async function (url, init) {
      const answer = await fetch.call(this, url, init)
      if (url !== '/graphql') return answer
      const { data } = await answer.json()
      const [payload] = Object.values(data as Record<string, { receipt: { id: string; photos: string[] } }>)
      const receipt = payload && change(payload.receipt)
      const body = { data: { any: { ...payload, receipt } } }
      return new Response(JSON.stringify(body), { headers: answer.headers })
    }
    return () => {
      server.fetch = fetch
    }
  }

  /** What a person adds to a problem: the receipt is of that, not of the problem. */
  async function supplement(photos: number[]) {
    const id = uuid7()
    for (const [i, size] of photos.entries()) await photo(`draft ${id}`, size, i + 3)
    const words = { ownerName: '联企干部·演示01', title: '补充', about: '兴悦科技' }
    await submit({ id, owner, kind: 'SUPPLEMENT', input: { id, problemId: 'p1', note: '补' }, ...words }, `draft ${id}`)
    return id
  }

  test('as many photos as were sent, but others, are not enough', async () => {
    const { id } = await problem(undefined, [10, 20])
    const restore = changing(receipt => ({ ...receipt, photos: [receipt.photos[0], 'f'.repeat(64)] }))
    await drain()
    expect(await one(id)).toMatchObject({ photosReceived: 1, tries: 1, trouble: expect.stringContaining('1/2') })
    restore()
    await drain({ hurry: true })
    expect(await waiting()).toEqual([])
  })

  test('the same for what is added to a problem', async () => {
    const id = await supplement([10, 20])
    const restore = changing(receipt => ({ ...receipt, photos: [] }))
    await drain()
    expect(await one(id)).toMatchObject({ photosReceived: 0, tries: 1 })
    restore()
    await drain({ hurry: true })
    expect((await receipts(owner))[0]).toMatchObject({ id, photos: 2 })
  })

  test('a receipt of the problem to which something was added is none', async () => {
    const id = await supplement([])
    changing(receipt => ({ ...receipt, id: 'p1' }))
    await drain()
    expect(await one(id)).toMatchObject({ tries: 1, trouble: expect.stringContaining('回执') })
  })

  test('the same photo twice is one', async () => {
    const { id } = await problem(undefined, [10])
    const [first] = await (await database()).getAllFromIndex('photo', 'holder', id)
    if (!first) throw new Error('gone')
    const twin = uuid7()
    const picture = await sealBlob(
      owner,
      `photo ${twin} picture`,
      new Blob([new Uint8Array(10).map((_, i) => (i * 3) % 251)]),
    )
    await (await database()).put('photo', { ...first, id: twin, picture })
    await note(id, { photos: 2 })
    await drain()
    expect((await receipts(owner))[0]).toMatchObject({ id, photos: 2 })
  })
})

describe('a photo is never left out', () => {
  test('one that is gone before it was sent stops its record in words, and the others go', async () => {
    const { id, sums } = await problem(undefined, [10, 20])
    const good = await checkIn(uuid7(), owner, t0 + 5)
    const db = await database()
    const [first] = await db.getAllFromIndex('photo', 'holder', id)
    await db.delete('photo', first?.id ?? '')
    await drain()
    expect(await one(id)).toMatchObject({ stopped: { code: 'INVALID', field: ['photos'] }, photos: 2 })
    expect((await one(id))?.stopped?.message).toContain('少了 1 张')
    expect(server.sent.map(s => s.input.id)).toEqual([good])
    expect(sums).toHaveLength(2)
  })

  test('one that cannot be opened stops its record and is named', async () => {
    const { id } = await problem(undefined, [10, 20])
    const db = await database()
    const [, second] = await db.getAllFromIndex('photo', 'holder', id)
    await db.put('photo', { ...second, sha256: undefined, broken: true } as never)
    await drain()
    expect((await one(id))?.stopped?.message).toContain('第 2 张照片打不开')
    expect(server.sent).toEqual([])
  })

  test('one that is gone on both sides after the record was first sent is told when the words have arrived', async () => {
    const { id } = await problem(undefined, [10, 20])
    server.faults = [undefined as never, undefined as never, undefined as never, undefined as never, 'DROP']
    await drain()
    expect((await one(id))?.frozen).toBeDefined()
    const db = await database()
    const [first] = await db.getAllFromIndex('photo', 'holder', id)
    await db.delete('photo', first?.id ?? '')
    server.uploads.delete(first?.sha256 ?? '')
    await drain({ hurry: true })
    expect(server.records.has(id)).toBe(true)
    expect((await one(id))?.stopped?.message).toContain('文字已送达，手机里少了 1 张')
  })
})

test('a refused record can be corrected in its form and sent under the same id', async () => {
  const { id } = await problem(undefined, [10])
  server.userErrors = [{ code: 'INVALID', field: ['title'], message: '标题太短' }]
  await drain()
  const item = await one(id)
  if (!item) throw new Error('gone')
  await reopen(item, 'problem e1', { id, description: '租金太高' })
  expect(await waiting()).toEqual([])
  expect(await (await database()).getAllFromIndex('photo', 'holder', 'problem e1')).toHaveLength(1)
  const { ownerName, title, about, input } = item
  await submit({ id, owner, ownerName, kind: 'REPORT', title, about, input: input as never }, 'problem e1')
  await drain()
  expect(await waiting()).toEqual([])
  expect(new Set(server.sent.map(s => s.input.id))).toEqual(new Set([id]))
})
