// A problem as the desks read it, and what they work out from it.
import type { Result } from '@/gql/client'
import type { DeskProblemDocument, DispatchStatus } from '@/gql/graphql'
import { moment } from '@/words/time'

export type DeskProblem = NonNullable<Result<typeof DeskProblemDocument>['problem']>
export type DeskDispatch = DeskProblem['dispatches'][number]

/** The newest dispatch to a unit; undefined when it was never handed the problem. */
export function dispatchOf<D extends { round: number; dispatchedAt: string; organization: { id: string } }>(
  dispatches: readonly D[],
  organizationId: string | undefined,
): D | undefined {
  return dispatches
    .filter(dispatch => dispatch.organization.id === organizationId)
    .sort((a, b) => b.round - a.round || Date.parse(b.dispatchedAt) - Date.parse(a.dispatchedAt))[0]
}

/** The dispatches whose units still have to reply. */
export function atWork(problem: DeskProblem): DeskDispatch[] {
  const over: DispatchStatus[] = ['REPLIED', 'ACCEPTED', 'RETURNED', 'CANCELLED']
  return problem.dispatches.filter(({ round, status }) => round === problem.round && !over.includes(status))
}

/** The units that gave this problem back in this round: they are not handed it again. */
export function letOff(problem: {
  round: number
  dispatches: readonly { round: number; status: DispatchStatus; organization: { id: string } }[]
}): string[] {
  return problem.dispatches
    .filter(({ round, status }) => round === problem.round && status === 'RETURNED')
    .map(({ organization }) => organization.id)
}

/** A reading of a problem, as far as it tells what happened. */
interface Reading {
  version: number
  statusText: string
  events: {
    nodes: readonly {
      version: number
      at: string
      kindText: string
      note: string | null
      organization: { name: string } | null
      actor: { name: string } | null
    }[]
  }
}

/** What others did between two readings of a problem, a sentence each, oldest first. */
export function changesSince(before: { version: number }, after: Reading, now: number): string[] {
  if (after.version === before.version) return []
  const news = after.events.nodes.filter(event => event.version > before.version)
  const said = news.map(event => {
    const who = event.organization?.name ?? event.actor?.name ?? '对方'
    return `${moment(event.at, now)} ${who}${event.kindText}${event.note ? `：${event.note}` : ''}`
  })
  return [...said, `现在是：${after.statusText}`]
}
