// The phone's own database: what is not yet delivered, and copies for reading without a network.
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb'
import type { Item, Receipt } from './outbox'
import type { StoredPhoto } from './photos'

export interface CachedRead {
  key: string
  owner: string
  fetchedAt: number
  data: unknown
}

export interface Draft {
  key: string
  owner: string
  savedAt: number
  fields: Record<string, unknown>
}

export interface Store extends DBSchema {
  /** Records on their way to the server; see outbox.ts. */
  outbox: { key: string; value: Item; indexes: { owner: string } }
  /** Pictures: of drafts, and of records on their way; see photos.ts. */
  photo: { key: string; value: StoredPhoto; indexes: { holder: string } }
  /** Forms that a person has not submitted; see drafts.ts. */
  draft: { key: string; value: Draft }
  /** What was delivered, kept 14 days. */
  receipt: { key: string; value: Receipt; indexes: { deliveredAt: number } }
  /** Answers of the server for reading offline; see cache.ts. */
  cache: { key: string; value: CachedRead; indexes: { owner: string } }
}

let opened: Promise<IDBPDatabase<Store>> | undefined

/** The database, opened once. A version is only ever added below: what an older one stored must survive. */
export function database(): Promise<IDBPDatabase<Store>> {
  opened ??= openDB<Store>('lianqi', 1, {
    upgrade(db, from) {
      if (from < 1) {
        db.createObjectStore('outbox', { keyPath: 'id' }).createIndex('owner', 'owner')
        db.createObjectStore('photo', { keyPath: 'id' }).createIndex('holder', 'holder')
        db.createObjectStore('draft', { keyPath: 'key' })
        db.createObjectStore('receipt', { keyPath: 'id' }).createIndex('deliveredAt', 'deliveredAt')
        db.createObjectStore('cache', { keyPath: 'key' }).createIndex('owner', 'owner')
      }
    },
    blocking: (_current, _wanted, event) => {
      const old = event.target as IDBDatabase
      old.close()
      opened = undefined
    },
    terminated: () => {
      opened = undefined
    },
  })
  return opened
}

type Names = StoreNames<Store>
type Writing<N extends Names[]> = IDBPTransaction<Store, N, 'readwrite'>

/**
 * Does all of `act` or nothing: the transaction is on the disk when this returns, and undone when `act` throws, be it
 * before anything reached the database.
 */
export async function atomically<N extends Names[]>(stores: N, act: (tx: Writing<N>) => Promise<void>): Promise<void> {
  const tx = (await database()).transaction(stores, 'readwrite', { durability: 'strict' })
  const done = tx.done
  try {
    await act(tx)
  } catch (error) {
    done.catch(() => {})
    tx.abort()
    throw error
  }
  await done
}
