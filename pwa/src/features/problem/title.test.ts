import { expect, test } from 'vitest'
import { titleOf } from './title'

test.each([
  ['园区没有公交，员工不便；租金负担重。', '园区没有公交，员工不便'],
  ['  招工难\n旺季缺 30 人', '招工难'],
  ['难', ''],
  ['', ''],
  ['。租金太高', '。租金太高'],
])('%j is known as %j', (words, title) => {
  expect(titleOf(words)).toBe(title)
})

test('never longer than 60 characters', () => {
  const title = titleOf('问'.repeat(200))
  expect([...title]).toHaveLength(60)
  expect(title.endsWith('…')).toBe(true)
})
