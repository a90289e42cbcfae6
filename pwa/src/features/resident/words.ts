import type { ResidentChecklistKind } from '@/gql/graphql'
import { weekday } from '@/words/time'

export const checklistKind: Record<ResidentChecklistKind, string> = { DUTY: '工作职责', DISCIPLINE: '工作纪律' }

/** A day as people say it: 11月20日 周五. */
export function dayWords(day: string): string {
  const [, month, date] = day.split('-').map(Number)
  return `${month}月${date}日 ${weekday(`${day}T00:00:00+08:00`)}`
}

/** The lines of a text that say something, each without blanks around it. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
}
