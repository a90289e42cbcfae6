// The offline pack (离线资料): the first screen's list, every enterprise of the reader with its contacts and policies, the open problems, the policy book, and the outlines
// of the counties, put where the screens look for their own copies, so that each of them opens without a network though nobody opened it
// before. Of enterprises and problems only what changed is fetched: the server's feed of changes names it; outlines once, policies twice a day.
import { ask } from '@/gql/client'
import {
  EnterpriseDocument,
  EnterprisePoliciesDocument,
  MyEnterprisesDocument,
  OutlineDocument,
  PackDocument,
  PackEnterprisesDocument,
  PackPoliciesDocument,
  PackProblemsDocument,
  PolicyBookDocument,
  PolicyDocument,
  ProblemDocument,
} from '@/gql/graphql'
import { drop, dropAll, remember, remembered, rememberedAll } from './cache'
import { changed } from './changes'

export interface Pack {
  /** When it last agreed with the server, milliseconds. */
  asOf: number
  enterprises: number
  problems: number
  /** Bytes of it, as text. */
  bytes: number
  /** Bytes of each, by id, or by the code of a county; 0 where there was no room. */
  sizes: Record<string, number>
}

interface Kept extends Pack {
  cursor: string
  firms: string[]
  /** Codes of the counties whose outlines are here; absent in packs of before there were any. */
  counties?: string[]
  /** When the policies came, and their bytes. */
  policies?: { at: number; bytes: number }
}

const halfDay = 12 * 3_600_000

/** Where the pack itself is noted, beside the copies. */
const place = 'pack'
const enterprise = EnterpriseDocument.toString()
const problem = ProblemDocument.toString()
const outline = OutlineDocument.toString()
let running: Promise<Pack> | undefined

/** What is on the phone; undefined before the first time. */
export async function packOf(owner: string): Promise<Pack | undefined> {
  return (await kept(owner)) as Pack | undefined
}

async function kept(owner: string): Promise<Kept | undefined> {
  return (await remembered<Kept>(owner, place, {}))?.data
}

/** Whether each of these enterprises is in a pack. */
export function holds(pack: Pack | undefined, firms: readonly { id: string }[]): boolean {
  return firms.length > 0 && firms.every(({ id }) => (pack?.sizes[id] ?? 0) > 0)
}

/** Brings the pack up to date. Throws Fault. Called twice at once it runs once. */
export function refreshPack(owner: string, now = Date.now): Promise<Pack> {
  const again = async () => refresh(owner, now, await kept(owner))
  running ??= again().finally(() => {
    running = undefined
  })
  return running
}

/** Brings what was there before up to date; where a copy of that is gone, all of it anew. */
async function refresh(owner: string, now: () => number, before: Kept | undefined): Promise<Pack> {
  let since = before?.counties && before.cursor
  let sizes = { ...before?.sizes }
  let firms = new Set(before?.firms)
  let counties = new Set(before?.counties)
  for (let more = true; more; ) {
    const { changes } = await ask(PackDocument, { since })
    if (changes.reset) {
      await dropAll(owner, [enterprise, problem, outline])
      sizes = {}
      firms = new Set()
      counties = new Set()
    }
    for (const id of batches(changes.enterprises, 20)) {
      const { enterprises } = await ask(PackEnterprisesDocument, { id })
      for (const one of enterprises.nodes) {
        sizes[one.id] = await put(owner, enterprise, { id: one.id }, { enterprise: one }, now())
        firms.add(one.id)
        const { code } = one.division
        if (counties.has(code)) continue
        sizes[code] = await put(owner, outline, { code }, await ask(OutlineDocument, { code }), now())
        counties.add(code)
      }
    }
    for (const id of batches(changes.problems, 5)) {
      const { problems } = await ask(PackProblemsDocument, { id })
      for (const one of problems.nodes)
        sizes[one.id] = await put(owner, problem, { id: one.id }, { problem: one }, now())
    }
    for (const id of changes.gone) {
      await drop(owner, problem, { id })
      delete sizes[id]
    }
    since = changes.cursor
    more = changes.more
  }
  const mine = { first: 100 } // as the first screen asks (useMyEnterprises)
  const list = await put(owner, MyEnterprisesDocument.toString(), mine, await ask(MyEnterprisesDocument, mine), now())
  const old = before?.policies
  const policies =
    old && !isNew(firms, before.firms) && now() - old.at < halfDay ? old : await keepPolicies(owner, now())
  const pack = {
    ...{ cursor: since, sizes, firms: [...firms], counties: [...counties], policies, asOf: now() },
    enterprises: firms.size,
    problems: Object.keys(sizes).length - firms.size - counties.size,
    bytes: Object.values(sizes).reduce((sum, size) => sum + size, list + policies.bytes),
  }
  if (before && !(await isWhole(owner, pack))) return refresh(owner, now, undefined)
  await remember(owner, place, {}, pack, now())
  changed()
  return pack
}

/** Whether all that was kept is still here: a kill may cost a copy or two, and after four weeks each goes. */
function isWhole(
  owner: string,
  { sizes, firms, counties }: Pick<Required<Kept>, 'sizes' | 'firms' | 'counties'>,
): Promise<boolean> {
  const question = (id: string): [string, object] => {
    if (firms.includes(id)) return [enterprise, { id }]
    return counties.includes(id) ? [outline, { code: id }] : [problem, { id }]
  }
  const kept = Object.keys(sizes).filter(id => sizes[id])
  return rememberedAll(owner, kept.map(question))
}

/** As many at a time as one question may ask for; what left the pack meanwhile does not come, and is told next time. */
function* batches(rows: readonly { id: string }[], size: number) {
  for (let i = 0; i < rows.length; i += size) yield rows.slice(i, i + size).map(({ id }) => id)
}

const isNew = (firms: Set<string>, before: string[]) => [...firms].some(id => !before.includes(id))

/** The book as its screen asks for it, each policy of it, and which are for which enterprise. */
async function keepPolicies(owner: string, at: number) {
  const book = { filter: { withdrawn: false } }
  const answer = await ask(PolicyBookDocument, book)
  let bytes = await put(owner, PolicyBookDocument.toString(), book, answer, at)
  for (const policy of answer.policies.nodes)
    bytes += await put(owner, PolicyDocument.toString(), { id: policy.id }, { policy }, at)
  const { viewer } = await ask(PackPoliciesDocument, {})
  for (const one of viewer?.enterprises.nodes ?? [])
    bytes += await put(owner, EnterprisePoliciesDocument.toString(), { id: one.id }, { enterprise: one }, at)
  return { at, bytes }
}

async function put(owner: string, document: string, variables: object, answer: object, now: number): Promise<number> {
  if (!(await remember(owner, document, variables, answer, now))) return 0
  return new TextEncoder().encode(JSON.stringify(answer)).length
}
