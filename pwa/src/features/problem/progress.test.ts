import { expect, test } from 'vitest'
import type { ProblemEventKind } from '@/gql/graphql'
import { stepOf } from './progress'

test.each<[number, ProblemEventKind[]]>([
  [1, []],
  [1, ['REPORTED', 'RETURNED_FOR_INFO', 'SUPPLEMENTED']],
  [2, ['REPORTED', 'DISPATCHED']],
  [3, ['REPORTED', 'DISPATCHED', 'SIGNED', 'SIGNED', 'PROGRESS', 'REPLIED']],
  [4, ['REPORTED', 'DISPATCHED', 'SIGNED', 'REPLIED', 'REPLY_ACCEPTED']],
  [5, ['REPORTED', 'DISPATCHED', 'SIGNED', 'REPLIED', 'REPLY_ACCEPTED', 'EVALUATED']],
  [3, ['REPORTED', 'DISPATCHED', 'SIGNED', 'REPLIED', 'REPLY_ACCEPTED', 'REDO']],
  [4, ['REPORTED', 'SOLVED_ON_SITE']],
])('step %d after %j', (step, kinds) => {
  expect(stepOf(kinds.map(kind => ({ kind })))).toBe(step)
})
