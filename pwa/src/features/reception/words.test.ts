import { expect, test } from 'vitest'
import { titleOf } from './words'

test('the title of a question is its first sentence, and never too long', () => {
  expect(titleOf(' 门口的路坏了。什么时候修？')).toBe('门口的路坏了')
  expect(titleOf('？路')).toBe('？路')
  expect(titleOf('路'.repeat(80))).toHaveLength(60)
})
