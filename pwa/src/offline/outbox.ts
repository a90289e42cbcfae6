// Records on their way to the server. One transaction writes a record with its pictures; only then is it said to be
// saved. It leaves the phone when the server has named it and every picture of it, and never before.

import type { IDBPObjectStore, StoreNames } from 'idb'
import { changed } from './changes'
import { atomically, database, type Store } from './db'
import type { InputOf, KindName } from './kinds'

/** Why a record stopped until a person does something: the server's words, and the input's member they are about. */
export interface Stop {
  code: string
  message: string
  field: readonly string[]
}

interface ItemOf<K extends KindName> {
  /** The record's own UUIDv7, by which the server knows it when it comes twice. */
  id: string
  /** The person who made it; for anyone else it is only a number. */
  owner: string
  ownerName: string
  kind: K
  /** What it is, in words. */
  title: string
  /** Where it belongs, in words: the enterprise's name. */
  about: string
  input: InputOf<K>
  /** A record that must be delivered first. */
  dependsOn?: string
  /** When it was submitted, milliseconds. */
  savedAt: number
  /** How many photos it has, and how many of them the server holds. */
  photos: number
  photosReceived: number
  /** The exact input that was first sent; from then on the record never changes. */
  frozen?: string
  tries: number
  /** Not before this instant, milliseconds. */
  retryAt: number
  /** Whether the server asked to wait until then; otherwise a better network may go at once. */
  told?: boolean
  /** What went wrong last, in words. */
  trouble?: string
  stopped?: Stop
}

/** A record on its way; its kind tells what its input is. */
export type Item = { [K in KindName]: ItemOf<K> }[KindName]

export interface Receipt {
  id: string
  owner: string
  kind: KindName
  title: string
  about: string
  deliveredAt: number
  photos: number
  number?: string
}

type New<K extends KindName> = Pick<
  ItemOf<K>,
  'id' | 'owner' | 'ownerName' | 'kind' | 'title' | 'about' | 'input' | 'dependsOn'
>

const keepReceipts = 14 * 86_400_000

/** Puts a record into the outbox with the pictures of its draft, and drops the draft: all of it or nothing. */
export async function submit<K extends KindName>(record: New<K>, draft: string, now = Date.now()): Promise<void> {
  await atomically(['outbox', 'photo', 'draft'], async tx => {
    const photos = await movePhotos(tx.objectStore('photo'), draft, record.id)
    const item = { ...record, savedAt: now, photos, photosReceived: 0, tries: 0, retryAt: 0 }
    await tx.objectStore('outbox').put(item as unknown as Item)
    await tx.objectStore('draft').delete(draft)
  })
  changed()
}

/** Every record on this phone, oldest first; of one person or of all. */
export async function waiting(owner?: string): Promise<Item[]> {
  const db = await database()
  const items = owner ? await db.getAllFromIndex('outbox', 'owner', owner) : await db.getAll('outbox')
  return items.sort((a, b) => a.savedAt - b.savedAt || (a.id < b.id ? -1 : 1))
}

/** Changes what is known of a record's way; does nothing when it is gone. */
export async function note(id: string, news: Partial<ItemOf<KindName>>): Promise<void> {
  await atomically(['outbox'], async tx => {
    const item = await tx.objectStore('outbox').get(id)
    if (item) await tx.objectStore('outbox').put({ ...item, ...news } as Item)
  })
  changed()
}

/** The server holds it: replaces the record and its pictures by a receipt. */
export async function delivered(item: Item, number?: string, now = Date.now()): Promise<void> {
  const { id, owner, kind, title, about, photos } = item
  await atomically(['outbox', 'photo', 'receipt'], async tx => {
    await dropPhotos(tx.objectStore('photo'), id)
    await tx.objectStore('outbox').delete(id)
    const kept = tx.objectStore('receipt')
    await kept.put({ id, owner, kind, title, about, photos, number, deliveredAt: now })
    const old = IDBKeyRange.upperBound(now - keepReceipts)
    for (const key of await kept.index('deliveredAt').getAllKeys(old)) await kept.delete(key)
  })
  changed('DELIVERED')
}

/** A person gives a record up: it is lost. What depended on it goes without it. */
export async function discard(id: string): Promise<void> {
  await atomically(['outbox', 'photo'], async tx => {
    const outbox = tx.objectStore('outbox')
    await dropPhotos(tx.objectStore('photo'), id)
    await outbox.delete(id)
    for (const item of await outbox.getAll()) {
      if (item.dependsOn !== id) continue
      await outbox.put({ ...item, dependsOn: undefined, input: { ...item.input, visitId: undefined } } as Item)
    }
  })
  changed()
}

/**
 * A record that the server refused goes back into its form: its fields and pictures become the draft `key` again.
 * `fields` is what the form will find.
 */
export async function reopen(
  item: Item,
  key: string,
  fields: Record<string, unknown>,
  now = Date.now(),
): Promise<void> {
  await atomically(['outbox', 'photo', 'draft'], async tx => {
    await movePhotos(tx.objectStore('photo'), item.id, key)
    await tx.objectStore('draft').put({ key, owner: item.owner, savedAt: now, fields })
    await tx.objectStore('outbox').delete(item.id)
  })
  changed()
}

/** What was delivered in the last 14 days, newest first. */
export async function receipts(owner: string, now = Date.now()): Promise<Receipt[]> {
  const all = await (await database()).getAllFromIndex(
    'receipt',
    'deliveredAt',
    IDBKeyRange.lowerBound(now - keepReceipts),
  )
  return all.filter(receipt => receipt.owner === owner).reverse()
}

type Photos = IDBPObjectStore<Store, StoreNames<Store>[], 'photo', 'readwrite'>

async function movePhotos(store: Photos, from: string, to: string): Promise<number> {
  const photos = await store.index('holder').getAll(from)
  for (const photo of photos) await store.put({ ...photo, holder: to })
  return photos.length
}

async function dropPhotos(store: Photos, holder: string) {
  for (const key of await store.index('holder').getAllKeys(holder)) await store.delete(key)
}
