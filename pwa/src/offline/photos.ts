// Pictures on the phone: stored as they were taken before anything else happens to them, then made smaller one at a
// time. A picture belongs to its holder: a draft until it is submitted, then a record in the outbox.
import { Fault } from '@/gql/client'
import { changed } from './changes'
import { database } from './db'
import type { Done, Work } from './photo.worker'
import { uuid7 } from './uuid'

export interface StoredPhoto {
  id: string
  /** Key of the draft, or id of the record. */
  holder: string
  /** When it was picked, RFC 3339. */
  takenAt: string
  /** Lines of its watermark. */
  lines: string[]
  /** As it was taken; gone once it is smaller. */
  original?: Blob
  /** What will be sent. */
  ready?: Blob
  /** SHA-256 of `ready`, 64 hex digits. */
  sha256?: string
}

export const mostPhotos = 9
const biggest = 40 * 1024 * 1024
const types = ['image/jpeg', 'image/png', 'image/webp']
export const accept = types.join(',')

/** Stores a picture for `holder` and begins to make it smaller. Throws Fault with words when it cannot be taken. */
export async function keep(file: Blob, holder: string, lines: string[], now = new Date()): Promise<StoredPhoto> {
  const db = await database()
  if (!types.includes(file.type)) throw new Fault('INVALID', '这种图片打不开，请用 JPG、PNG 或 WebP')
  if (file.size > biggest) throw new Fault('TOO_LARGE', '这张超过 40 MB，换一张')
  if ((await db.countFromIndex('photo', 'holder', holder)) >= mostPhotos) {
    throw new Fault('INVALID', `最多 ${mostPhotos} 张，先删一张再加`)
  }
  const photo: StoredPhoto = { id: uuid7(), holder, takenAt: now.toISOString(), lines, original: file }
  const tx = db.transaction('photo', 'readwrite', { durability: 'strict' })
  await Promise.all([tx.store.add(photo), tx.done]).catch(full)
  changed()
  return photo
}

/** The pictures of a holder in the order in which they were taken. */
export async function photosOf(holder: string): Promise<StoredPhoto[]> {
  const photos = await (await database()).getAllFromIndex('photo', 'holder', holder)
  return photos.sort((a, b) => (a.id < b.id ? -1 : 1))
}

export async function removePhoto(id: string): Promise<void> {
  await (await database()).delete('photo', id)
  changed()
}

let queue: Promise<unknown> = Promise.resolve()

/**
 * Makes a stored picture ready to send, after those that were asked for before. Returns it with `ready` and
 * `sha256`; null when it was deleted meanwhile. A picture that cannot be opened is deleted and a Fault says so.
 */
export function prepare(id: string): Promise<StoredPhoto | null> {
  const mine = queue.then(() => shrink(id))
  queue = mine.catch(() => {})
  return mine
}

async function shrink(id: string): Promise<StoredPhoto | null> {
  const db = await database()
  const photo = await db.get('photo', id)
  if (!photo?.original || photo.ready) return photo ?? null
  const done = await inWorker({ picture: photo.original, lines: photo.lines })
  if ('unreadable' in done) {
    await removePhoto(id)
    throw new Fault('INVALID', '这张打不开，换一张')
  }
  const sha256 = await digest(done.picture)
  const tx = db.transaction('photo', 'readwrite', { durability: 'strict' })
  const now = await tx.store.get(id)
  if (!now) return null
  const { original: _, ...rest } = now
  const ready = { ...rest, ready: done.picture, sha256 }
  await Promise.all([tx.store.put(ready), tx.done]).catch(full)
  changed()
  return ready
}

async function inWorker(work: Work): Promise<Done> {
  const worker = new Worker(new URL('./photo.worker.ts', import.meta.url), { type: 'module' })
  try {
    return await new Promise<Done>((resolve, reject) => {
      worker.onmessage = event => resolve(event.data as Done)
      worker.onerror = () => reject(new Fault('INTERNAL', '照片还没压缩好，稍后自动重试'))
      worker.postMessage(work)
    })
  } finally {
    worker.terminate()
  }
}

async function digest(blob: Blob): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())
  return Array.from(new Uint8Array(hash), byte => byte.toString(16).padStart(2, '0')).join('')
}

function full(error: unknown): never {
  if (error instanceof DOMException && error.name === 'QuotaExceededError') {
    throw new Fault('TOO_LARGE', '手机快满了，先发送或清理再拍')
  }
  throw error
}
