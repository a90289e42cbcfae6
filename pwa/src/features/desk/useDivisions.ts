import { computed } from 'vue'
import { DeskDivisionsDocument } from '@/gql/graphql'
import { useQuery } from '@/gql/useQuery'
import { viewer } from '@/session'

/** The divisions that the reader answers for, and those one level below, for choosing one. */
export function useDivisions() {
  const query = useQuery(DeskDivisionsDocument, () => ({}), { offline: false })
  return computed(() => {
    const own = query.data.value?.divisions ?? viewer.value?.divisions.map(one => ({ ...one, children: [] })) ?? []
    const all = own.flatMap(({ code, name, children }) => [
      { code, name, depth: 0 },
      ...children.map(child => ({ ...child, depth: 1 })),
    ])
    return all.filter((one, i) => all.findIndex(({ code }) => code === one.code) === i)
  })
}
