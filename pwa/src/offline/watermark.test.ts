import { expect, test } from 'vitest'
import { watermark } from './watermark'

test('says when, where, who and which visit', () => {
  const lines = watermark({
    at: new Date('2026-10-14T07:21:00Z'),
    place: '兴悦科技',
    fix: { lon: 111.123456, lat: 27.2, accuracy: 18.4 },
    person: { name: '联企干部·演示01', organization: { name: '双清区工信局' } },
    visit: '0199e2c1-0000-7000-8000-0000abcd1234',
  })
  expect(lines).toEqual([
    '2026-10-14 周三 15:21',
    '兴悦科技 111.12346, 27.20000 ±18 米',
    '联企干部·演示01 双清区工信局',
    '走访 ABCD1234',
  ])
})

test('says nothing of what is not known', () => {
  expect(watermark({ at: new Date('2026-10-14T07:21:00Z'), place: '' })).toEqual(['2026-10-14 周三 15:21'])
})
