// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { remember } from './offline/cache'
import { Caches } from './offline/testing'
import { refreshViewer, signIn, signOut, viewer } from './session'

const person = (account: string) =>
  new Response(
    JSON.stringify({ data: { viewer: { id: account, account, name: account, role: 'LINK_CADRE', divisions: [] } } }),
    { headers: { 'content-type': 'application/graphql-response+json' } },
  )

/** A server that is slow: each question waits until the test answers it. */
function slowServer() {
  const waiting: ((answer: Response) => void)[] = []
  vi.stubGlobal('fetch', (url: string) =>
    url.startsWith('/session') ? sessions(url) : new Promise(answer => waiting.push(answer)),
  )
  const answer = async (which: number, response: Response) => {
    await vi.waitUntil(() => waiting[which])
    waiting[which]?.(response)
  }
  return answer
}

/** Who signed in last has a key. */
function sessions(url: string): Response {
  if (url === '/session') return new Response(null, { status: 204 })
  return Response.json({ person: asking, key: btoa('k'.repeat(32)) })
}
let asking = 'cadre01'

afterEach(() => vi.unstubAllGlobals())

it('stays signed out when an older answer comes late', async () => {
  const answer = slowServer()
  const entering = signIn('cadre01', 'secret')
  await answer(0, person('cadre01'))
  await entering
  const earlier = refreshViewer()
  await signOut()
  await answer(1, person('cadre01'))
  await earlier
  expect(viewer.value).toBeNull()
})

it('takes what was read along when it signs out, and keeps nothing that comes later', async () => {
  vi.stubGlobal('caches', new Caches())
  const answer = slowServer()
  asking = 'cadre01'
  const entering = signIn('cadre01', 'secret')
  await answer(0, person('cadre01'))
  await entering
  expect(await remember('cadre01', 'query', {}, 'read')).toBe(true)
  expect(await caches.keys()).toEqual(['read cadre01'])
  await signOut()
  expect(await remember('cadre01', 'query', {}, 'late')).toBe(false)
  expect(await caches.keys()).toEqual([])
})

it('takes nobody for the person before', async () => {
  const answer = slowServer()
  asking = 'cadre02'
  const earlier = refreshViewer()
  const entering = signIn('cadre02', 'secret')
  await answer(1, person('cadre02'))
  await entering
  await answer(0, person('cadre01'))
  await earlier
  expect(viewer.value?.account).toBe('cadre02')
})
