// The emergency export: what a person has not been able to send, as a file that the office can take in (联企办导入).
// The format is told, and read, in server/rescue/rescue.go: one JSON object, the items in the order in which they can be
// sent, each with exactly the input by which it was or would be sent, and the bytes of every photo that they announce.
// The id is the same on both ways, so the phone and the office together still make one record.
import { Fault } from '@/gql/client'
import { isoDay } from '@/words/time'
import { appNumber, deviceId } from './heartbeat'
import { type Item, waiting } from './outbox'
import { photosOf, pictureOf } from './photos'
import { inputOf } from './sender'

export interface UnsentFile {
  name: string
  file: Blob
  items: number
  photos: number
}

/** Writes all that waits of a person into a file; nothing on the phone changes. Throws Fault when a photo cannot be opened. */
export async function unsentFile(person: { id: string }, now = new Date()): Promise<UnsentFile> {
  const waits = causally(await waiting(person.id))
  const items: object[] = []
  const photos = new Map<string, Blob>()
  for (const item of waits) {
    const { id, kind, owner, ownerName, title, about, dependsOn } = item
    const input = await inputOf(item).catch(error => broken(item, error))
    items.push({ id, kind, owner, ownerName, title, about, dependsOn, savedAt: iso(item.savedAt), input })
    for (const photo of await photosOf(id)) {
      if (photo.sha256) photos.set(photo.sha256, await member(photo.sha256, await pictureOf(photo)))
    }
  }
  const head = { format: 'lianqi-unsent', version: 1, exportedAt: iso(now), device: deviceId(), app: appNumber, items }
  const pictures = [...photos.values()].flatMap((picture, i) => (i === 0 ? [picture] : [',', picture]))
  const file = new Blob([JSON.stringify(head).slice(0, -1), ',"photos":{', ...pictures, '}}'], {
    type: 'application/json',
  })
  return { name: `联企通未送达-${isoDay(now)}.json`, file, items: items.length, photos: photos.size }
}

const iso = (at: number | Date) => new Date(at).toISOString()

/** A visit before what was said in it, else oldest first. */
function causally(items: Item[]): Item[] {
  const needed = new Set(items.map(item => item.dependsOn))
  return [...items.filter(item => needed.has(item.id)), ...items.filter(item => !needed.has(item.id))]
}

function broken(item: Item, error: unknown): never {
  throw error instanceof Fault ? new Fault(error.code, `“${item.title}”：${error.message}`, error.field) : error
}

/** `"sha256":"base64"`, made in parts: a text of all photos at once would not fit. */
async function member(sha256: string, picture: Blob): Promise<Blob> {
  const bytes = new Uint8Array(await picture.arrayBuffer())
  const parts: string[] = []
  const step = 0x6000 // a multiple of 3, so that the parts join
  for (let at = 0; at < bytes.length; at += step)
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + step))))
  return new Blob([`"${sha256}":"`, ...parts, '"'])
}
