import { MyProblemsDocument } from '@/gql/graphql'
import { useQuery } from '@/gql/useQuery'
import { viewer } from '@/session'

const first = 100

/**
 * The reader's problems, open or final: what a cadre reported, or all of a firm for its contact. One question for
 * every screen, so that the phone's copy serves them all.
 */
export function useMyProblems(open: boolean) {
  return useQuery(MyProblemsDocument, () => {
    const mine = viewer.value?.role === 'ENTERPRISE_CONTACT' ? undefined : true
    return { filter: { mine, open }, first }
  })
}
