import { computed } from 'vue'
import { MyEnterprisesDocument } from '@/gql/graphql'
import { useQuery } from '@/gql/useQuery'
import { viewer } from '@/session'

/** A cadre has far fewer; one page is all of them. */
const first = 100

/**
 * The enterprises that the reader answers for, in one question that every screen shares, so that all of them open
 * without a network once one did.
 */
export function useMyEnterprises() {
  const query = useQuery(MyEnterprisesDocument, () => ({ first }))
  const enterprises = computed(() => query.data.value?.viewer?.enterprises.nodes ?? [])
  /** The only one that a firm's contact speaks for. */
  const own = computed(() => viewer.value?.enterprise ?? null)
  return { query, enterprises, own }
}
