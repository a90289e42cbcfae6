import type { PolicyApplyMode, PolicyFullFragment, Sector } from '@/gql/graphql'
import { sector } from '@/words/term'

export const applyMode: Record<PolicyApplyMode, string> = {
  NO_APPLICATION: '免申即享',
  INSTANT: '即申即享',
  NORMAL: '申报享受',
}

/** What to do for it, in a sentence. */
export const applyHow: Record<PolicyApplyMode, string> = {
  NO_APPLICATION: '不用申报，符合条件的直接兑现',
  INSTANT: '提交申请，当即兑现',
  NORMAL: '按要求申报，审核后兑现',
}

/** Which industries it is for. */
export const forWhom = (sectors: Sector[]) =>
  sectors.length > 0 ? sectors.map(one => sector[one]).join('、') : '所有行业'

/** Whether a policy's words contain a text, wherever it stands. */
export function says(policy: PolicyFullFragment, text: string): boolean {
  const { title, issuer, documentNumber, amount, clauses } = policy
  const words = [title, issuer, documentNumber, amount, ...clauses.flatMap(clause => [clause.heading, clause.text])]
  return words.join('\n').toLowerCase().includes(text.toLowerCase())
}
