// How the phone's database came to be what it is. A version is only ever added: what an older one stored must survive.
import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb'
import { noteLoss } from './copy'
import type { Store } from './db'

type Upgrading = IDBPTransaction<Store, StoreNames<Store>[], 'versionchange'>

export async function upgrade(
  db: IDBPDatabase<Store>,
  from: number,
  _to: number | null,
  tx: Upgrading,
  event: IDBVersionChangeEvent,
) {
  if (from < 1) {
    noteLoss(event)
    db.createObjectStore('outbox', { keyPath: 'id' }).createIndex('owner', 'owner')
    db.createObjectStore('photo', { keyPath: 'id' }).createIndex('holder', 'holder')
    db.createObjectStore('draft', { keyPath: 'key' })
    db.createObjectStore('receipt', { keyPath: 'id' }).createIndex('deliveredAt', 'deliveredAt')
    db.createObjectStore('cache', { keyPath: 'key' }).createIndex('owner', 'owner')
  }
  if (from < 2) {
    db.createObjectStore('key', { keyPath: 'owner' })
    if (from === 1) await ownEach(tx)
  }
}

/** Version 1: content lay open beside what is known of its way, and the drafts of two people for one form were one. */
async function ownEach(tx: Upgrading) {
  const owners = new Map<string, string>()
  const outbox = tx.objectStore('outbox')
  for (const { title, about, input, frozen, ...way } of (await outbox.getAll()) as unknown as OldItem[]) {
    owners.set(way.id, way.owner)
    await outbox.put({ ...way, body: { open: { title, about, input, frozen } } } as never)
  }
  const drafts = tx.objectStore('draft')
  for (const { key, owner, savedAt, fields } of (await drafts.getAll()) as unknown as OldDraft[]) {
    owners.set(key, owner)
    await drafts.delete(key)
    await drafts.put({ key: `${owner} ${key}`, owner, savedAt, body: { open: fields } })
  }
  const photos = tx.objectStore('photo')
  for (const { lines, original, ready, ...photo } of (await photos.getAll()) as unknown as OldPhoto[]) {
    const owner = owners.get(photo.holder) ?? lastViewer()
    const holder = (await outbox.get(photo.holder)) ? photo.holder : `${owner} ${photo.holder}`
    const picture = ready ?? original
    if (picture) {
      await photos.put({
        ...photo,
        holder,
        owner,
        size: picture.size,
        lines: { open: lines },
        picture: { open: picture },
      })
    }
  }
}

/** Pictures of a form in which nothing else was written yet belong to whoever used the app last. */
function lastViewer(): string {
  try {
    return JSON.parse(localStorage.getItem('lianqi.viewer') ?? '{}').id ?? ''
  } catch {
    return ''
  }
}

type OldItem = { id: string; owner: string; title: string; about: string; input: object; frozen?: string }
type OldDraft = { key: string; owner: string; savedAt: number; fields: Record<string, unknown> }
type OldPhoto = {
  id: string
  holder: string
  takenAt: string
  lines: string[]
  original?: Blob
  ready?: Blob
  sha256?: string
}
