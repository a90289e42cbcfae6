// The only one who sends what waits in the outbox: one at a time, one tab at a time, until the server has it.
import { act, Fault } from '@/gql/client'
import { expired, viewer } from '@/session'
import { backoff } from './backoff'
import { type Held, kinds, receiptOf } from './kinds'
import { delivered, type Item, note, waiting } from './outbox'
import { photosOf, prepare, type StoredPhoto } from './photos'
import { sending } from './sending'
import { upload } from './upload'

const every = 30_000
let timer: ReturnType<typeof setTimeout> | undefined
let busy = false
let asked: { hurry: boolean } | null = null

/** Sends at start, when the network or the person comes back, and every 30 seconds. */
export function startSender() {
  addEventListener('online', () => void drain({ hurry: true }))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void drain({ hurry: true })
  })
  setInterval(() => void drain(), every)
  void drain({ hurry: true })
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
    await navigator.locks.request('lianqi-outbox', { ifAvailable: true }, lock => lock && round(hurry, now))
  } finally {
    busy = false
  }
  const meanwhile = asked
  asked = null
  if (meanwhile) await drain({ ...meanwhile, now })
  else await wake(now)
}

async function round(hurry: boolean, now: () => number) {
  const tried = new Set<string>()
  for (;;) {
    const owner = viewer.value?.id
    if (!owner || expired.value) return
    const item = next(await waiting(owner), tried, now(), hurry)
    if (!item) return
    tried.add(item.id)
    if (!(await attempt(item, now))) return
  }
}

/** The oldest record that may go: not stopped, not waiting, and nothing that it depends on is still here. */
export function next(items: Item[], tried: ReadonlySet<string>, now: number, hurry: boolean): Item | undefined {
  const here = new Set(items.map(item => item.id))
  return items.find(
    item =>
      !item.stopped &&
      !tried.has(item.id) &&
      (item.retryAt <= now || (hurry && !item.told)) &&
      !(item.dependsOn && here.has(item.dependsOn)),
  )
}

/** Sends one record. False when the others should not be tried now either. */
async function attempt(item: Item, now: () => number): Promise<boolean> {
  try {
    sending.value = { id: item.id, photo: 0, part: 0 }
    const held = await deliver(item)
    await delivered(item, held.number, now())
    return true
  } catch (error) {
    return failed(item, error instanceof Fault ? error : new Fault('INTERNAL', '手机里出了点问题，稍后自动重试'), now())
  } finally {
    sending.value = null
  }
}

/** Photos first, then the record, then the question whether the server has them all. */
async function deliver(item: Item): Promise<Held> {
  const photos = await readyPhotos(item.id)
  for (const [i, photo] of photos.entries()) {
    await upload(photo.sha256, photo.ready, held => {
      sending.value = { id: item.id, photo: i + 1, part: held / photo.ready.size }
    })
    await note(item.id, { photosReceived: i + 1 })
  }
  const input = await freeze(item, photos)
  const answer = await act(kinds[item.kind].document, { input } as never)
  const held = receiptOf(item.kind, item.id, answer)
  if (!held) throw new Fault('NOT_OURS', '服务器没有给回执，稍后自动重试')
  if (kinds[item.kind].own && held.photosReceived < photos.length) {
    await note(item.id, { photosReceived: held.photosReceived })
    throw new Fault('INTERNAL', `照片已收到 ${held.photosReceived}/${photos.length}，余下的马上重发`)
  }
  return held
}

type ReadyPhoto = StoredPhoto & { ready: Blob; sha256: string }

async function readyPhotos(holder: string): Promise<ReadyPhoto[]> {
  const ready: ReadyPhoto[] = []
  for (const { id } of await photosOf(holder)) {
    const photo = await prepare(id)
    if (photo?.ready && photo.sha256) ready.push({ ...photo, ready: photo.ready, sha256: photo.sha256 })
  }
  return ready
}

/** The input as it is sent, the same bytes on every try. */
async function freeze(item: Item, photos: ReadyPhoto[]): Promise<unknown> {
  if (item.frozen) return JSON.parse(item.frozen)
  const list = photos.map(({ sha256, ready, takenAt }) => ({ sha256, bytes: ready.size, takenAt }))
  const input = kinds[item.kind].bare ? item.input : { ...item.input, photos: list }
  await note(item.id, { frozen: JSON.stringify(input), photos: list.length })
  return input
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
  const due = (await waiting(viewer.value?.id))
    .filter(item => !item.stopped && item.retryAt > now())
    .map(item => item.retryAt)
  if (due.length > 0) timer = setTimeout(() => void drain(), Math.min(every, Math.min(...due) - now() + 50))
}
