import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import {
  ByStatusDocument,
  RedListDocument,
  StatisticsDocument,
  type StatisticsGroup,
  TrendDocument,
} from '@/gql/graphql'
import { useQuery } from '@/gql/useQuery'
import { viewer } from '@/session'
import { now } from '@/ui/now'
import { isoDay } from '@/words/time'
import type { Question } from './counted'
import { cutOf, daysOf, type Period, periods, periodWords } from './period'
import { leastDue } from './rank'

/** The numbers of a division in a period, which stand in the address, so that a way back leads to them; first the reader's own, until now. */
export function useStatistics() {
  const route = useRoute()
  const router = useRouter()
  const field = (name: string) =>
    computed<string | undefined>({
      get: () => (route.query[name] ? String(route.query[name]) : undefined),
      set: value => void router.replace({ query: { ...route.query, [name]: value || undefined } }),
    })
  const asked = field('division')
  const chosen = field('period')
  const group = field('by')
  const from = field('from')
  const to = field('to')
  const division = computed({
    get: () => asked.value ?? viewer.value?.divisions[0]?.code,
    set: code => (asked.value = code),
  })
  const period = computed<Period>({
    get: () => periods.find(({ value }) => value === chosen.value)?.value ?? 'all',
    set: value => (chosen.value = value === 'all' ? undefined : value),
  })
  const groupBy = computed<StatisticsGroup>({
    get: () => (group.value as StatisticsGroup | undefined) ?? 'DIVISION',
    set: value => (group.value = value === 'DIVISION' ? undefined : value),
  })
  const today = computed(() => isoDay(now.value))
  const days = computed(() => daysOf(period.value, today.value, from.value, to.value))
  const cut = computed(() => cutOf(days.value, today.value))
  const wrong = computed(() => Boolean(days.value.from && days.value.to && days.value.to < days.value.from))
  const ofDivision = <V>(more: V) => (division.value && !wrong.value ? { divisionCode: division.value, ...more } : null)
  const question = (by?: StatisticsGroup): Question => ({
    divisionCode: division.value ?? '',
    groupBy: by,
    filter: days.value,
    period: periodWords(period.value, days.value),
  })

  const filter = () => days.value
  const total = useQuery(
    StatisticsDocument,
    () =>
      ofDivision({
        groupBy: 'ORGANIZATION' as const,
        filter: filter(),
        rankBy: 'ON_TIME_RATE' as const,
        atLeast: leastDue,
      }),
    { offline: false },
  )
  const grouped = useQuery(StatisticsDocument, () => ofDivision({ groupBy: groupBy.value, filter: filter() }), {
    offline: false,
  })
  const trend = useQuery(TrendDocument, () => ofDivision({ groupBy: cut.value, filter: filter() }), { offline: false })
  const byStatus = useQuery(ByStatusDocument, () => ofDivision({ filter: filter() }), { offline: false })
  const red = useQuery(RedListDocument, () => ofDivision({ first: 5 }), { offline: false })
  return { division, period, from, to, wrong, groupBy, cut, question, total, grouped, trend, byStatus, red }
}
