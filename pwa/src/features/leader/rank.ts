import type { Result } from '@/gql/client'
import type { StatisticsDocument } from '@/gql/graphql'

export type Statistics = NonNullable<Result<typeof StatisticsDocument>['statistics']>
export type Row = Statistics['rows'][number]
export type Period = Pick<Row, 'key' | 'name'> & { measures: Pick<Row['measures'], 'reported' | 'accepted' | 'solved'> }
export type Rate = Statistics['total']['onTimeRate']

/** Due cases from which on a unit is ranked; a rate of fewer says little. */
export const leastDue = 10

/** 95.3%, or 无应办 where nothing was due: never 0 %. */
export function percentWords(rate: Rate): string {
  return rate.percent === null ? '无应办' : `${rate.percent.toFixed(1)}%`
}

/** Units in the order of the server's rank, where equals share a place (1, 1, 3); and in a sentence those with too few cases to be ranked. */
export function rank(rows: readonly Row[]): { ranked: (Row & { rank: number })[]; rest: string } {
  const due = (row: Row) => row.measures.onTimeRate.denominator
  const ranked = rows
    .filter((row): row is Row & { rank: number } => row.rank !== null)
    .sort((a, b) => a.rank - b.rank || due(b) - due(a) || a.name.localeCompare(b.name, 'zh-CN'))
  const few = rows.filter(row => row.rank === null && due(row) > 0)
  const none = rows.filter(row => due(row) === 0)
  const sum = (of: (row: Row) => number) => few.reduce((total, row) => total + of(row), 0)
  const inTime = sum(row => row.measures.onTimeRate.numerator)
  const said = [
    few.length > 0 && `${names(few)}应办 ${sum(due)} 件，按时 ${inTime} 件，每家不足 ${leastDue} 件，不排名。`,
    none.length > 0 && `${names(none)}无应办。`,
  ]
  return { ranked, rest: said.filter(Boolean).join('') }
}

/** Up to five names, then how many there are. */
function names(rows: readonly Row[]): string {
  const shown = rows.slice(0, 5).map(row => row.name)
  return rows.length > 5 ? `${shown.join('、')}等 ${rows.length} 个单位` : shown.join('、')
}
