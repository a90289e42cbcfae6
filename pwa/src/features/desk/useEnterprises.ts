import { computed } from 'vue'
import { type LocationQuery, useRoute, useRouter } from 'vue-router'
import type { Result } from '@/gql/client'
import { DeskEnterprisesDocument, EnterpriseCountsDocument, type EnterpriseFilter } from '@/gql/graphql'
import { useQuery } from '@/gql/useQuery'
import { shape } from './shape'
import { usePages } from './usePages'

export type EnterpriseLine = Result<typeof DeskEnterprisesDocument>['enterprises']['nodes'][number]

const size = 50

/** The filter that an address asks for: those that nobody answers for, unless it asks for all. */
export function filterOf(query: LocationQuery): EnterpriseFilter {
  const of = (name: string) => (query[name] ? String(query[name]) : undefined)
  return {
    unassigned: query.tab === 'all' ? undefined : true,
    divisionCode: of('division'),
    text: of('text'),
  }
}

/** Who answers for an enterprise in a few words: those of today by name, else who will and from when; '' for nobody. */
export function cadresOf(line: EnterpriseLine, day: (date: string) => string): string {
  const names = line.assignments.map(({ cadre }) => cadre.name)
  if (names.length > 0) return names.join('、')
  const [next] = line.plannedAssignments
  return next ? `${day(next.startsOn)}起 ${next.cadre.name}` : ''
}

/** The enterprises beside the one that is open; tab, division, search and the open one stand in the address. */
export function useEnterprises() {
  const route = useRoute()
  const router = useRouter()
  const filter = computed(() => filterOf(route.query))
  const list = usePages(
    DeskEnterprisesDocument,
    () => ({ filter: filter.value, first: size }),
    ({ enterprises }) => enterprises,
  )
  const counts = useQuery(
    EnterpriseCountsDocument,
    () => ({ divisionCode: filter.value.divisionCode, text: filter.value.text }),
    { offline: false, keep: true },
  )
  const chosen = computed(() => (route.query.id ? String(route.query.id) : undefined))
  const tabs = computed(() => [
    {
      key: 'none',
      word: '没有责任人',
      count: counts.data.value?.none.totalCount,
      query: { ...route.query, tab: undefined },
    },
    { key: 'all', word: '全部', count: counts.data.value?.all.totalCount, query: { ...route.query, tab: 'all' } },
  ])
  const tab = computed(() => (filter.value.unassigned ? 'none' : 'all'))

  /** A member of the filter; with another filter nothing is open. */
  const field = (name: string) =>
    computed<string | undefined>({
      get: () => String(route.query[name] ?? ''),
      set: value => void router.replace({ query: { ...route.query, [name]: value || undefined, id: undefined } }),
    })

  /** Closes the open one; on a phone, where it lies over the list, by going back. */
  function close() {
    const before = router.options.history.state.back
    const over = shape.value === 'PHONE' && typeof before === 'string' && before.startsWith(route.path)
    return over ? router.back() : router.replace({ query: { ...route.query, id: undefined } })
  }

  /** Reads everything again. */
  async function reload() {
    await Promise.all([list.query.reload(), counts.reload()])
  }
  return { filter, list, tabs, tab, chosen, field, close, reload }
}
