// Pictures on the phone: stored as they were taken before anything else happens to them, then made smaller one at a
// time. A picture belongs to its holder: a draft until it is submitted, then a record in the outbox.
import { Fault } from '@/gql/client'
import { changed } from './changes'
import { atomically, run } from './db'
import type { Done, Work } from './photo.worker'
import { full } from './room'
import { type Sealed, seal, sealBlob, unseal, unsealBlob } from './seal'
import { sniff } from './sniff'
import { uuid7 } from './uuid'

export interface StoredPhoto {
  id: string
  owner: string
  /** Key of the draft, or id of the record. */
  holder: string
  /** When it was picked, RFC 3339. */
  takenAt: string
  /** Lines of its watermark. */
  lines: Sealed<string[]>
  /** As it was taken; once it has a `sha256`, what will be sent. */
  picture: Sealed<Blob>
  /** Bytes of the picture. */
  size: number
  /** SHA-256 of the picture that will be sent, 64 hex digits; absent until it was made smaller. */
  sha256?: string
  /** It could not be opened, and never will. */
  broken?: true
}

export type ReadyPhoto = StoredPhoto & { sha256: string }

export const mostPhotos = 9
const biggest = 40 * 1024 * 1024
export const accept = 'image/jpeg,image/png,image/webp'
export const brokenWords = '打不开，删掉它或换一张'

/** Stores a picture for `holder` as it is. Throws Fault with words when it cannot be taken. */
export async function keep(
  file: Blob,
  owner: string,
  holder: string,
  lines: string[],
  now = new Date(),
): Promise<StoredPhoto> {
  const trouble = await sniff(file)
  if (trouble) throw new Fault('INVALID', trouble)
  if (file.size > biggest) throw new Fault('TOO_LARGE', '这张超过 40 MB，换一张')
  if ((await run(db => db.countFromIndex('photo', 'holder', holder))) >= mostPhotos) {
    throw new Fault('INVALID', `最多 ${mostPhotos} 张，先删一张再加`)
  }
  const id = uuid7()
  const photo: StoredPhoto = {
    ...{ id, owner, holder, takenAt: now.toISOString(), size: file.size },
    lines: await seal(owner, placeOf(id, 'lines'), lines),
    picture: await sealBlob(owner, placeOf(id, 'picture'), file),
  }
  await atomically(['photo'], async tx => {
    await tx.objectStore('photo').add(photo)
  }).catch(full)
  changed()
  return photo
}

const placeOf = (id: string, part: string) => `photo ${id} ${part}`

/** The pictures of a holder in the order in which they were taken. */
export async function photosOf(holder: string): Promise<StoredPhoto[]> {
  const photos = await run(db => db.getAllFromIndex('photo', 'holder', holder))
  return photos.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** The picture itself. Throws Locked when it is somebody else's. */
export function pictureOf({ id, owner, picture }: StoredPhoto): Promise<Blob> {
  return unsealBlob(owner, placeOf(id, 'picture'), picture, 'image/jpeg')
}

export async function removePhoto(id: string): Promise<void> {
  await run(db => db.delete('photo', id))
  changed()
}

let queue: Promise<unknown> = Promise.resolve()

/**
 * Makes a stored picture ready to send, after those that were asked for before; null when it was deleted meanwhile. One
 * that cannot be opened is marked so and stays until its author removes it. Throws Fault for what may pass.
 */
export function prepare(id: string): Promise<StoredPhoto | null> {
  const mine = queue.then(() => shrink(id))
  queue = mine.catch(() => {})
  return mine
}

async function shrink(id: string): Promise<StoredPhoto | null> {
  const photo = await run(db => db.get('photo', id))
  if (!photo || photo.sha256 || photo.broken) return photo ?? null
  const lines = await unseal(photo.owner, placeOf(id, 'lines'), photo.lines)
  const done = await inWorker({ picture: await pictureOf(photo), lines })
  if ('unreadable' in done) return put(id, { broken: true })
  return put(id, {
    picture: await sealBlob(photo.owner, placeOf(id, 'picture'), done.picture),
    size: done.picture.size,
    sha256: await digest(done.picture),
  })
}

/** Changes a picture that is still there; its holder may have changed meanwhile. */
async function put(id: string, news: Partial<StoredPhoto>): Promise<StoredPhoto | null> {
  let now: StoredPhoto | null = null
  await atomically(['photo'], async tx => {
    const photo = await tx.objectStore('photo').get(id)
    now = photo ? { ...photo, ...news } : null
    if (now) await tx.objectStore('photo').put(now)
  }).catch(full)
  changed()
  return now
}

/** Seals pictures that were stored before this phone had the person's key. */
export async function sealPhotos(owner: string): Promise<void> {
  for (const { id, owner: author, lines, picture, sha256 } of await run(db => db.getAll('photo'))) {
    if (author !== owner || !('open' in picture)) continue
    const sealed = {
      lines: 'open' in lines ? await seal(owner, placeOf(id, 'lines'), lines.open) : lines,
      picture: await sealBlob(owner, placeOf(id, 'picture'), picture.open),
    }
    await atomically(['photo'], async tx => {
      const photo = await tx.objectStore('photo').get(id)
      if (photo && photo.sha256 === sha256) await tx.objectStore('photo').put({ ...photo, ...sealed })
    })
  }
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
