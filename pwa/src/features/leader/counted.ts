import type { LocationQueryRaw, RouteLocationRaw } from 'vue-router'
import type { CountedInput, StatisticsFilter, StatisticsGroup, StatisticsMeasure } from '@/gql/graphql'

/** What a statistic was asked for: where, by which groups, narrowed to what; and how people call its period. */
export interface Question {
  divisionCode: string
  groupBy?: StatisticsGroup
  filter?: StatisticsFilter
  period: string
}

export type Part = 'NUMERATOR' | 'DENOMINATOR'

/** The problems behind one number: where its list is, with the number in words. Without a row it is the total's. */
export function behind(
  question: Question,
  measure: { measure: StatisticsMeasure; word: string; part?: Part },
  row?: { key: string; name: string },
): RouteLocationRaw {
  const part = measure.part ?? 'NUMERATOR'
  const counted: CountedInput = {
    divisionCode: question.divisionCode,
    groupBy: row && question.groupBy,
    key: row?.key,
    filter: question.filter,
    measure: measure.measure,
    part,
  }
  const of = measure.part && (part === 'NUMERATOR' ? '的分子' : '的分母')
  const about = [row?.name, question.period, `${measure.word}${of ?? ''}`].filter(Boolean).join(' · ')
  return { path: '/problems', query: { counted: JSON.stringify(counted), about } satisfies LocationQueryRaw }
}

/** The number that an address asks about; undefined where it is none. */
export function countedOf(text: unknown): CountedInput | undefined {
  try {
    const it = JSON.parse(String(text)) as CountedInput
    return typeof it?.divisionCode === 'string' && typeof it.measure === 'string' ? it : undefined
  } catch {
    return undefined
  }
}
