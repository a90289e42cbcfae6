import { span } from '@/words/time'

const day = 86_400_000

/** How far a deadline is away, in words: 超期 12 天, 超期 3 小时, 还剩 20 小时. Whole days from one day on. */
export function distanceToDue(dueAt: string | null, now: number): string {
  if (!dueAt) return ''
  const left = Date.parse(dueAt) - now
  const far = Math.abs(left)
  const words = far < day ? span(far) : `${Math.floor(far / day)} 天`
  return left < 0 ? `超期 ${words}` : `还剩 ${words}`
}
