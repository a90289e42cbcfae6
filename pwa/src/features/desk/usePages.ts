import { computed, ref, shallowRef, watch } from 'vue'
import { ask, Fault } from '@/gql/client'
import type { TypedDocumentString } from '@/gql/graphql'
import { useQuery } from '@/gql/useQuery'

interface Page<N> {
  totalCount: number
  nodes: N[]
  pageInfo: { endCursor?: string | null; hasNextPage: boolean }
}

/** A connection, a page at a time; `pageOf` finds it in the answer. `null` variables mean not yet. */
export function usePages<R, V extends { after?: string | null }, N>(
  document: TypedDocumentString<R, V>,
  variables: () => V | null,
  pageOf: (answer: R) => Page<N>,
) {
  const query = useQuery(document, variables, { offline: false })
  const later = shallowRef<Page<N>[]>([])
  const fetching = ref(false)
  const trouble = ref('')
  watch(query.data, () => {
    later.value = []
    trouble.value = ''
  })

  const pages = computed(() => (query.data.value ? [pageOf(query.data.value), ...later.value] : []))
  const lines = computed(() => pages.value.flatMap(page => page.nodes))
  const total = computed(() => pages.value[0]?.totalCount)
  const hasMore = computed(() => pages.value.at(-1)?.pageInfo.hasNextPage ?? false)

  /** Fetches the next page; does nothing when there is none. */
  async function more() {
    const last = pages.value.at(-1)
    const first = query.data.value
    const asked = variables()
    if (!last?.pageInfo.hasNextPage || fetching.value || !asked) return
    fetching.value = true
    trouble.value = ''
    try {
      const page = pageOf(await ask(document, { ...asked, after: last.pageInfo.endCursor }))
      if (query.data.value === first) later.value = [...later.value, page]
    } catch (error) {
      trouble.value = error instanceof Fault ? error.message : String(error)
    } finally {
      fetching.value = false
    }
  }
  return { query, lines, total, hasMore, fetching, trouble, more }
}
