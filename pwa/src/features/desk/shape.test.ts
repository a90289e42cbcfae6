// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { shapeFor } from './shape'

it('needs a wider window for bigger type', () => {
  expect([1280, 1099, 760, 759].map(pixels => shapeFor(pixels))).toEqual(['WIDE', 'SHEET', 'SHEET', 'PHONE'])
  expect([1600, 1280, 900].map(pixels => shapeFor(pixels, 'l'))).toEqual(['WIDE', 'SHEET', 'PHONE'])
  expect([1920, 1280].map(pixels => shapeFor(pixels, 'xl'))).toEqual(['SHEET', 'PHONE'])
})
