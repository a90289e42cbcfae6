// The only one who sends what waits in the outbox: one at a time, one tab at a time, until the server has it.
import { watch } from 'vue'
import { Fault, refusalIn, tell } from '@/gql/client'
import { expired, viewer } from '@/session'
import { backoff } from './backoff'
import { type Held, kinds, receiptOf } from './kinds'
import { alone, type Lease } from './lease'
import { delivered, freeze, type Item, mendCopies, note, waiting } from './outbox'
import { brokenWords, photosOf, pictureOf, prepare, type ReadyPhoto } from './photos'
import { Locked } from './seal'
import { sending } from './sending'
import { heldBytes, upload } from './upload'
import { waitsForWifi } from './wifi'
import { sealWork } from './work'

const every = 30_000
let timer: ReturnType<typeof setTimeout> | undefined
let busy = false
let asked: { hurry: boolean } | null = null

/** Sends at start, when the network or the person comes back, when the system says so, and every 30 seconds. */
export function startSender() {
  addEventListener('online', () => void drain({ hurry: true }))
  navigator.serviceWorker?.addEventListener('message', ({ data }) => data === 'DRAIN' && void drain({ hurry: true }))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void drain({ hurry: true })
  })
  watch(waitsForWifi, waits => !waits && void drain({ hurry: true }))
  setInterval(() => void drain(), every)
  void drain({ hurry: true })
  void mendCopies().catch(() => {})
}

/**
 * Sends all that is due, oldest first; leaves it to another tab that is at it. `hurry` does not wait out a backoff
 * of our own, only what the server asked for. Returns when nothing more can be sent now.
 */
export async function drain({ hurry = false, now = Date.now } = {}): Promise<void> {
  if (busy) {
    asked = { hurry: hurry || (asked?.hurry ?? false) }
    return
  }
  busy = true
  try {
    await alone(lease => round(hurry, now, lease), now)
  } catch (error) {
    const overtaken = error instanceof DOMException && error.name === 'AbortError'
    if (!overtaken && !(error instanceof Locked)) throw error
    // another tab took over while this one slept, or its person has just signed out
    if (overtaken) asked = null // or it would take back at once what the other has begun
  } finally {
    busy = false
  }
  const meanwhile = asked
  asked = null
  if (meanwhile) await drain({ ...meanwhile, now })
  else await wake(now).catch(() => {})
}

async function round(hurry: boolean, now: () => number, lease: Lease) {
  const tried = new Set<string>()
  while (lease.renew()) {
    const owner = viewer.value?.id
    if (!owner || expired.value) return
    const item = next(await opened(owner), tried, now(), hurry, waitsForWifi.value)
    if (!item) return
    tried.add(stepOf(item))
    if (!hurry && item.retryAt > now()) early.set(item.id, (early.get(item.id) ?? 0) + 1)
    if (!(await attempt(item, now, lease))) return
  }
}

/** What waits of a person; with a database that was lost went the key, which the server gives again. Throws Locked where it does not. */
async function opened(owner: string): Promise<Item[]> {
  try {
    return await waiting(owner)
  } catch (error) {
    if (!(error instanceof Locked)) throw error
    await sealWork(owner).catch(() => {})
    return waiting(owner)
  }
}

/** How often the words of a record were tried before their time, for pictures that were due. */
const early = new Map<string, number>()
/** After so many times they hold up nothing: it may be they that do not come through. */
const swallowed = 8

/** A record goes in two steps: its words, then its pictures. */
const stepOf = ({ id, arrived }: Item) => `${id} ${arrived ? 'pictures' : 'words'}`

/**
 * The record whose turn it is: not stopped, not waiting, and the words of what it depends on have arrived. All words go before
 * any pictures, so that offices may begin while pictures crawl; the oldest first. Where pictures are due, so are words that only
 * wait out a backoff of our own, but for those that a network always swallows.
 */
export function next(
  items: Item[],
  tried: ReadonlySet<string>,
  now: number,
  hurry: boolean,
  wordsOnly = false,
): Item | undefined {
  const here = new Set(items.filter(({ arrived }) => !arrived).map(({ id }) => id))
  const free = items.filter(
    item =>
      !item.stopped &&
      !(item.arrived && wordsOnly) &&
      !tried.has(stepOf(item)) &&
      !(item.dependsOn && here.has(item.dependsOn)),
  )
  const due = free.filter(item => item.retryAt <= now || (hurry && !item.told))
  if (due.length === 0) return undefined
  const urgent = ({ id, arrived, told }: Item) => !arrived && !told && (early.get(id) ?? 0) < swallowed
  return due.find(({ arrived }) => !arrived) ?? free.find(urgent) ?? due[0]
}

/**
 * Takes one step of a record. False when the others should not be tried now either. A network over which a picture came is not
 * waited for as one over which nothing came.
 */
async function attempt(item: Item, now: () => number, lease: Lease): Promise<boolean> {
  let came = 0
  try {
    sending.value = { id: item.id, photo: 0, part: 0 }
    const input = await inputOf(item)
    const photos = input.photos ?? []
    if (item.arrived && item.photosReceived < photos.length) await sendPictures(item, input, lease, () => came++)
    const held = await sendWords(item, input, lease)
    const there = photos.filter(({ sha256 }) => held.photos.includes(sha256)).length
    if (there === photos.length) {
      await delivered(item, held, now())
      return true
    }
    const anew = item.arrived ? {} : { arrived: true, tries: 0, retryAt: 0, trouble: undefined }
    await note(item.id, { ...anew, photosReceived: there })
    if (item.arrived) throw new Fault('INTERNAL', `照片已收到 ${there}/${photos.length}，余下的马上重发`)
    return true
  } catch (error) {
    if (error === overtaken) return false
    const fault = error instanceof Fault ? error : new Fault('INTERNAL', '手机里出了点问题，稍后自动重试')
    const tries = came > 0 && fault.code === 'NETWORK' ? 0 : item.tries
    return failed({ ...item, tries }, fault, now())
  } finally {
    sending.value = null
  }
}

const overtaken = new Error('another tab took over')

/** Sends the record itself, on every try with the same effect, and returns the server's receipt. Throws what refuses it. */
async function sendWords(item: Item, input: Input, lease: Lease): Promise<Held> {
  if (!lease.renew()) throw overtaken
  const answer = await tell(kinds[item.kind].document, { input } as never)
  const held = receiptOf(item.id, answer)
  const refused = held?.review ? undefined : refusalIn(answer)
  if (refused) throw refused
  if (!held) throw new Fault('NOT_OURS', '服务器没有给回执，稍后自动重试')
  return held
}

/** Sends what is on the phone of the pictures, and calls `came` for each; those that are there already cost a question each. */
async function sendPictures(item: Item, { photos = [] }: Input, lease: Lease, came: () => void) {
  const here = new Map((await photosOf(item.id)).map(photo => [photo.sha256, photo]))
  let lost = 0
  for (const [i, { sha256, bytes }] of photos.entries()) {
    const photo = here.get(sha256)
    if (photo) {
      let lacking = false
      await upload(sha256, await pictureOf(photo), held => {
        if (!lease.renew()) throw overtaken
        lacking ||= held < bytes
        sending.value = { id: item.id, photo: i + 1, part: held / bytes }
      })
      if (lacking) came()
    } else if ((await heldBytes(sha256)) < bytes) lost++
    await note(item.id, { photosReceived: Math.max(item.photosReceived, i + 1 - lost) })
  }
  if (lost > 0)
    throw new Fault('INVALID', `文字已送达，手机里少了 ${lost} 张照片，可能被系统清理了。重拍后用“补充情况”再发`, [
      'photos',
    ])
}

interface Input {
  /** Absent where a kind has none. */
  photos?: { sha256: string; bytes: number; takenAt: string }[]
}

/**
 * What a record is sent as, on every try the same bytes, with every photo that was submitted or not at all. Throws
 * INVALID when a photo cannot be opened or is gone.
 */
export async function inputOf(item: Item): Promise<Input> {
  if (item.frozen) return JSON.parse(item.frozen)
  const photos = await readyPhotos(item)
  const list = photos.map(({ sha256, size, takenAt }) => ({ sha256, bytes: size, takenAt }))
  const input: Input = { ...item.input, ...(kinds[item.kind].bare ? {} : { photos: list }) }
  await freeze(item, JSON.stringify(input))
  return input
}

async function readyPhotos({ id: holder, photos }: Item): Promise<ReadyPhoto[]> {
  const ready: ReadyPhoto[] = []
  for (const [i, { id }] of (await photosOf(holder)).entries()) {
    const photo = await prepare(id)
    if (photo?.broken) throw new Fault('INVALID', `第 ${i + 1} 张照片${brokenWords}`, ['photos'])
    if (photo?.sha256) ready.push({ ...photo, sha256: photo.sha256 })
  }
  const lost = photos - ready.length
  if (lost > 0)
    throw new Fault('INVALID', `手机里少了 ${lost} 张照片，可能被系统清理了。重拍，或者确认不要了再发`, ['photos'])
  return ready
}

async function failed(item: Item, fault: Fault, now: number): Promise<boolean> {
  const trouble = fault.message
  if (fault.code === 'UNAUTHENTICATED') return false
  if (!fault.passing) {
    await note(item.id, { stopped: { code: fault.code, message: fault.message, field: fault.field }, trouble })
    return true
  }
  const tries = item.tries + 1
  const told = fault.retryAfter !== undefined
  await note(item.id, { tries, told, trouble, retryAt: now + backoff(tries, fault.retryAfter) })
  return fault.code === 'INTERNAL' && !told
}

/** Comes back when the next record is due, if that is before the regular round. */
async function wake(now: () => number) {
  clearTimeout(timer)
  const owner = viewer.value?.id
  const due = (owner ? await waiting(owner) : [])
    .filter(item => !item.stopped && item.retryAt > now())
    .map(item => item.retryAt)
  if (due.length > 0) timer = setTimeout(() => void drain(), Math.min(every, Math.min(...due) - now() + 50))
}
