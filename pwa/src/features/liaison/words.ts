// Chinese words of liaisons (A15).
import type { LiaisonFragment, LiaisonScope } from '@/gql/graphql'

export const liaisonScope: Record<LiaisonScope, string> = {
  CHAIN: '产业链联络员',
  ENTERPRISE: '企业联络员',
  DEPARTMENT: '部门联络员',
}

/** What a liaison is called about: the chain, the department, or the enterprise that is being looked at. */
export const aboutOf = ({ scope, chain, organization }: LiaisonFragment) =>
  chain?.name ?? organization?.name ?? liaisonScope[scope]

/** A masked number can be read but not called. */
export const callable = (phone: string) => /^\+?[\d-]+$/.test(phone)
