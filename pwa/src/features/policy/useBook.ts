import { computed, type MaybeRefOrGetter, toValue, watch } from 'vue'
import { ask } from '@/gql/client'
import { PolicyBookDocument, type PolicyBookQuery, PolicyDocument, type PolicyFilter } from '@/gql/graphql'
import { useQuery } from '@/gql/useQuery'
import { remember } from '@/offline/cache'
import { viewer } from '@/session'

/**
 * The policies of a filter, whole, so that they can be searched and opened without a network: a page of a hundred, which is kept on the phone
 * with each of its policies.
 */
export function useBook(filter: MaybeRefOrGetter<PolicyFilter>) {
  const query = useQuery(PolicyBookDocument, () => ({ filter: toValue(filter) }))
  const policies = computed(() => query.data.value?.policies.nodes ?? [])
  const total = computed(() => query.data.value?.policies.totalCount)
  watch(query.asOf, async () => {
    const owner = viewer.value?.id
    if (!owner || query.fault.value) return
    for (const policy of policies.value) await remember(owner, PolicyDocument.toString(), { id: policy.id }, { policy })
  })
  return { query, policies, total }
}

/** All policies of a filter, page after page, for what is printed. */
export async function wholeBook(filter: PolicyFilter): Promise<PolicyBookQuery['policies']['nodes']> {
  const all: PolicyBookQuery['policies']['nodes'] = []
  for (let after: string | null | undefined; ; ) {
    const { policies } = await ask(PolicyBookDocument, { filter, after })
    all.push(...policies.nodes)
    if (!policies.pageInfo.hasNextPage) return all
    after = policies.pageInfo.endCursor
  }
}
