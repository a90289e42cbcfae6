import { expect, test } from 'vitest'
import { direction, mistake } from './words'

const here = { lon: 111.47, lat: 27.24 }

test.each([
  [0, 0.01, '北'],
  [0.01, 0.009, '东北'],
  [0.01, 0, '东'],
  [0.01, -0.009, '东南'],
  [0, -0.01, '南'],
  [-0.01, -0.009, '西南'],
  [-0.01, 0.0001, '西'],
  [-0.01, -0.0001, '西'],
  [-0.01, 0.009, '西北'],
])('%s east and %s north is %s', (east, north, wind) => {
  expect(direction(here, { lon: here.lon + east, lat: here.lat + north })).toBe(wind)
})

test('only a shift that maps make explains a wrong point', () => {
  expect(mistake('GCJ02')).toContain('高德')
  expect(mistake('BD09')).toContain('百度')
  expect(mistake(null)).toBe('')
})
