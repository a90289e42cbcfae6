// The offline pack (离线资料): every enterprise of the reader with its contacts, and the open problems, put where the
// screens look for their own copies, so that each of them opens without a network though nobody opened it before. Only what
// changed is fetched, by the server's feed of changes.
import { ask } from '@/gql/client'
import { EnterpriseDocument, PackDocument, ProblemDocument } from '@/gql/graphql'
import { drop, dropAll, remember, remembered } from './cache'
import { changed } from './changes'

export interface Pack {
  /** When it last agreed with the server, milliseconds. */
  asOf: number
  enterprises: number
  problems: number
  /** Bytes of it, as text. */
  bytes: number
}

interface Kept extends Pack {
  cursor: string
  /** Bytes of each, by id. */
  sizes: Record<string, number>
  firms: string[]
}

/** Where the pack itself is noted, beside the copies. */
const place = 'pack'
const enterprise = EnterpriseDocument.toString()
const problem = ProblemDocument.toString()
let running: Promise<Pack> | undefined

/** What is on the phone; undefined before the first time. */
export async function packOf(owner: string): Promise<Pack | undefined> {
  return (await kept(owner)) as Pack | undefined
}

async function kept(owner: string): Promise<Kept | undefined> {
  return (await remembered<Kept>(owner, place, {}))?.data
}

/** Brings the pack up to date. Throws Fault. Called twice at once it runs once. */
export function refreshPack(owner: string, now = Date.now): Promise<Pack> {
  running ??= refresh(owner, now).finally(() => {
    running = undefined
  })
  return running
}

async function refresh(owner: string, now: () => number): Promise<Pack> {
  const before = await kept(owner)
  let since = before?.cursor
  let sizes = { ...before?.sizes }
  let firms = new Set(before?.firms)
  for (let more = true; more; ) {
    const { changes } = await ask(PackDocument, { since })
    if (changes.reset) {
      await dropAll(owner, [enterprise, problem])
      sizes = {}
      firms = new Set()
    }
    for (const one of changes.enterprises) {
      sizes[one.id] = await put(owner, enterprise, one.id, { enterprise: one }, now())
      firms.add(one.id)
    }
    for (const one of changes.problems) sizes[one.id] = await put(owner, problem, one.id, { problem: one }, now())
    for (const id of changes.gone) {
      await drop(owner, problem, { id })
      delete sizes[id]
    }
    since = changes.cursor
    more = changes.more
  }
  const bytes = Object.values(sizes).reduce((sum, size) => sum + size, 0)
  const problems = Object.keys(sizes).length - firms.size
  const pack = { cursor: since, sizes, firms: [...firms], asOf: now(), enterprises: firms.size, problems, bytes }
  await remember(owner, place, {}, pack, now())
  changed()
  return pack
}

async function put(owner: string, document: string, id: string, answer: object, now: number): Promise<number> {
  await remember(owner, document, { id }, answer, now)
  return new TextEncoder().encode(JSON.stringify(answer)).length
}
