import { expect, test } from 'vitest'
import { type Listed, ordered } from './order'

const enterprise = (name: string, lamp: Listed['lamp'], distance: number | null, day?: number) => ({
  name,
  lamp,
  distance,
  lastVisit: day === undefined ? null : { checkedInAt: `2026-10-${String(day).padStart(2, '0')}T00:00:00Z` },
})
const list = [
  enterprise('calm and near', null, 100, 12),
  enterprise('yellow', 'YELLOW', 180, 9),
  enterprise('red and far', 'RED', 9_000, 3),
  enterprise('red, place unknown', 'RED', null),
]
const names = (order: Parameters<typeof ordered>[1]) => ordered(list, order).map(e => e.name)

test('先急后远: the lamp, then the distance', () => {
  expect(names('URGENT')).toEqual(['red and far', 'red, place unknown', 'yellow', 'calm and near'])
})

test('按距离: unknown places last', () => {
  expect(names('NEAR')).toEqual(['calm and near', 'yellow', 'red and far', 'red, place unknown'])
})

test('按久未走访: never visited first', () => {
  expect(names('LONG_AGO')).toEqual(['red, place unknown', 'red and far', 'yellow', 'calm and near'])
})
