// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { areaOf } from './useAreaMap'

const division = { code: '430502', name: '双清区', boundary: null, labelPoint: null }
const rows = (open: number, overdue: number) => [{ key: '430502', measures: { open, overdue } }]

it('shades a division by the worst in it and says the number', () => {
  expect(areaOf(division, rows(9, 2))).toMatchObject({ shade: 'LATE', more: '超期 2' })
  expect(areaOf(division, rows(9, 0))).toMatchObject({ shade: 'OPEN', more: '在办 9' })
  expect(areaOf(division, rows(0, 0))).toMatchObject({ shade: 'CLEAR' })
  expect(areaOf(division, [])).toMatchObject({ shade: 'CLEAR' })
})

it('says nothing where the reader has no numbers', () => {
  expect(areaOf(division, undefined)).toEqual({ ...division, shade: 'NONE' })
})
