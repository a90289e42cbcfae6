import { describe, expect, it } from 'vitest'
import { changesSince, dispatchOf, letOff } from './problem'

const now = Date.parse('2026-10-14T07:30:00Z')

describe('what others did meanwhile', () => {
  const event = { actor: null }
  const after = {
    version: 5,
    statusText: '办理中',
    events: {
      nodes: [
        { ...event, version: 3, at: '2026-10-14T05:00:00Z', kindText: '受理并交办', note: null, organization: null },
        {
          ...event,
          version: 4,
          at: '2026-10-14T07:20:00Z',
          kindText: '签收',
          note: null,
          organization: { id: 'o', name: '区工信局' },
        },
        {
          ...event,
          version: 5,
          at: '2026-10-14T07:25:00Z',
          kindText: '报告进展',
          note: '已约见',
          organization: { id: 'o', name: '区工信局' },
        },
      ],
    },
  }

  it('names what came after the version on the screen, and where the problem stands', () => {
    expect(changesSince({ version: 3 }, after, now)).toEqual([
      '今天 15:20 区工信局签收',
      '今天 15:25 区工信局报告进展：已约见',
      '现在是：办理中',
    ])
  })
  it('says nothing when nothing moved', () => {
    expect(changesSince({ version: 5 }, after, now)).toEqual([])
  })
})

describe("a unit's own dispatch", () => {
  const dispatch = (id: string, round: number, organizationId: string, dispatchedAt: string) => ({
    id,
    round,
    dispatchedAt,
    organization: { id: organizationId },
  })
  it('is the newest of the newest round', () => {
    const all = [
      dispatch('old', 1, 'a', '2026-10-01T00:00:00Z'),
      dispatch('new', 2, 'a', '2026-10-09T00:00:00Z'),
      dispatch('again', 2, 'a', '2026-10-10T00:00:00Z'),
      dispatch('other', 2, 'b', '2026-10-11T00:00:00Z'),
    ]
    expect(dispatchOf(all, 'a')?.id).toBe('again')
    expect(dispatchOf(all, 'c')).toBeUndefined()
    expect(dispatchOf(all, undefined)).toBeUndefined()
  })
})

describe('the units that were let off', () => {
  const dispatch = (id: string, round: number, status: 'RETURNED' | 'HANDLING') => ({
    round,
    status,
    organization: { id },
  })
  it('are those that gave the problem back in this round', () => {
    const dispatches = [dispatch('a', 2, 'HANDLING'), dispatch('b', 2, 'RETURNED'), dispatch('c', 1, 'RETURNED')]
    expect(letOff({ round: 2, dispatches })).toEqual(['b'])
  })
})
