// Chinese words of meetings with enterprises (C2–C4).
import type { ReceptionKind, ReceptionStatus } from '@/gql/graphql'

export const receptionKind: Record<ReceptionKind, string> = {
  RECEPTION_DAY: '企业家接待日',
  SALON: '民营企业家沙龙',
  SYMPOSIUM: '座谈会',
  OPEN_DAY: '企业开放日',
  BREAKFAST: '民营企业早餐会',
  ENTREPRENEUR_DAY: '企业家日',
}

export const receptionStatus: Record<ReceptionStatus, string> = {
  PLANNED: '待举行',
  HELD: '已举行',
  CANCELLED: '已取消',
}

/** The title of a problem made of a question: its first sentence, or all where that says nothing, at most 60 characters. */
export function titleOf(question: string): string {
  const all = question.trim()
  const first = all.split(/[。！？；\n]/)[0] ?? ''
  return [...(first.length > 1 ? first : all)].slice(0, 60).join('')
}
