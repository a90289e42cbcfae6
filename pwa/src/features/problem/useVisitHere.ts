import { computed } from 'vue'
import { VisitDocument } from '@/gql/graphql'
import { useQuery } from '@/gql/useQuery'
import { useOutbox } from '@/offline/useOutbox'
import { now } from '@/ui/now'
import { daysBetween } from '@/words/time'

/**
 * The check-in at an enterprise that a new problem belongs to: the named one, or today's that is still on the phone.
 * `waiting` says that it must be delivered first.
 */
export function useVisitHere(enterpriseId: () => string, named: () => string | undefined) {
  const { items } = useOutbox()
  const sent = useQuery(VisitDocument, () => {
    const id = named()
    return id ? { id } : null
  })
  return computed(() => {
    const waiting = items.value.find(
      item =>
        item.kind === 'CHECK_IN' &&
        'enterpriseId' in item.input &&
        item.input.enterpriseId === enterpriseId() &&
        (item.id === named() || daysBetween(item.savedAt, now.value) === 0),
    )
    if (waiting) return { id: waiting.id, at: waiting.savedAt, waiting: true }
    const visit = sent.data.value?.visit
    return visit ? { id: visit.id, at: Date.parse(visit.capturedAt), waiting: false } : null
  })
}
