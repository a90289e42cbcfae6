import { onScopeDispose, type Ref, ref, type ShallowRef, shallowRef, watch } from 'vue'
import { remember, remembered } from '@/offline/cache'
import { onChange } from '@/offline/changes'
import { viewer } from '@/session'
import { ask, Fault } from './client'
import type { TypedDocumentString } from './graphql'

export interface Query<R> {
  /** The answer: first the phone's copy, then the server's. */
  data: ShallowRef<R | undefined>
  /** When `data` came from the server, milliseconds. */
  asOf: Ref<number | undefined>
  /** Whether `data` lies on the phone, for reading without a network. */
  kept: Ref<boolean>
  /** Why the last try brought nothing new. */
  fault: ShallowRef<Fault | undefined>
  loading: Ref<boolean>
  reload(): Promise<void>
}

/**
 * Asks and asks again: at once, whenever `variables` change, when one of our own records was delivered, and when the
 * network comes back. `null` variables mean not yet. Answers are stored on the phone unless `offline` is false. With
 * `keep` the old answer is shown until the new one is there.
 */
export function useQuery<R, V>(
  document: TypedDocumentString<R, V>,
  variables: () => V | null,
  { offline = true, keep = false } = {},
): Query<R> {
  const data = shallowRef<R>()
  const asOf = ref<number>()
  const kept = ref(false)
  const fault = shallowRef<Fault>()
  const loading = ref(false)
  let running: AbortController | undefined

  async function reload() {
    const asked = variables()
    const owner = viewer.value?.id
    running?.abort()
    if (asked === null || !owner) return
    const mine = new AbortController()
    running = mine
    loading.value = true
    try {
      const answer = await ask(document, asked, mine.signal)
      if (mine.signal.aborted) return
      data.value = answer
      asOf.value = Date.now()
      fault.value = undefined
      const lies = offline && (await remember(owner, document.toString(), asked, answer))
      if (!mine.signal.aborted) kept.value = lies
    } catch (error) {
      if (!mine.signal.aborted) fault.value = error instanceof Fault ? error : new Fault('INTERNAL', String(error))
    } finally {
      if (running === mine) loading.value = false
    }
  }

  async function recall() {
    const asked = variables()
    const owner = viewer.value?.id
    if (!offline || asked === null || !owner) return
    const copy = await remembered<R>(owner, document.toString(), asked)
    if (!copy || data.value !== undefined) return
    data.value = copy.data
    asOf.value = copy.fetchedAt
    kept.value = true
  }

  const ready = () => JSON.stringify([variables(), viewer.value?.id])
  watch(
    ready,
    () => {
      if (!keep) data.value = undefined
      kept.value = false
      void recall()
      void reload()
    },
    { immediate: true },
  )
  const retry = () => void reload()
  const stop = onChange(news => news === 'DELIVERED' && retry())
  addEventListener('online', retry)
  onScopeDispose(() => {
    stop()
    removeEventListener('online', retry)
    running?.abort()
  })
  return { data, asOf, kept, fault, loading, reload }
}
