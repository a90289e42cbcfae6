// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { afterEach, expect, it, vi } from 'vitest'
import { refreshViewer, signIn, signOut, viewer } from './session'

const person = (account: string) =>
  Response.json({ data: { viewer: { id: account, account, name: account, role: 'LINK_CADRE', divisions: [] } } })

/** A server that is slow: each question waits until the test answers it. */
function slowServer() {
  const waiting: ((answer: Response) => void)[] = []
  vi.stubGlobal('fetch', (url: string) =>
    url === '/session' ? new Response(null, { status: 204 }) : new Promise(answer => waiting.push(answer)),
  )
  const answer = async (which: number, response: Response) => {
    await vi.waitUntil(() => waiting[which])
    waiting[which]?.(response)
  }
  return answer
}

afterEach(() => vi.unstubAllGlobals())

it('stays signed out when an older answer comes late', async () => {
  const answer = slowServer()
  const entering = signIn('cadre01', 'secret')
  await answer(0, person('cadre01'))
  await entering
  const asking = refreshViewer()
  await signOut()
  await answer(1, person('cadre01'))
  await asking
  expect(viewer.value).toBeNull()
})

it('takes nobody for the person before', async () => {
  const answer = slowServer()
  const asking = refreshViewer()
  const entering = signIn('cadre02', 'secret')
  await answer(1, person('cadre02'))
  await entering
  await answer(0, person('cadre01'))
  await asking
  expect(viewer.value?.account).toBe('cadre02')
})
