// How much room the phone has left, asked before a picture is taken, and how a full phone is told.
import { Fault } from '@/gql/client'
import { dropCopies } from './copy'
import { run } from './db'

/** Less than this is too little for another picture: a phone's largest, and its copy while it is made smaller. */
export const tooLittle = 24 * 1024 * 1024
const little = 200 * 1024 * 1024

export type Room = 'ENOUGH' | 'LITTLE' | 'NONE'

/** Bytes that this app may still store; undefined when the browser does not say. */
export async function bytesLeft(): Promise<number | undefined> {
  const space = await navigator.storage?.estimate?.().catch(() => undefined)
  if (space?.quota === undefined) return undefined
  return Math.max(0, space.quota - (space.usage ?? 0))
}

/**
 * What the phone has room for; second copies (copy.ts) make room before there is said to be none. Newer browsers name a quota that is always the same, so that a picture's worth of bytes is
 * stored and thrown away again: only that shows whether one would fit.
 */
export async function room(): Promise<Room> {
  const left = async () => (await bytesLeft()) ?? Number.POSITIVE_INFINITY
  const enough = async () => (await left()) >= tooLittle && (await fits())
  if (!(await enough()) && !((await dropCopies().catch(() => false)) && (await enough()))) return 'NONE'
  return (await left()) < little ? 'LITTLE' : 'ENOUGH'
}

async function fits(): Promise<boolean> {
  const trial = { key: 'room', owner: '', fetchedAt: 0, data: new Blob([new Uint8Array(tooLittle / 2)]) }
  try {
    await run(db => db.put('cache', trial))
    return true
  } catch (error) {
    return !isFull(error)
  } finally {
    await run(db => db.delete('cache', trial.key)).catch(() => {})
  }
}

export const fullWords = '手机快满了，先发送或清理再拍。已存下的照片和文字都在'

/** Whether storing failed because the phone is full. */
export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError'
}

/** Says a full phone in words; throws everything else on. */
export function full(error: unknown): never {
  if (isFull(error)) throw new Fault('TOO_LARGE', fullWords)
  throw error
}

/** Asks the system not to clear what is stored when it runs short; whether it promised. */
export async function askToKeep(): Promise<boolean> {
  if (await navigator.storage?.persisted?.().catch(() => false)) return true
  return (await navigator.storage?.persist?.().catch(() => false)) ?? false
}
