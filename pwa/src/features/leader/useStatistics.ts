import { computed, ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { ByStatusDocument, RedListDocument, StatisticsDocument, type StatisticsGroup } from '@/gql/graphql'
import { useQuery } from '@/gql/useQuery'
import { viewer } from '@/session'

/** The numbers of a division, which stands in the address; first the reader's own. */
export function useStatistics() {
  const route = useRoute()
  const router = useRouter()
  const division = computed<string | undefined>({
    get: () => (route.query.division ? String(route.query.division) : viewer.value?.divisions[0]?.code),
    set: code => void router.replace({ query: { ...route.query, division: code } }),
  })
  const groupBy = ref<StatisticsGroup>('DIVISION')
  const ofDivision = <V>(more: V) => (division.value ? { divisionCode: division.value, ...more } : null)

  const total = useQuery(StatisticsDocument, () => ofDivision({ groupBy: 'ORGANIZATION' as const }), { offline: false })
  const grouped = useQuery(StatisticsDocument, () => ofDivision({ groupBy: groupBy.value }), { offline: false })
  const byStatus = useQuery(ByStatusDocument, () => ofDivision({}), { offline: false })
  const red = useQuery(RedListDocument, () => ofDivision({ first: 5 }), { offline: false })
  return { division, groupBy, total, grouped, byStatus, red }
}
