import { expect, it } from 'vitest'
import { behind, countedOf } from './counted'

const question = {
  divisionCode: '430500',
  groupBy: 'DIVISION' as const,
  filter: { from: '2026-11-01' },
  period: '本月',
}

it('leads from a number of a row to its problems and back to the same number', () => {
  const to = behind(
    question,
    { measure: 'ON_TIME_RATE', word: '按时办结率', part: 'DENOMINATOR' },
    { key: '430502', name: '双清区' },
  )
  const { query } = to as { query: Record<string, string> }
  expect(query.about).toBe('双清区 · 本月 · 按时办结率的分母')
  expect(countedOf(query.counted)).toEqual({
    divisionCode: '430500',
    groupBy: 'DIVISION',
    key: '430502',
    filter: { from: '2026-11-01' },
    measure: 'ON_TIME_RATE',
    part: 'DENOMINATOR',
  })
})

it('asks about no group where the number is the total', () => {
  const { query } = behind(question, { measure: 'OPEN', word: '在办' }) as { query: Record<string, string> }
  expect(query.about).toBe('本月 · 在办')
  expect(countedOf(query.counted)).toMatchObject({ measure: 'OPEN', part: 'NUMERATOR' })
  expect(countedOf(query.counted)?.key).toBeUndefined()
})

it('takes nonsense for nothing', () => {
  for (const text of [undefined, '', '{', '1', 'null', '{"measure":"OPEN"}']) expect(countedOf(text)).toBeUndefined()
})
