import { beforeEach, expect, test } from 'vitest'
import { phone, Server, sha256 } from './testing'

let server: Server
phone(() => server)
const { upload } = await import('./upload')

const bytes = new Uint8Array(600_000).map((_, i) => (i * 7) % 251)
const name = sha256(bytes)
const send = () => upload(name, new Blob([bytes]), () => {})
const patches = () => server.requests.filter(request => request.startsWith('PATCH')).length
/** The hash of what the server holds: comparing long bytes one by one takes seconds. */
const arrived = () => sha256(server.uploads.get(name) ?? new Uint8Array())
const fine = undefined as never

beforeEach(() => {
  server = new Server()
})

test('goes in chunks of 256 KiB and says how much is held', async () => {
  const held: number[] = []
  await upload(name, new Blob([bytes]), now => held.push(now))
  expect(held).toEqual([0, 262_144, 524_288, 600_000])
  expect(arrived()).toBe(name)
})

test('goes on after a cut in the middle', async () => {
  server.faults = [fine, fine, 'DROP']
  await expect(send()).rejects.toMatchObject({ code: 'NETWORK', passing: true })
  expect(server.uploads.get(name)?.length).toBe(262_144)
  server.requests = []
  await send()
  expect(patches()).toBe(2)
})

test('goes on after a chunk that was taken but not answered', async () => {
  server.faults = [fine, 'DROP_ANSWER']
  await expect(send()).rejects.toMatchObject({ code: 'NETWORK' })
  await send()
  expect(patches()).toBe(3)
})

test('asks for the offset again when it was wrong', async () => {
  server.faults = [{ status: 404 }]
  server.uploads.set(name, bytes.slice(0, 262_144))
  await send()
  expect(arrived()).toBe(name)
})

test('begins anew when the server found the bytes damaged', async () => {
  server.uploads.set(name, new Uint8Array(100))
  await send()
  expect(arrived()).toBe(name)
})

test('sends nothing that the server has', async () => {
  server.uploads.set(name, bytes)
  await send()
  expect(patches()).toBe(0)
})

test.each([
  { status: 423, code: 'INTERNAL', passing: true },
  { status: 403, code: 'FORBIDDEN', passing: false },
  { status: 415, code: 'INVALID', passing: false },
  { status: 507, code: 'INTERNAL', passing: true },
])('$status is $code', async ({ status, code, passing }) => {
  server.faults = [fine, { status }]
  await expect(send()).rejects.toMatchObject({ code, passing })
})

test.each([200, 403, 404])('a page that is not ours with status %i may pass', async status => {
  const real = server.fetch
  server.fetch = async () => new Response('<html>', { status, headers: { 'content-type': 'text/html' } })
  await expect(send()).rejects.toMatchObject({ code: 'NOT_OURS', passing: true })
  let requests = 0
  server.fetch = function (url, init) {
    return requests++ === 0 ? real.call(this, url, init) : Promise.resolve(new Response('<html>', { status }))
  }
  await expect(send()).rejects.toMatchObject({ code: 'NOT_OURS', passing: true })
})

test('JSON of a Wi-Fi that wants a login, instead of an answer to a chunk, may pass', async () => {
  const real = server.fetch
  server.fetch = function (url, init) {
    return init.method === 'HEAD' ? real.call(this, url, init) : Promise.resolve(Response.json({ code: 0 }))
  }
  await expect(send()).rejects.toMatchObject({ code: 'NOT_OURS', passing: true })
})

test('does not go on for ever where nothing is taken', async () => {
  server.faults = [fine, { status: 460 }, fine, { status: 460 }, fine, { status: 460 }]
  await expect(send()).rejects.toMatchObject({ code: 'INTERNAL', passing: true })
})
