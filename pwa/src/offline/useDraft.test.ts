// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import { effectScope } from 'vue'
import { phone, Server } from './testing'

const server = new Server()
phone(() => server)

const { viewer } = await import('@/session')
const { database } = await import('./db')
const { loadDraft } = await import('./drafts')
const outbox = await import('./outbox')
const { useDraft } = await import('./useDraft')

const me = { id: 'me', account: 'cadre01', name: '联企干部·演示01', role: 'LINK_CADRE' as const, unreadCount: 0 }
const record = (id: string) => ({
  ...{ id, kind: 'SUPPLEMENT' as const, title: '补充', about: '兴悦科技' },
  input: { id, problemId: 'p1', note: '补充' },
})

beforeEach(async () => {
  server.online = false
  viewer.value = { ...me, organization: null, enterprise: null, divisions: [] }
  const db = await database()
  for (const store of db.objectStoreNames) await db.clear(store)
})

/** A form that is shown, in which `words` were written a moment ago. */
async function form(words: string) {
  const shown = effectScope()
  const draft = shown.run(() => useDraft('form', () => ({ words: '' })))
  if (!draft) throw new Error('no form')
  await draft.loaded
  draft.fields.words = words
  await Promise.resolve()
  return { ...draft, close: () => shown.stop() }
}

test.each(['before', 'while'])(
  'a form that is saved %s it is submitted leaves no draft behind, whose id would be sent again',
  async when => {
    const { flush, hand, close, key } = await form('写完就交')
    const before = when === 'before' ? flush() : undefined
    const handing = hand(record('r1'))
    await Promise.all([before, flush(), handing])
    expect(await handing).toBe(true)
    close()
    await flush()
    expect(await loadDraft(key, 'me')).toBeNull()
    expect(await outbox.waiting('me')).toMatchObject([{ id: 'r1' }])
  },
)

test('what is given up while it is being saved is gone', async () => {
  const { flush, drop, key } = await form('不要了')
  const saving = flush()
  await drop()
  await saving
  expect(await loadDraft(key, 'me')).toBeNull()
})

test('what could not be submitted stays a draft, also what was written since it was last saved', async () => {
  const { hand, trouble, flush, key } = await form('还没交上')
  expect(await hand(record([{}] as never))).toBe(false)
  await flush()
  expect(trouble.value).not.toBe('')
  expect(await loadDraft(key, 'me')).toMatchObject({ fields: { words: '还没交上' } })
})
