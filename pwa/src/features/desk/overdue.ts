import { span } from '@/words/time'

/** How far a deadline is away, in words: 超期 2 天 3 小时, 还剩 20 小时. */
export function distanceToDue(dueAt: string | null, now: number): string {
  if (!dueAt) return ''
  const left = Date.parse(dueAt) - now
  return left < 0 ? `超期 ${span(left)}` : `还剩 ${span(left)}`
}
