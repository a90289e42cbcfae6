import type { ProblemEventKind } from '@/gql/graphql'

/** The five parts of a problem's way. */
export const steps = ['上报', '交办', '办理', '评价', '销号'] as const

const reached: Partial<Record<ProblemEventKind, number>> = {
  REPORTED: 1,
  DISPATCHED: 2,
  REDISPATCHED: 2,
  SIGNED: 3,
  SENT_BACK: 3,
  REDO: 3,
  REOPENED: 3,
  SOLVED_ON_SITE: 4,
  REPLY_ACCEPTED: 4,
  EVALUATED: 5,
  CLOSED_UNANSWERED: 5,
}

/** How far a problem has come, 1 to 5, by what happened to it, oldest first. */
export function stepOf(events: { kind: ProblemEventKind }[]): number {
  return events.reduce((step, { kind }) => {
    const to = reached[kind]
    if (to === undefined) return step
    return kind === 'SIGNED' ? Math.max(step, to) : to
  }, 1)
}
