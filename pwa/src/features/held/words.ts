import type { HeldState } from '@/gql/graphql'
import { span } from '@/words/time'

export const heldState: Record<HeldState, string> = { WAITING: '待审核', ACCEPTED: '已采纳', DECLINED: '未采纳' }

/** How a clock stands, in words; '' when it is right to five minutes, or nobody knows. */
export function clockWords(lead: number | null | undefined): string {
  if (lead === null || lead === undefined || Math.abs(lead) <= 300) return ''
  return `手机钟${lead > 0 ? '快' : '慢'} ${span(lead * 1000)}`
}
