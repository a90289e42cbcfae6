import { computed } from 'vue'
import { type LocationQuery, useRoute, useRouter } from 'vue-router'
import { countedOf } from '@/features/leader/counted'
import type { ProblemCategory, ProblemFilter } from '@/gql/graphql'

/** Stages of a problem's way to choose from, each with its filter. */
export const stages: { value: string; word: string; filter: ProblemFilter }[] = [
  { value: 'open', word: '没办完的', filter: { open: true } },
  { value: 'overdue', word: '超期的', filter: { overdue: true } },
  { value: 'triage', word: '待研判', filter: { status: ['SUBMITTED'] } },
  { value: 'info', word: '退回补充', filter: { status: ['RETURNED_FOR_INFO'] } },
  { value: 'sign', word: '待签收', filter: { status: ['DISPATCHED'] } },
  { value: 'handling', word: '办理中', filter: { status: ['IN_PROGRESS'] } },
  { value: 'long', word: '挂账跟踪', filter: { status: ['LONG_TERM'] } },
  { value: 'review', word: '待审核', filter: { status: ['HANDLED'] } },
  { value: 'score', word: '待评价', filter: { status: ['AWAITING_EVALUATION'] } },
  { value: 'closed', word: '已销号', filter: { status: ['CLOSED'] } },
  { value: 'ended', word: '未受理（不予受理、并单、撤回）', filter: { status: ['REJECTED', 'MERGED', 'WITHDRAWN'] } },
]

/** The filter that an address asks for. */
export function filterOf(query: LocationQuery): ProblemFilter {
  const of = (name: string) => (query[name] ? String(query[name]) : undefined)
  const category = of('category') as ProblemCategory | undefined
  return {
    ...stages.find(({ value }) => value === of('stage'))?.filter,
    divisionCode: of('division'),
    category: category && [category],
    topicId: of('topic'),
    organizationId: of('organization'),
    parkId: of('park'),
    text: of('text'),
    counted: countedOf(of('counted')),
  }
}

/** The ledger's filter, kept in the address so that other screens can link into it. */
export function useProblemFilter() {
  const route = useRoute()
  const router = useRouter()
  const filter = computed(() => filterOf(route.query))
  const field = (name: string) =>
    computed<string | undefined>({
      get: () => String(route.query[name] ?? ''),
      set: value => void router.replace({ query: { ...route.query, [name]: value || undefined } }),
    })
  const unit = computed(() => Boolean(route.query.organization))
  /** The number of a statistic whose problems these are, in words. */
  const about = computed(() => (filter.value.counted ? String(route.query.about ?? '统计里的一个数') : ''))
  const back = () => router.back()
  const filtered = computed(() => Object.keys(route.query).length > 0)
  const clear = () => void router.replace({ query: {} })
  return { filter, field, unit, about, back, stages, clear, filtered }
}
