// Chinese words of support plans (五个一, A10).
import type { SupportOutcome, SupportPlanEntryKind } from '@/gql/graphql'

export const supportOutcome: Record<SupportOutcome, string> = {
  ACHIEVED: '达到目标',
  PARTLY: '部分达到',
  STOPPED: '中止帮扶',
}

export const entryKind: Record<SupportPlanEntryKind, string> = {
  STARTED: '制定方案',
  CHANGED: '更改方案',
  FOLLOWED: '跟进',
  CLOSED: '结束帮扶',
}

export const names = (people: { name: string }[]) => people.map(({ name }) => name).join('、')
