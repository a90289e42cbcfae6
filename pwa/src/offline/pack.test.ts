import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { OneCache, phone, Server } from './testing'

/** A server that has a pack: what changed, page by page, the outlines and the policies. */
class PackServer extends Server {
  asked: { operation: string; variables: Record<string, unknown> }[] = []
  pages: object[] = []
  firms: Record<string, object> = { firm: firm('firm'), mill: firm('mill'), farm: firm('farm', '430511') }

  override async fetch(url: string, init: RequestInit): Promise<Response> {
    if (url !== '/graphql') return super.fetch(url, init)
    const { query, variables } = JSON.parse(String(init.body))
    const operation = /query (\w+)/.exec(query)?.[1] ?? ''
    this.asked.push({ operation, variables })
    const answers: Record<string, () => object> = {
      Pack: () => ({ changes: this.pages.shift() ?? page({ cursor: String(variables.since) }) }),
      PackEnterprises: () => ({ enterprises: { nodes: variables.id.map((id: string) => this.firms[id]) } }),
      PackProblems: () => ({ problems: { nodes: variables.id.map((id: string) => ({ id, title: id })) } }),
      MyEnterprises: () => ({ viewer: { enterprises: { totalCount: 2, nodes: [] } } }),
      Outline: () => ({ division: { code: variables.code, name: '双清区', outline: null, labelPoint: null } }),
      PolicyBook: () => ({ policies: { totalCount: 1, nodes: [{ id: 'law', title: '稳岗返还' }], pageInfo: {} } }),
      PackPolicies: () => ({
        viewer: { enterprises: { nodes: [{ id: 'firm', policies: { totalCount: 1, nodes: [] } }] } },
      }),
    }
    const data = answers[operation]?.()
    return new Response(JSON.stringify({ data }), { headers: { 'content-type': 'application/graphql-response+json' } })
  }

  count(operation: string) {
    return this.asked.filter(one => one.operation === operation).length
  }
}

function firm(id: string, code = '430502') {
  return { id, name: id, division: { code, name: code } }
}

function page(more: object) {
  return { cursor: 'c', reset: false, more: false, enterprises: [], problems: [], gone: [], ...more }
}

let server: PackServer
phone(() => server)

const { viewer } = await import('@/session')
const {
  EnterpriseDocument,
  EnterprisePoliciesDocument,
  MyEnterprisesDocument,
  OutlineDocument,
  PolicyBookDocument,
  PolicyDocument,
  ProblemDocument,
} = await import('@/gql/graphql')
const { speakFor } = await import('@/gql/client')
const { drop, forget, remember, remembered } = await import('./cache')
const { holds, packOf, refreshPack } = await import('./pack')

const owner = 'person-1'
const first = () =>
  page({ reset: true, cursor: 'one', enterprises: [{ id: 'firm' }, { id: 'mill' }], problems: [{ id: 'dust' }] })
const at = (hours: number) => () => hours * 3_600_000
const has = async (document: { toString(): string }, variables: object) =>
  Boolean(await remembered(owner, document.toString(), variables))

beforeEach(async () => {
  server = new PackServer()
  viewer.value = {
    id: owner,
    account: 'cadre01',
    name: '',
    role: 'LINK_CADRE',
    unreadCount: 0,
    organization: null,
    enterprise: null,
    divisions: [],
  }
  speakFor(owner)
  await forget(owner)
})

test('all that screens ask for lies where they look: firms, problems, outlines, the book and which of it is for whom', async () => {
  server.pages = [first()]
  const pack = await refreshPack(owner, at(1))
  expect(pack).toMatchObject({ enterprises: 2, problems: 1, asOf: 3_600_000 })
  expect(pack.bytes).toBeGreaterThan(100)
  expect(await packOf(owner)).toMatchObject({ enterprises: 2, bytes: pack.bytes })
  expect(holds(pack, [{ id: 'firm' }, { id: 'mill' }])).toBe(true)
  expect(holds(pack, [{ id: 'firm' }, { id: 'new' }])).toBe(false)
  expect(await has(MyEnterprisesDocument, { first: 100 })).toBe(true)
  expect(await has(EnterpriseDocument, { id: 'mill' })).toBe(true)
  expect(await has(ProblemDocument, { id: 'dust' })).toBe(true)
  expect(await has(OutlineDocument, { code: '430502' })).toBe(true)
  expect(await has(PolicyBookDocument, { filter: { withdrawn: false } })).toBe(true)
  expect(await has(PolicyDocument, { id: 'law' })).toBe(true)
  expect(await has(EnterprisePoliciesDocument, { id: 'firm' })).toBe(true)
  expect(server.count('Outline')).toBe(1)
})

test('outlines come once, policies twice a day and with a new firm', async () => {
  server.pages = [first()]
  await refreshPack(owner, at(1))
  await refreshPack(owner, at(12))
  expect([server.count('Pack'), server.count('Outline'), server.count('PolicyBook')]).toEqual([2, 1, 1])
  await refreshPack(owner, at(14))
  expect(server.count('PolicyBook')).toBe(2)
  server.pages = [page({ enterprises: [{ id: 'farm' }] })]
  expect(await refreshPack(owner, at(15))).toMatchObject({ enterprises: 3, problems: 1 })
  expect([server.count('Outline'), server.count('PolicyBook')]).toEqual([2, 3])
})

test('more than one question may ask for comes in parts', async () => {
  const many = Array.from({ length: 45 }, (_, i) => `firm-${i}`)
  for (const id of many) server.firms[id] = firm(id)
  server.pages = [
    page({ reset: true, enterprises: many.map(id => ({ id })), problems: many.map(id => ({ id: `p-${id}` })) }),
  ]
  expect(await refreshPack(owner, at(1))).toMatchObject({ enterprises: 45, problems: 45 })
  expect([server.count('PackEnterprises'), server.count('PackProblems')]).toEqual([3, 9])
})

test('a new set of firms begins anew, outlines too', async () => {
  server.pages = [first()]
  await refreshPack(owner, at(1))
  server.pages = [page({ reset: true, enterprises: [{ id: 'farm' }] })]
  expect(await refreshPack(owner, at(2))).toMatchObject({ enterprises: 1, problems: 0 })
  expect(await has(OutlineDocument, { code: '430502' })).toBe(false)
  expect(await has(OutlineDocument, { code: '430511' })).toBe(true)
})

test('a pack that has lost a copy is fetched anew', async () => {
  server.pages = [first()]
  await refreshPack(owner, at(1))
  await drop(owner, EnterpriseDocument.toString(), { id: 'mill' })
  server.pages = [page({ cursor: 'one' }), first()]
  await refreshPack(owner, at(2))
  expect(server.asked.findLast(one => one.operation === 'Pack')?.variables.since).toBeUndefined()
  expect(await has(EnterpriseDocument, { id: 'mill' })).toBe(true)
  await refreshPack(owner, at(3))
  expect(server.asked.findLast(one => one.operation === 'Pack')?.variables.since).toBe('one')
})

test('what has no room is not asked for again and again', async () => {
  const { put } = OneCache.prototype
  onTestFinished(() => void Object.assign(OneCache.prototype, { put }))
  OneCache.prototype.put = async function (place, answer) {
    if (place.includes('mill')) throw new DOMException('full', 'QuotaExceededError')
    return put.call(this, place, answer)
  }
  server.pages = [first()]
  await refreshPack(owner, at(1))
  await refreshPack(owner, at(2))
  expect(server.count('PackEnterprises')).toBe(1)
  expect(holds(await packOf(owner), [{ id: 'mill' }])).toBe(false)
})

test('a pack of before there were outlines is fetched anew', async () => {
  await remember(
    owner,
    'pack',
    {},
    { cursor: 'old', sizes: {}, firms: [], asOf: 1, enterprises: 0, problems: 0, bytes: 0 },
  )
  server.pages = [first()]
  await refreshPack(owner, at(1))
  expect(server.asked[0]?.variables.since).toBeUndefined()
  await refreshPack(owner, at(2))
  expect(server.asked.findLast(one => one.operation === 'Pack')?.variables.since).toBe('one')
})
