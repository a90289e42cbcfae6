import type { StatisticsGroup } from '@/gql/graphql'

/** The periods to choose from, as the address names them. */
export type Period = 'all' | 'week' | 'month' | 'quarter' | 'custom'

export const periods: { value: Period; word: string }[] = [
  { value: 'all', word: '至今' },
  { value: 'week', word: '本周' },
  { value: 'month', word: '本月' },
  { value: 'quarter', word: '本季' },
  { value: 'custom', word: '自定义' },
]

/** First and last day of a period that holds a day, in Asia/Shanghai; a custom one's are its own. */
export function daysOf(period: Period, today: string, from?: string, to?: string): { from?: string; to?: string } {
  const day = new Date(`${today}T00:00:00Z`)
  const first = (date: Date) => ({ from: date.toISOString().slice(0, 10), to: today })
  switch (period) {
    case 'week':
      return first(new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * 86_400_000))
    case 'month':
      return first(new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1)))
    case 'quarter':
      return first(new Date(Date.UTC(day.getUTCFullYear(), Math.floor(day.getUTCMonth() / 3) * 3, 1)))
    case 'custom':
      return { from: from || undefined, to: to || undefined }
    default:
      return {}
  }
}

/** Into which periods a trend is cut: days of up to a month, weeks of up to half a year, months. */
export function cutOf(days: { from?: string; to?: string }, today: string): StatisticsGroup {
  if (!days.from) return 'MONTH'
  const length = (Date.parse(days.to ?? today) - Date.parse(days.from)) / 86_400_000
  if (length <= 31) return 'DAY'
  return length <= 183 ? 'WEEK' : 'MONTH'
}

/** A period as people call it. */
export function periodWords(period: Period, days: { from?: string; to?: string }): string {
  if (period !== 'custom') return periods.find(({ value }) => value === period)?.word ?? ''
  if (!days.from && !days.to) return '至今'
  return `${days.from ?? ''} 至 ${days.to ?? '今天'}`.trim()
}
