// Records on their way to the server. One transaction writes a record with its pictures; only then is it said to be
// saved. It leaves the phone when the server has named it and every picture of it, and never before. A second copy of it
// lies outside the database (copy.ts).

import type { IDBPObjectStore, StoreNames } from 'idb'
import { storeFirst } from './cache'
import { changed } from './changes'
import { copies, keepCopy, withoutCopy } from './copy'
import { atomically, run, type Store } from './db'
import { draftRow } from './drafts'
import type { InputOf, KindName } from './kinds'
import { Locked, type Sealed, seal, unseal } from './seal'

/** Why a record stopped until a person does something: the server's words, and the input's member they are about. */
export interface Stop {
  code: string
  message: string
  field: readonly string[]
}

/** What is known of a record's way; it lies open on the phone, also for whoever else is signed in. */
export interface Way {
  /** The record's own UUIDv7, by which the server knows it when it comes twice. */
  id: string
  /** The person who made it; for anyone else it is only a number. */
  owner: string
  ownerName: string
  /** A record that must be delivered first. */
  dependsOn?: string
  /** When it was submitted, milliseconds. */
  savedAt: number
  /** The server holds its words; only photos are still to go. */
  arrived?: boolean
  /** How many photos it has, and how many of them the server holds. */
  photos: number
  photosReceived: number
  tries: number
  /** Not before this instant, milliseconds. */
  retryAt: number
  /** Whether the server asked to wait until then; otherwise a better network may go at once. */
  told?: boolean
  /** What went wrong last, in words. */
  trouble?: string
  stopped?: Stop
}

/** What its author wrote, sealed on the phone. */
interface BodyOf<K extends KindName> {
  /** What it is, in words. */
  title: string
  /** Where it belongs, in words: the enterprise's name. */
  about: string
  input: InputOf<K>
  /** The exact input that was first sent; from then on the record never changes. */
  frozen?: string
}
type Body = BodyOf<KindName>

export interface StoredItem extends Way {
  kind: KindName
  body: Sealed<Body>
}

/** A record on its way, opened; its kind tells what its input is. */
export type Item = { [K in KindName]: Way & BodyOf<K> & { kind: K } }[KindName]

export interface Receipt {
  id: string
  owner: string
  kind: KindName
  title: string
  about: string
  deliveredAt: number
  photos: number
  number?: string
  /** The office decides whether it counts. */
  review?: boolean
}

export type New<K extends KindName> = Pick<Way, 'id' | 'owner' | 'ownerName' | 'dependsOn'> &
  Pick<BodyOf<K>, 'title' | 'about' | 'input'> & { kind: K }

const keepReceipts = 14 * 86_400_000

/** Puts a record into the outbox with the pictures of its draft, and drops the draft: all of it or nothing. */
export async function submit<K extends KindName>(record: New<K>, draft: string, now = Date.now()): Promise<void> {
  const { title, about, input, ...way } = record
  const body = await seal<Body>(record.owner, placeOf(record.id), { title, about, input })
  await storeFirst(() =>
    atomically(['outbox', 'photo', 'draft'], async tx => {
      const photos = await movePhotos(tx.objectStore('photo'), draft, record.id)
      const item = { ...way, body, savedAt: now, photos, photosReceived: 0, tries: 0, retryAt: 0 }
      await tx.objectStore('outbox').put(item)
      await tx.objectStore('draft').delete(draft)
    }),
  )
  await copyNow(record.id)
  changed()
}

/** Makes the second copy of a record what the outbox holds of it: none, when it is not there. Never throws: the first copy stands. */
export async function copyNow(id: string): Promise<void> {
  await keepCopy(id, () =>
    run(async db => {
      const tx = db.transaction(['outbox', 'photo'])
      const [item, photos] = await Promise.all([
        tx.objectStore('outbox').get(id),
        tx.objectStore('photo').index('holder').getAll(id),
      ])
      return item && { item, photos }
    }),
  )
}

/** Makes the copies that are missing, as after an update of the app or on a phone that was full, and ends those of what was delivered. */
export async function mendCopies(): Promise<void> {
  const copied = await copies()
  const [waits, done] = await run(db => Promise.all([db.getAllKeys('outbox'), db.getAllKeys('receipt')]))
  for (const id of waits.filter(id => !copied.has(id))) await copyNow(id)
  for (const id of done.filter(id => copied.has(id))) await copyNow(id)
}

/** Every record of a person on this phone, opened, oldest first. Throws Locked where the phone has not the person's key. */
export async function waiting(owner: string): Promise<Item[]> {
  const items = await run(db => db.getAllFromIndex('outbox', 'owner', owner))
  return Promise.all(items.sort(older).map(opened))
}

/** What of a person's records can be opened now, and what stays shut until the key has come; both oldest first. */
export async function readable(owner: string): Promise<{ items: Item[]; shut: Way[] }> {
  const rows = (await run(db => db.getAllFromIndex('outbox', 'owner', owner))).sort(older)
  const tried = await Promise.all(rows.map(row => opened(row).catch(shutIn)))
  const items = tried.filter(item => item !== undefined)
  return { items, shut: rows.filter((_row, i) => tried[i] === undefined) }
}

function shutIn(error: unknown): undefined {
  if (!(error instanceof Locked)) throw error
}

/** What waits of people other than `owner`: how much, since when, and whose it is. */
export async function waitingOfOthers(owner: string | undefined): Promise<Way[]> {
  const items = await run(db => db.getAll('outbox'))
  return items.filter(item => item.owner !== owner).sort(older)
}

const older = (a: Way, b: Way) => a.savedAt - b.savedAt || (a.id < b.id ? -1 : 1)
const placeOf = (id: string) => `outbox ${id}`

async function opened({ body, ...way }: StoredItem): Promise<Item> {
  return { ...way, ...(await unseal(way.owner, placeOf(way.id), body)) } as Item
}

/** Changes what is known of a record's way; does nothing when it is gone. */
export async function note(id: string, news: Partial<Way>): Promise<void> {
  await atomically(['outbox'], async tx => {
    const item = await tx.objectStore('outbox').get(id)
    if (item) await tx.objectStore('outbox').put({ ...item, ...news })
  })
  changed()
}

/** Keeps what a record is sent as, before it is sent for the first time. */
export async function freeze({ id, owner, title, about, input }: Item, frozen: string): Promise<void> {
  const body = await seal<Body>(owner, placeOf(id), { title, about, input, frozen })
  await atomically(['outbox'], async tx => {
    const item = await tx.objectStore('outbox').get(id)
    if (item) await tx.objectStore('outbox').put({ ...item, body })
  })
  await copyNow(id)
}

/** Seals what was written down before this phone had the person's key. */
export async function sealItems(owner: string): Promise<void> {
  for (const { id, body } of await run(db => db.getAllFromIndex('outbox', 'owner', owner))) {
    if (!('open' in body)) continue
    const sealed = await seal<Body>(owner, placeOf(id), body.open)
    await atomically(['outbox'], async tx => {
      const item = await tx.objectStore('outbox').get(id)
      if (item && 'open' in item.body) await tx.objectStore('outbox').put({ ...item, body: sealed })
    })
    await copyNow(id)
  }
}

/** The server holds it: replaces the record and its pictures by a receipt. */
export async function delivered(
  item: Item,
  { number, review }: Pick<Receipt, 'number' | 'review'> = {},
  now = Date.now(),
): Promise<void> {
  const { id, owner, kind, title, about, photos } = item
  await atomically(['outbox', 'photo', 'receipt'], async tx => {
    await dropPhotos(tx.objectStore('photo'), id)
    await tx.objectStore('outbox').delete(id)
    const kept = tx.objectStore('receipt')
    await kept.put({ id, owner, kind, title, about, photos, number, review, deliveredAt: now })
    const old = IDBKeyRange.upperBound(now - keepReceipts)
    for (const key of await kept.index('deliveredAt').getAllKeys(old)) await kept.delete(key)
  })
  await copyNow(id)
  changed('DELIVERED')
}

/** A person gives a record up: it is lost. What depended on it goes without it. */
export async function discard(item: Item): Promise<void> {
  const freed = (await waiting(item.owner)).filter(({ dependsOn }) => dependsOn === item.id)
  const bodies = await Promise.all(
    freed.map(async ({ id, owner, title, about, input, frozen }) => {
      const body: Body = { title, about, input: { ...input, visitId: undefined } as never, frozen }
      return [id, await seal<Body>(owner, placeOf(id), body)] as const
    }),
  )
  await withoutCopy(item.id, () =>
    atomically(['outbox', 'photo'], async tx => {
      const outbox = tx.objectStore('outbox')
      await dropPhotos(tx.objectStore('photo'), item.id)
      await outbox.delete(item.id)
      for (const [id, body] of bodies) {
        const one = await outbox.get(id)
        if (one) await outbox.put({ ...one, body, dependsOn: undefined })
      }
    }),
  )
  for (const [id] of bodies) await copyNow(id)
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
  const draft = await draftRow(key, item.owner, fields, now)
  await withoutCopy(item.id, () =>
    atomically(['outbox', 'photo', 'draft'], async tx => {
      await movePhotos(tx.objectStore('photo'), item.id, key)
      await tx.objectStore('draft').put(draft)
      await tx.objectStore('outbox').delete(item.id)
    }),
  )
  changed()
}

/** What was delivered in the last 14 days, newest first. */
export async function receipts(owner: string, now = Date.now()): Promise<Receipt[]> {
  const young = IDBKeyRange.lowerBound(now - keepReceipts)
  const all = await run(db => db.getAllFromIndex('receipt', 'deliveredAt', young))
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
