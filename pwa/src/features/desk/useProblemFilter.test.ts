// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { filterOf, stages } from './useProblemFilter'

it('reads the filter that an address asks for', () => {
  expect(filterOf({ division: '430502', stage: 'overdue', category: 'FINANCE' })).toMatchObject({
    divisionCode: '430502',
    overdue: true,
    category: ['FINANCE'],
  })
  expect(filterOf({ organization: 'o1', park: 'k1', text: '公交', topic: 't1' })).toMatchObject({
    organizationId: 'o1',
    parkId: 'k1',
    topicId: 't1',
    text: '公交',
  })
})

it('asks for everything where nothing or nonsense is asked', () => {
  const everything = Object.values(filterOf({ stage: 'nonsense' })).filter(value => value !== undefined)
  expect(everything).toEqual([])
})

it('names each stage once', () => {
  expect(new Set(stages.map(({ value }) => value)).size).toBe(stages.length)
})
