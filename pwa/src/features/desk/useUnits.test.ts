import { describe, expect, it } from 'vitest'
import { type Unit, without, withRole } from './useUnits'

const unit = (organizationId: string, role: Unit['role']): Unit => ({
  organizationId,
  organizationName: organizationId,
  line: 'TERRITORY',
  role,
})
const roles = (units: Unit[]) => units.map(({ organizationId, role }) => `${organizationId} ${role}`)
const three = [unit('park', 'LEAD'), unit('industry', 'CO'), unit('bank', 'CO')]

describe('the units of a dispatch', () => {
  it('takes the lead from the others when one is to lead', () => {
    expect(roles(withRole(three, 1, 'LEAD'))).toEqual(['park CO', 'industry LEAD', 'bank CO'])
  })
  it('hands the lead on when the lead is to assist', () => {
    expect(roles(withRole(three, 0, 'CO'))).toEqual(['park CO', 'industry LEAD', 'bank CO'])
  })
  it('lets a single unit lead whatever is asked', () => {
    expect(roles(withRole([unit('park', 'LEAD')], 0, 'CO'))).toEqual(['park LEAD'])
  })
  it('hands the lead on when the lead is taken out', () => {
    expect(roles(without(three, 0))).toEqual(['industry LEAD', 'bank CO'])
    expect(roles(without(three, 2))).toEqual(['park LEAD', 'industry CO'])
  })
})
