import type { Result } from '@/gql/client'
import { DeskProblemsDocument, type ProblemFilter, type ProblemOrder } from '@/gql/graphql'
import { usePages } from './usePages'

export type ProblemLine = Result<typeof DeskProblemsDocument>['problems']['nodes'][number]

const size = 50

/** Problems that pass a filter, a page at a time. `null` means not yet. */
export function useProblemList(filter: () => ProblemFilter | null, order: ProblemOrder = 'DUE') {
  return usePages(
    DeskProblemsDocument,
    () => {
      const wanted = filter()
      return wanted && { filter: wanted, orderBy: order, first: size }
    },
    ({ problems }) => problems,
  )
}
