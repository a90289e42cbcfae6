// A phone and a server for the tests of this folder: IndexedDB and caches in memory, and a stand-in for the network that
// keeps what it receives and can be told to misbehave.
import 'fake-indexeddb/auto'
import { createHash } from 'node:crypto'
import { vi } from 'vitest'

interface Sent {
  operation: string
  input: { id: string; photos: { sha256: string; bytes: number }[] } & Record<string, unknown>
}

/** What the server does with the next request instead of serving it. */
export type Fault = 'DROP' | 'DROP_ANSWER' | 'LOGIN_PAGE' | { status: number; retryAfter?: number }

export class Server {
  uploads = new Map<string, Uint8Array>()
  records = new Map<string, string>()
  sent: Sent[] = []
  requests: string[] = []
  faults: Fault[] = []
  userErrors: { code: string; field: string[]; message: string }[] = []
  signedIn = true
  /** Whose session it is. */
  person = 'person-1'
  online = true

  async fetch(url: string, init: RequestInit): Promise<Response> {
    this.requests.push(`${init.method} ${url.replace(/[0-9a-f]{64}/, '{sha256}')}`)
    if (!this.online) throw new TypeError('offline')
    const fault = this.faults.shift()
    if (fault === 'DROP') throw new TypeError('reset')
    if (fault === 'LOGIN_PAGE') return new Response('<html>', { headers: { 'content-type': 'text/html' } })
    if (typeof fault === 'object') {
      const headers = {
        'content-type': 'application/json',
        ...(fault.retryAfter && { 'retry-after': String(fault.retryAfter) }),
      }
      return new Response(null, { status: fault.status, headers })
    }
    if (!this.signedIn) return json({ code: 'UNAUTHENTICATED', message: '请先登录' }, 401)
    if (url === '/session/key')
      return json({ person: this.person, key: btoa(sha256(new TextEncoder().encode(this.person)).slice(0, 32)) })
    const answer = url.startsWith('/uploads/') ? await this.upload(url, init) : this.graphql(init)
    if (fault === 'DROP_ANSWER') throw new TypeError('reset')
    return answer
  }

  private async upload(url: string, init: RequestInit): Promise<Response> {
    const name = url.slice('/uploads/'.length)
    const held = this.uploads.get(name)
    if (init.method === 'HEAD') {
      if (!held) return json({ code: 'NOT_FOUND', message: '没有这张照片' }, 404)
      return new Response(null, { status: 200, headers: { 'upload-offset': String(held.length) } })
    }
    const headers = init.headers as Record<string, string>
    if (Number(headers['upload-offset']) !== (held?.length ?? 0)) return new Response(null, { status: 409 })
    const part = new Uint8Array(await (init.body as Blob).arrayBuffer())
    const all = new Uint8Array([...(held ?? []), ...part])
    const whole = all.length === Number(headers['upload-length'])
    if (whole && sha256(all) !== name) {
      this.uploads.delete(name)
      return new Response(null, { status: 460 })
    }
    this.uploads.set(name, all)
    return new Response(null, { status: 204, headers: { 'upload-offset': String(all.length) } })
  }

  private graphql(init: RequestInit): Response {
    const { query, variables } = JSON.parse(String(init.body))
    const operation = /mutation (\w+)/.exec(query)?.[1] ?? ''
    const { input } = variables
    this.sent.push({ operation, input })
    const noun = operation === 'CheckIn' ? 'visit' : 'problem'
    const field = operation.charAt(0).toLowerCase() + operation.slice(1)
    const [error] = this.userErrors.splice(0, 1)
    if (error) return graphql({ [field]: { [noun]: null, userErrors: [error] } })
    const content = JSON.stringify(input)
    if ((this.records.get(input.id) ?? content) !== content) {
      const conflict = { code: 'CONFLICT', field: ['id'], message: '这个编号已有别的内容' }
      return graphql({ [field]: { [noun]: null, userErrors: [conflict] } })
    }
    this.records.set(input.id, content)
    const here = input.photos.filter(
      (p: { sha256: string; bytes: number }) => this.uploads.get(p.sha256)?.length === p.bytes,
    )
    const held = { id: input.problemId ?? input.id, number: '430502-2026-00001' }
    const receipt = { id: input.id, photos: here.map((p: { sha256: string }) => p.sha256) }
    return graphql({ [field]: { [noun]: held, receipt, userErrors: [] } })
  }
}

/** Puts the browser's parts that Node lacks in place; call it before anything of the app is imported. */
export function phone(server: () => Server) {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  vi.stubGlobal('caches', new Caches())
  const connection = Object.assign(new EventTarget(), { type: 'cellular' })
  vi.stubGlobal('navigator', { onLine: true, locks: new Locks(), connection })
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => server().fetch(url, init))
}

/** Web Locks by name: in turn, or at once where they are stolen or may not be waited for. */
class Locks {
  private readonly held = new Map<string, { done: Promise<unknown>; stolen(): void }>()

  async request(name: string, how: LockOptions, act: (lock: object | null) => Promise<unknown>) {
    const before = this.held.get(name)
    if (before && how.ifAvailable) return act(null)
    const turn = how.steal ? Promise.resolve() : Promise.resolve(before?.done).catch(() => {})
    let stolen = () => {}
    const lost = new Promise((_, reject) => {
      stolen = () => reject(new DOMException('stolen', 'AbortError'))
    })
    const mine = { done: Promise.race([turn.then(() => act({})), lost]), stolen }
    this.held.set(name, mine)
    if (how.steal) before?.stolen()
    try {
      return await mine.done
    } finally {
      if (this.held.get(name) === mine) this.held.delete(name)
    }
  }
}

/** One cache, by address as browsers keep it. */
export class OneCache {
  readonly answers = new Map<string, Response>()

  async put(address: string, answer: Response) {
    this.answers.set(whole(address), answer)
  }

  async match(address: string | { url: string }) {
    return this.answers.get(whole(address))?.clone()
  }

  async keys(address?: string, how: CacheQueryOptions = {}) {
    const all = [...this.answers.keys()].map(url => ({ url }))
    return address === undefined ? all : all.filter(({ url }) => same(url, whole(address), how))
  }

  async delete(address: string | { url: string }, how: CacheQueryOptions = {}) {
    const url = whole(address)
    for (const here of [...this.answers.keys()]) if (same(here, url, how)) this.answers.delete(here)
  }
}

const whole = (address: string | { url: string }) =>
  typeof address === 'string' ? new URL(address, 'https://phone/').href : address.url
const bare = (url: string) => url.split('?')[0]
const same = (a: string, b: string, { ignoreSearch }: CacheQueryOptions) =>
  ignoreSearch ? bare(a) === bare(b) : a === b

/** The caches of one phone, by name. */
export class Caches {
  private readonly all = new Map<string, OneCache>()
  async open(name: string) {
    const cache = this.all.get(name) ?? new OneCache()
    this.all.set(name, cache)
    return cache
  }
  async keys() {
    return [...this.all.keys()]
  }
  async has(name: string) {
    return this.all.has(name)
  }
  async delete(name: string) {
    return this.all.delete(name)
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function json(body: unknown, status = 200, type = 'application/json'): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': type } })
}

const graphql = (data: object) => json({ data }, 200, 'application/graphql-response+json')
