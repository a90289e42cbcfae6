// The emergency export: what a person has not been able to send, as a file that the office can take in (联企办导入).
//
// UTF-8 text, one JSON object a line, media type application/x-ndjson, named 联企通未送达-{date}.lianqi. Version 1:
//
//   {"format":"lianqi-unsent","version":1,"person":ID,"personName":text,"exportedAt":time,"items":N,"photos":M}
//   {"item":{"kind":KIND,"savedAt":time,"input":INPUT}}          N times, in the order in which they were written down
//   {"photo":{"sha256":hex,"bytes":size,"data":base64}}          M times, each JPEG once, after all items
//   {"end":true}                                                  a file without it was cut and must be refused
//
// KIND is CHECK_IN, REPORT, SUPPLEMENT, PROGRESS or REPLY, and INPUT exactly the variable `input` of its mutation
// (checkIn, reportProblem, supplementProblem, reportProgress, replyDispatch), with the id by which the server will know
// it should the phone send it too: so both ways together still make one record. An item that names a visit comes after
// that visit. INPUT.photos names photos of this file by sha256 and bytes; a photo may be named twice.
// Times are RFC 3339 in UTC. Readers ignore members that they do not know and refuse a version that they do not know.
import { Fault } from '@/gql/client'
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
export async function unsentFile(person: { id: string; name: string }, now = new Date()): Promise<UnsentFile> {
  const items = causally(await waiting(person.id))
  const head: Blob[] = []
  const photos = new Map<string, Blob>()
  for (const item of items) {
    const input = await inputOf(item).catch(error => broken(item, error))
    const savedAt = new Date(item.savedAt).toISOString()
    head.push(line({ item: { kind: item.kind, savedAt, input } }))
    for (const photo of await photosOf(item.id)) {
      if (photo.sha256 && !photos.has(photo.sha256))
        photos.set(photo.sha256, await written(photo.sha256, await pictureOf(photo)))
    }
  }
  const first = {
    ...{ format: 'lianqi-unsent', version: 1, person: person.id, personName: person.name },
    ...{ exportedAt: now.toISOString(), items: items.length, photos: photos.size },
  }
  const file = new Blob([line(first), ...head, ...photos.values(), line({ end: true })], {
    type: 'application/x-ndjson',
  })
  return {
    name: `联企通未送达-${now.toISOString().slice(0, 10)}.lianqi`,
    file,
    items: items.length,
    photos: photos.size,
  }
}

const line = (value: object) => new Blob([`${JSON.stringify(value)}\n`])

/** A visit before what was said in it, else oldest first. */
function causally(items: Item[]): Item[] {
  const needed = new Set(items.map(item => item.dependsOn))
  return [...items.filter(item => needed.has(item.id)), ...items.filter(item => !needed.has(item.id))]
}

function broken(item: Item, error: unknown): never {
  throw error instanceof Fault ? new Fault(error.code, `“${item.title}”：${error.message}`, error.field) : error
}

async function written(sha256: string, picture: Blob): Promise<Blob> {
  const bytes = new Uint8Array(await picture.arrayBuffer())
  const parts: string[] = []
  const step = 0x6000 // a multiple of 3, so that the parts join
  for (let at = 0; at < bytes.length; at += step)
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + step))))
  return line({ photo: { sha256, bytes: bytes.length, data: parts.join('') } })
}
