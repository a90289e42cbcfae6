import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { act, ask, type Fault, fallSilent, speakFor, whenUnauthenticated } from './client'
import { TypedDocumentString } from './graphql'
import { reachable } from './reach'

const question = new TypedDocumentString<{ viewer: { id: string } | null }, Record<string, never>>(
  'query { viewer { id } }',
)
const change = new TypedDocumentString<{ checkIn: object }, Record<string, never>>(
  'mutation { checkIn { visit { id } } }',
)
const lost = vi.fn()

beforeEach(() => {
  lost.mockClear()
  whenUnauthenticated(lost)
})
afterEach(() => vi.unstubAllGlobals())

function answers(body: unknown, { status = 200, type = 'application/graphql-response+json', headers = {} } = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  vi.stubGlobal('fetch', async () => new Response(text, { status, headers: { 'content-type': type, ...headers } }))
}

const fault = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable(),
    (error: unknown) => error as Fault,
  )

test('returns the data', async () => {
  answers({ data: { viewer: { id: 'p1' } } })
  expect(await ask(question, {})).toEqual({ viewer: { id: 'p1' } })
  expect(reachable.value).toBe(true)
})

test('nobody answers', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('failed')
  })
  expect(await fault(ask(question, {}))).toMatchObject({ code: 'NETWORK', passing: true })
  expect(reachable.value).toBe(false)
})

test.each([
  { name: 'a login page', body: '<html>', how: { type: 'text/html' }, code: 'NOT_OURS', passing: true },
  { name: 'half an answer', body: '{"data":', how: {}, code: 'NETWORK', passing: true },
  {
    name: 'a proxy without its server',
    body: '',
    how: { status: 502, type: 'text/html' },
    code: 'INTERNAL',
    passing: true,
  },
  { name: 'too much', body: '', how: { status: 413 }, code: 'TOO_LARGE', passing: false },
  {
    name: 'too often',
    body: '',
    how: { status: 429, headers: { 'retry-after': '9' } },
    code: 'TOO_MANY',
    passing: true,
  },
  { name: 'no data', body: {}, how: {}, code: 'NOT_OURS', passing: true },
  {
    name: 'JSON of a Wi-Fi that wants a login',
    body: { code: 0, data: { url: 'http://10.0.0.1/' } },
    how: { type: 'application/json' },
    code: 'NOT_OURS',
    passing: true,
  },
])('$name is $code', async ({ body, how, code, passing }) => {
  answers(body, how)
  expect(await fault(ask(question, {}))).toMatchObject({ code, passing })
})

test('how long to wait is heard', async () => {
  answers('', { status: 503, headers: { 'retry-after': '9' } })
  expect(await fault(ask(question, {}))).toMatchObject({ retryAfter: 9 })
})

test.each([
  { body: { errors: [{ message: '请先登录', extensions: { code: 'UNAUTHENTICATED' } }] }, status: 401 },
  { body: { errors: [{ message: '请先登录', extensions: { code: 'UNAUTHENTICATED' } }] }, status: 200 },
])('a lost session is told, with status $status', async ({ body, status }) => {
  answers(body, { status })
  expect(await fault(ask(question, {}))).toMatchObject({ code: 'UNAUTHENTICATED', message: '请先登录' })
  expect(lost).toHaveBeenCalledOnce()
})

test('who is asking is said, once it is known', async () => {
  const said: unknown[] = []
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    said.push((init.headers as Record<string, string>)['lianqi-person'])
    return new Response('{"data":{}}', { headers: { 'content-type': 'application/graphql-response+json' } })
  })
  await ask(question, {})
  speakFor('p1')
  await ask(question, {})
  speakFor('')
  expect(said).toEqual([undefined, 'p1'])
})

test('a stranger who says 401 ends no session', async () => {
  answers('<html>', { status: 401, type: 'text/html' })
  expect(await fault(ask(question, {}))).toMatchObject({ code: 'NOT_OURS', passing: true })
  expect(lost).not.toHaveBeenCalled()
})

test('a business error of a mutation is thrown with its field', async () => {
  const error = { code: 'INVALID', field: ['position', 'lon'], message: '经度不对' }
  answers({ data: { checkIn: { visit: null, userErrors: [error] } } })
  expect(await fault(act(change, {}))).toMatchObject({ ...error, passing: false })
})

/** A server that never answers; how many it was asked. */
function hangs() {
  const asked = vi.fn(
    (_url: string, { signal }: RequestInit) =>
      new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new TypeError('aborted')))),
  )
  vi.stubGlobal('fetch', asked)
  return asked
}

test('whoever leaves ends their questions and asks no more; what is being sent goes on', async () => {
  const asked = hangs()
  reachable.value = true
  const question1 = ask(question, {})
  let sent = 'going on'
  void act(change, {}).finally(() => {
    sent = 'ended'
  })
  fallSilent()
  expect(await fault(question1)).toMatchObject({ code: 'NETWORK' })
  expect(await fault(ask(question, {}))).toMatchObject({ code: 'NETWORK' })
  expect([sent, reachable.value]).toEqual(['going on', true])
  const before = asked.mock.calls.length
  speakFor('')
  answers({ data: { viewer: null } })
  expect(await ask(question, {})).toEqual({ viewer: null })
  expect(before).toBe(2)
})

test('a question of one person ends when another speaks, and not when the same does', async () => {
  hangs()
  speakFor('p1')
  const asking = ask(question, {})
  speakFor('p1')
  const still = await Promise.race([fault(asking), Promise.resolve('asking')])
  expect(still).toBe('asking')
  speakFor('p2')
  expect(await fault(asking)).toMatchObject({ code: 'NETWORK' })
  speakFor('')
})
