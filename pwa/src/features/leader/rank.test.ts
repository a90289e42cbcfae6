import { describe, expect, it } from 'vitest'
import { percentWords, type Row, rank } from './rank'

const row = (name: string, numerator: number, denominator: number, rank: number | null = null) =>
  ({ key: name, name, rank, measures: { onTimeRate: { numerator, denominator, percent: null } } }) as Row

describe('the ranking of units', () => {
  it('follows the rank, and among equals the number of cases', () => {
    const { ranked } = rank([row('甲', 9, 10, 3), row('乙', 20, 20, 1), row('丙', 18, 20, 3), row('丁', 10, 10, 1)])
    expect(ranked.map(({ name }) => name)).toEqual(['乙', '丁', '丙', '甲'])
  })
  it('names units with too few cases and those with none in a sentence', () => {
    const { ranked, rest } = rank([row('甲', 9, 9), row('乙', 3, 4), row('丙', 0, 0), row('丁', 10, 10, 1)])
    expect(ranked.map(({ name }) => name)).toEqual(['丁'])
    expect(rest).toBe('甲、乙应办 13 件，按时 12 件，每家不足 10 件，不排名。丙无应办。')
  })
  it('counts where there are too many to name', () => {
    const few = Array.from({ length: 6 }, (_, i) => row(`单位${i}`, 1, 1))
    expect(rank(few).rest).toContain('单位4等 6 个单位应办 6 件')
  })
})

it('never calls nothing due zero percent', () => {
  expect(percentWords({ numerator: 0, denominator: 0, percent: null })).toBe('无应办')
  expect(percentWords({ numerator: 0, denominator: 3, percent: 0 })).toBe('0.0%')
  expect(percentWords({ numerator: 181, denominator: 190, percent: 95.3 })).toBe('95.3%')
})
