// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { levelsFrom } from './levels'

it('parts the levels into the own, those below and those above, each in one part', () => {
  expect(levelsFrom('CITY')).toEqual({ own: ['CITY'], below: ['COUNTY', 'TOWN'], above: ['PROVINCE'] })
  expect(levelsFrom('PROVINCE')).toEqual({ own: ['PROVINCE'], below: ['CITY', 'COUNTY', 'TOWN'], above: [] })
  expect(levelsFrom()).toEqual(levelsFrom('PROVINCE'))
})
