// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { cadresOf, type EnterpriseLine, filterOf } from './useEnterprises'

it('asks for those that nobody answers for unless the address asks for all', () => {
  expect(filterOf({}).unassigned).toBe(true)
  expect(filterOf({ tab: 'nonsense' }).unassigned).toBe(true)
  expect(filterOf({ tab: 'all', division: '430502', text: '机械' })).toEqual({
    unassigned: undefined,
    divisionCode: '430502',
    text: '机械',
  })
  expect(filterOf({ division: '', text: '' })).toEqual({ unassigned: true })
})

it('names who answers for an enterprise, or who will', () => {
  const link = (name: string) => ({ id: name, role: 'LEAD' as const, cadre: { id: name, name } })
  const later = (name: string, startsOn: string) => ({ ...link(name), startsOn })
  const line = (now: string[], next: [string, string][]) =>
    ({
      assignments: now.map(link),
      plannedAssignments: next.map(([name, day]) => later(name, day)),
    }) as Partial<EnterpriseLine> as EnterpriseLine
  const day = (date: string) => `${date} `
  expect(cadresOf(line(['甲', '乙'], [['丙', '2026-12-01']]), day)).toBe('甲、乙')
  expect(cadresOf(line([], [['丙', '2026-12-01']]), day)).toBe('2026-12-01 起 丙')
  expect(cadresOf(line([], []), day)).toBe('')
})
