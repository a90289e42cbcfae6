import { expect, test, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { checkIn, drain, server } from '@/offline/testingWork'

vi.stubGlobal('addEventListener', () => {})
vi.stubGlobal('removeEventListener', () => {})
const { useVisitHere } = await import('./useVisitHere')

test.each([true, false])(
  'a check-in that is delivered while the form is open stays the one that the problem belongs to; named: %s',
  async named => {
    const id = await checkIn()
    const shown = effectScope()
    const here = shown.run(() =>
      useVisitHere(
        () => 'e1',
        () => (named ? id : undefined),
      ),
    )
    await expect.poll(() => here?.value).toMatchObject({ id, waiting: true })
    await drain()
    server.online = false
    await nextTick()
    await expect.poll(() => here?.value).toMatchObject({ id, waiting: false })
    shown.stop()
  },
)

test('where nobody checked in a problem belongs to no visit', async () => {
  const shown = effectScope()
  const here = shown.run(() =>
    useVisitHere(
      () => 'e1',
      () => undefined,
    ),
  )
  await nextTick()
  expect(here?.value).toBeNull()
  shown.stop()
})
