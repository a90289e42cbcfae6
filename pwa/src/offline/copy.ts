// 第二份: a second copy of what waits, outside the database. Browsers give a database up that they find broken and begin an
// empty one, without asking; what the phone had said to be saved would be gone with it. (Chromium does so after kills: one
// tears the last record of LevelDB's log, the next start writes on behind the tear, the one after that finds a checksum wrong.)
// So each record of the outbox lies, with its pictures, exactly as the database holds it (sealed), in a cache of its own as
// well: other files, another format.
//
//   - The database is the first copy and the truth. A save, a sending or a restart never fails for the second one's sake,
//     and on a full phone it gives way to every write of the first (atomically in db.ts).
//   - What is in the cache, and neither in the outbox nor among the receipts, was lost: it goes back before anybody reads
//     the database (db.ts). So a record leaves the database first when the server has it, and the cache first when a person
//     gives it up: then it never comes back.
//   - The key is not copied: a key that could be read here could be read by anybody. The server gives it again to its
//     person's session (key.ts), without which nothing could be sent either; until then what came back stays shut.
//   - A browser that clears the whole site takes both: against that only askToKeep (room.ts) helps.
import type { Database } from './db'
import type { StoredItem } from './outbox'
import type { StoredPhoto } from './photos'
import { uuid7 } from './uuid'

/** No service worker deletes it: they know only what begins with `shell-` (sw.ts, recall.js). */
const name = 'unsent'

/** A record with its pictures. */
export interface Rows {
  item: StoredItem
  photos: StoredPhoto[]
}

const open = async () => globalThis.caches?.open(name).catch(() => undefined)
/** Where a record's copy lies; behind a `?`, which of its versions it is. */
const place = (id: string) => `/unsent/${encodeURIComponent(id)}`
const idIn = (url: string) => decodeURIComponent(new URL(url).pathname.slice('/unsent/'.length))
const anyVersion = { ignoreSearch: true }

/** A save waits no longer than this for another tab that hangs. */
const patience = 5_000

/** One change of the cache at a time, across tabs, so that nothing is written after it was given up. */
function alone(act: () => Promise<void>): Promise<void> {
  return navigator.locks.request('lianqi-unsent', { signal: AbortSignal.timeout?.(patience) }, act)
}

/** Of which records there is a copy. */
export async function copies(): Promise<Set<string>> {
  const cache = await open()
  return new Set((await cache?.keys())?.map(({ url }) => idIn(url)))
}

/**
 * Makes a record's copy what `rows` reads; without rows there is none. The old one goes when the new one is whole. False
 * when it could not be made, as on a full phone.
 */
export async function keepCopy(id: string, rows: () => Promise<Rows | undefined>): Promise<boolean> {
  const cache = await open()
  if (!cache) return false
  try {
    await alone(async () => {
      const now = await rows()
      const old = await cache.keys(place(id), anyVersion)
      if (now) await cache.put(`${place(id)}?${uuid7()}`, new Response(packed(now)))
      for (const version of old) await cache.delete(version)
    })
    return true
  } catch {
    return false
  }
}

/** Takes a record's copy away, and only then does `act`; not at all when the copy cannot be taken away. */
export async function withoutCopy(id: string, act: () => Promise<void>): Promise<void> {
  const cache = await open()
  await alone(async () => {
    await cache?.delete(place(id), anyVersion)
    await act()
  })
}

/** Gives all copies up for room; true when there were any. */
export const dropCopies = () => emptied(name)

/** Empties a cache one by one, since a browser counts one that is in use until nobody uses it; true when there was anything. */
export async function emptied(which: string): Promise<boolean> {
  const cache = await globalThis.caches?.open(which)
  const all = (await cache?.keys()) ?? []
  for (const copy of all) await cache?.delete(copy)
  return all.length > 0
}

let why = ''

/** Notes why the browser has begun an empty database, where it says so, as Chromium does in the event of the new one. */
export function noteLoss(event: Event) {
  why = (event as { dataLossMessage?: string }).dataLossMessage ?? ''
}

const restoredAt = 'lianqi.restored'

/** How many records came back when and why, as of the last time; undefined when none ever had to. */
export function lastRestored(): { records: number; at: number; why: string } | undefined {
  const [records, at, ...words] = (localStorage.getItem(restoredAt) ?? '').split(' ')
  return at ? { records: Number(records), at: Number(at), why: words.join(' ') } : undefined
}

/**
 * Puts back what the database has lost: each record with its pictures in one transaction, which looks again whether it is
 * missing. Never throws; what cannot be read stays where it is.
 */
export async function restore(db: Database, now = Date.now()): Promise<void> {
  try {
    if (!(await globalThis.caches?.has(name))) return
    // The database is read first: a record that is given up meanwhile leaves the cache before it leaves the database.
    const known = await knownIn(db)
    const cache = await caches.open(name)
    const missing = [...(await copies())].filter(id => !known.has(id))
    let records = 0
    for (const id of missing) {
      const rows = await newest(cache, id)
      if (rows && (await putBack(db, rows))) records++
    }
    if (records > 0) localStorage.setItem(restoredAt, `${records} ${now} ${why}`)
  } catch {
    // the first copy stands without the second
  }
}

async function knownIn(db: Database): Promise<Set<string>> {
  const tx = db.transaction(['outbox', 'receipt'])
  const ids = await Promise.all([tx.objectStore('outbox').getAllKeys(), tx.objectStore('receipt').getAllKeys()])
  return new Set(ids.flat())
}

/** A record's newest copy that is whole: there are two when the app was closed between a new one and the end of the old. */
async function newest(cache: Cache, id: string): Promise<Rows | undefined> {
  const versions = (await cache.keys(place(id), anyVersion)).map(({ url }) => url).sort()
  for (const version of versions.reverse()) {
    const rows = await unpacked(await cache.match(version)).catch(() => undefined)
    if (rows && (await cache.match(version))) return rows // not given up while it was read
  }
  return undefined
}

async function putBack(db: Database, { item, photos }: Rows): Promise<boolean> {
  try {
    const tx = db.transaction(['outbox', 'photo', 'receipt'], 'readwrite', { durability: 'strict' })
    const here = await Promise.all([
      tx.objectStore('outbox').getKey(item.id),
      tx.objectStore('receipt').getKey(item.id),
    ])
    const missing = here.every(key => key === undefined)
    if (missing) {
      await tx.objectStore('outbox').put(item)
      for (const photo of photos) await tx.objectStore('photo').put(photo)
    }
    await tx.done
    return missing
  } catch {
    return false
  }
}

/** Rows as a form: JSON of what they say, in which bytes are named, and the bytes. */
function packed(rows: Rows): FormData {
  const form = new FormData()
  let parts = 0
  const text = JSON.stringify(rows, (_member, value) => {
    if (value instanceof Uint8Array) return { $bytes: [...value] }
    if (!(value instanceof Blob)) return value
    const part = `part ${parts++}`
    form.set(part, value)
    return { $part: part }
  })
  form.set('rows', text)
  return form
}

/** What was packed; undefined or an error when it is not whole. */
async function unpacked(answer: Response | undefined): Promise<Rows | undefined> {
  const form = await answer?.formData()
  const text = form?.get('rows')
  if (typeof text !== 'string') return undefined
  return JSON.parse(text, (_member, value) => {
    if (Array.isArray(value?.$bytes)) return Uint8Array.from(value.$bytes)
    if (typeof value?.$part !== 'string') return value
    const file = form?.get(value.$part)
    if (!(file instanceof Blob)) throw new Error('a part is missing')
    return file.slice(0, file.size, file.type)
  })
}
