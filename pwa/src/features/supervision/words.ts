// Chinese words of supervision.
import type { SuperviseKind, SupervisionKind, SupervisionStatus } from '@/gql/graphql'
import { isoDay } from '@/words/time'

/** The rungs, the mildest first. */
export const rung: Record<SupervisionKind, string> = {
  REMIND: '提醒',
  URGE: '催办',
  SUPERVISE: '督办',
  ESCALATED: '提级督办',
  LISTED: '督办清单',
  ACCOUNTABILITY: '问责记录',
}

export const orderStatus: Record<SupervisionStatus, string> = {
  WAITING: '待回复',
  REPLIED: '已回复',
  TOLD: '已告知',
  LAPSED: '已失效',
}

/** What people may issue. */
export const issued: Record<Exclude<SuperviseKind, 'ACCOUNTABILITY'>, string> = {
  REMIND: '提醒',
  URGE: '催办',
  SUPERVISE: '督办',
}

/** A day some days from a moment, as a date field has it, where the campaigns are. */
export function dayFrom(at: number, days = 0): string {
  return isoDay(at + days * 86_400_000)
}
