import { expect, test } from 'vitest'
import type { PolicyFullFragment } from '@/gql/graphql'
import { forWhom, says } from './words'

const policy: PolicyFullFragment = {
  id: '1',
  title: '技改补助',
  issuer: '市工信局',
  documentNumber: '邵工信〔2026〕1号',
  issuedOn: '2026-01-01',
  validTo: null,
  phone: null,
  url: null,
  withdrawnAt: null,
  withdrawReason: null,
  expired: false,
  sectors: ['INDUSTRY'],
  amount: '最高 200 万元',
  applyMode: 'NORMAL',
  version: 1,
  changedAt: '2026-01-01T00:00:00Z',
  division: { code: '430500', name: '邵阳市' },
  clauses: [{ id: '2', heading: '对象', text: '规上企业 ABC', url: null }],
}

test('a policy is found by any of its words', () => {
  for (const text of ['技改', '工信局', '〔2026〕', '200 万', '对象', '规上企业 abc'])
    expect(says(policy, text)).toBe(true)
  expect(says(policy, '农机')).toBe(false)
})

test('no industry is every one', () => {
  expect(forWhom([])).toBe('所有行业')
  expect(forWhom(['INDUSTRY', 'SERVICE'])).toBe('工业、服务业')
})
