// The phone's own database: what is not yet delivered, and what is known of it. What was read lies elsewhere (cache.ts).
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb'
import { dropCopies, restore } from './copy'
import type { StoredDraft } from './drafts'
import type { Receipt, StoredItem } from './outbox'
import type { StoredPhoto } from './photos'
import { upgrade } from './upgrade'

/** As apps of before keep an answer. */
export interface CachedRead {
  key: string
  owner: string
  fetchedAt: number
  data: unknown
}

export interface Store extends DBSchema {
  /** Records on their way to the server; see outbox.ts. */
  outbox: { key: string; value: StoredItem; indexes: { owner: string } }
  /** Pictures: of drafts, and of records on their way; see photos.ts. */
  photo: { key: string; value: StoredPhoto; indexes: { holder: string } }
  /** Forms that a person has not submitted; see drafts.ts. */
  draft: { key: string; value: StoredDraft }
  /** What was delivered, kept 14 days. */
  receipt: { key: string; value: Receipt; indexes: { deliveredAt: number } }
  /** Where apps of before keep answers for reading offline; cache.ts takes them from here. room.ts tries in it how much fits. */
  cache: { key: string; value: CachedRead; indexes: { owner: string } }
  /** The key of whoever is signed in; see key.ts. */
  key: { key: string; value: { owner: string; key: CryptoKey; person?: unknown } }
}

export type Database = IDBPDatabase<Store>
let opened: Promise<Database> | undefined

const name = 'lianqi'

/**
 * The database, opened once, with what it had lost put back from the second copy. A tab that is older than what it finds
 * uses that: stores are only ever added (upgrade.ts).
 */
export function database(): Promise<Database> {
  opened ??= open(2)
    .catch(error => {
      if (error instanceof DOMException && error.name === 'VersionError') return open()
      throw error
    })
    .then(async db => {
      await restore(db)
      return db
    })
  opened.catch(() => {
    opened = undefined
  })
  return opened
}

function open(version?: number): Promise<Database> {
  return openDB<Store>(name, version, {
    upgrade,
    blocking: (_current, _wanted, event) => {
      const old = event.target as IDBDatabase
      old.close()
      opened = undefined
    },
    terminated: () => {
      opened = undefined
    },
  })
}

const tries = 3

/**
 * Uses the database. Phones close it under an app that sleeps or when storage runs short: then it is opened again and
 * `use` runs once more.
 */
export async function run<R>(use: (db: Database) => Promise<R>): Promise<R> {
  for (let left = tries; ; left--) {
    const mine = database()
    try {
      return await use(await mine)
    } catch (error) {
      if (left === 1 || !lost(error)) throw error
      if (opened === mine) opened = undefined
    }
  }
}

/** Whether the connection went away, rather than the work being wrong. */
function lost(error: unknown): boolean {
  return error instanceof DOMException && ['InvalidStateError', 'AbortError', 'UnknownError'].includes(error.name)
}

type Names = StoreNames<Store>
type Writing<N extends Names[]> = IDBPTransaction<Store, N, 'readwrite'>

/**
 * Does all of `act` or nothing: the transaction is on the disk when this returns, and undone when `act` throws, be it
 * before anything reached the database. `act` may run more than once, and awaits nothing but the transaction. On a full
 * phone second copies make room for it.
 */
export async function atomically<N extends Names[]>(stores: N, act: (tx: Writing<N>) => Promise<void>): Promise<void> {
  await once(stores, act).catch(async error => {
    const full = error instanceof DOMException && error.name === 'QuotaExceededError'
    if (!full || !(await dropCopies().catch(() => false))) throw error
    await once(stores, act)
  })
}

async function once<N extends Names[]>(stores: N, act: (tx: Writing<N>) => Promise<void>): Promise<void> {
  await run(async db => {
    const tx = db.transaction(stores, 'readwrite', { durability: 'strict' })
    const done = tx.done
    try {
      await act(tx)
    } catch (error) {
      done.catch(() => {})
      try {
        tx.abort()
      } catch {
        // it has ended by itself
      }
      throw error
    }
    await done
  })
}
