import { describe, expect, it } from 'vitest'
import type { PolicyFragment } from '@/gql/graphql'
import { daysFrom, festivals, plainlyWorked, rulesOf } from './words'

describe('the working calendar in words', () => {
  it('says a festival in one sentence', () => {
    const days = [
      { day: '2026-01-31', off: false, name: '春节' },
      ...daysFrom('2026-02-27', '2026-03-02').map(day => ({ day, off: true, name: '春节' })),
      { day: '2026-04-04', off: true, name: '清明节' },
    ]
    expect(festivals(days)).toEqual([
      { name: '春节', text: '2月27日至3月2日放假，1月31日上班' },
      { name: '清明节', text: '4月4日放假' },
    ])
  })
  it('counts days over months and leap years', () => {
    expect(daysFrom('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01'])
    expect(daysFrom('2026-03-02', '2026-03-01')).toEqual([])
    expect(daysFrom('', '2026-03-01')).toEqual([])
  })
  it('knows the weekend', () => {
    expect(['2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30'].map(plainlyWorked)).toEqual([
      true,
      false,
      false,
      true,
    ])
  })
})

describe('a policy in words', () => {
  const policy = {
    steps: [
      { timer: 'SIGN', complexity: 'SIMPLE', text: '1 天' },
      { timer: 'SIGN', complexity: 'MAJOR', text: '1 天' },
      { timer: 'RESOLVE', complexity: 'SIMPLE', text: '7 天' },
      { timer: 'RESOLVE', complexity: 'CROSS_UNIT', text: '1 个月' },
      { timer: 'RESOLVE', complexity: 'MAJOR', text: '1 个月' },
    ],
    extensions: 0,
  } as unknown as PolicyFragment
  const said = (what: string) => rulesOf(policy).find(rule => rule.what === what)?.text
  it('says one time once, and several by complexity', () => {
    expect(said('签收')).toBe('1 天')
    expect(said('办结答复')).toBe('一般 7 天，跨部门、重大复杂 1 个月')
  })
  it('says what is not ruled', () => {
    expect(said('首次联系企业')).toBe('没有规定')
    expect(said('协办答复')).toBe('与办结答复相同')
    expect(said('延期')).toBe('单位不能申请')
  })
})
