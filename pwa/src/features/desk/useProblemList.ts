import { computed, ref, shallowRef, watch } from 'vue'
import { ask, Fault, type Result } from '@/gql/client'
import { DeskProblemsDocument, type ProblemFilter, type ProblemOrder } from '@/gql/graphql'
import { useQuery } from '@/gql/useQuery'

type Page = Result<typeof DeskProblemsDocument>['problems']
export type ProblemLine = Page['nodes'][number]

const size = 50

/** Problems that pass a filter, a page at a time. `null` means not yet. */
export function useProblemList(filter: () => ProblemFilter | null, order: ProblemOrder = 'DUE') {
  const query = useQuery(
    DeskProblemsDocument,
    () => {
      const wanted = filter()
      return wanted && { filter: wanted, orderBy: order, first: size }
    },
    { offline: false },
  )
  const later = shallowRef<Page[]>([])
  const fetching = ref(false)
  const trouble = ref('')
  watch(query.data, () => {
    later.value = []
    trouble.value = ''
  })

  const pages = computed(() => (query.data.value ? [query.data.value.problems, ...later.value] : []))
  const lines = computed(() => pages.value.flatMap(page => page.nodes))
  const total = computed(() => pages.value[0]?.totalCount)
  const hasMore = computed(() => pages.value.at(-1)?.pageInfo.hasNextPage ?? false)

  /** Fetches the next page; does nothing when there is none. */
  async function more() {
    const last = pages.value.at(-1)
    const first = query.data.value
    if (!last?.pageInfo.hasNextPage || fetching.value) return
    fetching.value = true
    trouble.value = ''
    try {
      const variables = { filter: filter(), orderBy: order, first: size, after: last.pageInfo.endCursor }
      const { problems } = await ask(DeskProblemsDocument, variables)
      if (query.data.value === first) later.value = [...later.value, problems]
    } catch (error) {
      trouble.value = error instanceof Fault ? error.message : String(error)
    } finally {
      fetching.value = false
    }
  }
  return { query, lines, total, hasMore, fetching, trouble, more }
}
