import { computed } from 'vue'
import { VisitDocument } from '@/gql/graphql'
import { useQuery } from '@/gql/useQuery'
import { useOutbox } from '@/offline/useOutbox'
import { now } from '@/ui/now'
import { daysBetween } from '@/words/time'

interface VisitHere {
  id: string
  at: number
  /** It must be delivered first. */
  waiting: boolean
}

/**
 * The check-in at an enterprise that a new problem belongs to: the named one, and only that; where none is named, the last of
 * today that is still on the phone. One that was delivered while the form is open stays, whether or not the server can be asked for it.
 */
export function useVisitHere(enterpriseId: () => string, named: () => string | undefined) {
  const { items } = useOutbox()
  const sent = useQuery(VisitDocument, () => {
    const id = named()
    return id ? { id } : null
  })
  return computed<VisitHere | null>(before => {
    const id = named()
    const waiting = items.value
      .filter(item => item.kind === 'CHECK_IN' && item.input.enterpriseId === enterpriseId())
      .findLast(item => (id ? item.id === id : daysBetween(item.savedAt, now.value) === 0))
    if (waiting) return { id: waiting.id, at: waiting.savedAt, waiting: true }
    const visit = sent.data.value?.visit
    if (visit) return { id: visit.id, at: Date.parse(visit.capturedAt), waiting: false }
    return before && (!id || before.id === id) ? { ...before, waiting: false } : null
  })
}
