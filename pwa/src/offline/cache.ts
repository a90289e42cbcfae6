// Copies of the server's answers for reading without a network: a cache for each person who signs in, outside the database,
// which browsers give up when they find it broken (copy.ts), so that the offline pack outlives it. An answer lies there as JSON,
// under an address that is made of its question; when it came is a header. Where a browser has no caches nothing is kept.
import { asks } from '@/gql/client'
import { emptied } from './copy'
import { run } from './db'
import { isFull } from './room'

const weeks4 = 28 * 86_400_000

/** No service worker deletes these caches: they know only what begins with `shell-` (sw.ts, recall.js). */
const prefix = 'read '
const nameOf = (owner: string) => prefix + owner

/** Opened once, since that takes longer than reading. */
const opened = new Map<string, Promise<Cache | undefined>>()

function copiesOf(owner: string): Promise<Cache | undefined> | undefined {
  const cache = opened.get(owner) ?? (owner ? open(owner) : undefined)
  if (cache) opened.set(owner, cache)
  return cache
}

async function open(owner: string): Promise<Cache | undefined> {
  try {
    return await globalThis.caches?.open(nameOf(owner))
  } catch {
    opened.delete(owner)
    return undefined
  }
}

/** Opens what a person has read while the first screen is still on its way. */
export function openEarly(owner: string) {
  void copiesOf(owner)
}

const hashes = new Map<string, Promise<string>>()

/** Where the answers to a document lie: documents are long, so a hash stands for each. */
function folderOf(document: string): Promise<string> {
  const hash = hashes.get(document) ?? sha256(document)
  hashes.set(document, hash)
  return hash.then(hex => `/read/${hex}`)
}

async function sha256(text: string): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Array.from(sum, byte => byte.toString(16).padStart(2, '0')).join('')
}

/** Where the answer to exactly one question lies, as browsers write addresses. */
async function placeOf(document: string, variables: unknown): Promise<string> {
  return `${await folderOf(document)}?${encodeURIComponent(JSON.stringify(variables)).replaceAll("'", '%27')}`
}

async function copyOf(owner: string, document: string, variables: unknown): Promise<Response | undefined> {
  const cache = await copiesOf(owner)
  return cache?.match(await placeOf(document, variables)).catch(() => undefined)
}

const timeOf = (answer: Response) => Number(answer.headers.get('fetched-at'))

/** Returns the last answer to exactly this question and when it came; undefined when there is none. */
export async function remembered<R>(owner: string, document: string, variables: unknown) {
  const look = () => copyOf(owner, document, variables)
  const answer = (await look()) ?? (await moved().then(look))
  const data = await answer?.json().catch(() => undefined) // a kill may cut it off
  return answer && data !== undefined ? { data: data as R, fetchedAt: timeOf(answer) } : undefined
}

/**
 * Keeps an answer where there is room, and tells whether it is kept; without how much was left of its deadlines: that was true
 * only then. Nothing is kept of one who has left, or is leaving.
 */
export async function remember(
  owner: string,
  document: string,
  variables: unknown,
  answer: unknown,
  now = Date.now(),
): Promise<boolean> {
  const text = JSON.stringify(answer, (name, value) => (name === 'dueText' ? null : value))
  const cache = asks(owner) ? await copiesOf(owner) : undefined
  const place = cache && (await placeOf(document, variables))
  if (!place || !asks(owner)) return false // left meanwhile
  const copy = new Response(text, { headers: { 'content-type': 'application/json', 'fetched-at': String(now) } })
  return cache.put(place, copy).then(
    () => true,
    () => false,
  )
}

/** Whether there is an answer to each of these questions; asked of all at once. */
export async function rememberedAll(owner: string, questions: readonly [document: string, variables: unknown][]) {
  const cache = await copiesOf(owner)
  if (!cache) return false
  const here = new Set((await cache.keys()).map(({ url }) => new URL(url)).map(url => url.pathname + url.search))
  const places = await Promise.all(questions.map(question => placeOf(...question)))
  return places.every(place => here.has(place))
}

/** Deletes all that a person has read. */
export async function forget(owner: string): Promise<void> {
  await moved() // nothing comes from there any more
  const gone = globalThis.caches?.delete(nameOf(owner))
  const cleared = run(db => db.clear('cache')) // an older app in another tab may have written there
  await Promise.all([gone, cleared]).finally(() => opened.delete(owner))
}

/** Deletes the copy of the answer to exactly this question. */
export async function drop(owner: string, document: string, variables: unknown): Promise<void> {
  const cache = await copiesOf(owner)
  await cache?.delete(await placeOf(document, variables))
}

/** Deletes the copies of all answers to these documents. */
export async function dropAll(owner: string, documents: string[]): Promise<void> {
  const cache = await copiesOf(owner)
  for (const document of documents) await cache?.delete(await folderOf(document), { ignoreSearch: true })
}

/** Stores what a person wrote down; on a full phone all copies make room for it: they can be had again. */
export async function storeFirst(store: () => Promise<void>): Promise<void> {
  await store().catch(async error => {
    if (!isFull(error)) throw error
    await run(db => db.clear('cache'))
    for (const name of await names()) await emptied(name).catch(() => {})
    await store()
  })
}

/** Deletes copies of more than four weeks, and whatever was left of people who are not here any more. */
export async function forgetOld(owner: string, now = Date.now()): Promise<void> {
  await moved()
  const cache = await copiesOf(owner)
  for (const name of await names()) if (!opened.has(name.slice(prefix.length))) await caches.delete(name)
  for (const place of (await cache?.keys()) ?? []) {
    const answer = await cache?.match(place)
    if (answer && timeOf(answer) < now - weeks4) await cache?.delete(place)
  }
}

async function names(): Promise<string[]> {
  const all = await globalThis.caches?.keys().catch(() => [])
  return (all ?? []).filter(name => name.startsWith(prefix))
}

let moving: Promise<void> | undefined

/** Moves here what older apps kept in the database. Looked for at each start: one may still run in another tab. Never throws. */
function moved(): Promise<void> {
  moving ??= move().catch(() => {})
  return moving
}

async function move(): Promise<void> {
  const rows = await run(db => db.getAll('cache'))
  for (const { key, owner, data, fetchedAt } of rows) {
    const [, document = '', variables = ''] = /^(.+?) (\{\}|\{".*)$/s.exec(key.slice(owner.length + 1)) ?? []
    if (!document || !asks(owner)) continue // room.ts tries how much fits; another person's
    const question = [owner, document, JSON.parse(variables)] as const
    const here = await copyOf(...question)
    if (!here || timeOf(here) < fetchedAt) await remember(...question, data, fetchedAt)
  }
  if (rows.length > 0) await run(db => db.clear('cache'))
}
