// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { addressOf, download, nameIn } from './download'

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

afterEach(() => vi.unstubAllGlobals())

it('names the members of a filter as the contract does', () => {
  expect(addressOf('ledger')).toBe('/exports/ledger.xlsx')
  expect(
    addressOf('ledger', {
      divisionCode: '430500',
      status: ['CLOSED', 'HANDLED'],
      open: false,
      text: '',
      parkId: undefined,
    }),
  ).toBe('/exports/ledger.xlsx?divisionCode=430500&status=CLOSED&status=HANDLED&open=false')
})

it('reads the name of the file', () => {
  expect(
    nameIn(
      `attachment; filename="ledger.xlsx"; filename*=UTF-8''${encodeURIComponent('问题台账_邵阳市_20261122.xlsx')}`,
    ),
  ).toBe('问题台账_邵阳市_20261122.xlsx')
  expect(nameIn('attachment')).toBe('导出.xlsx')
})

it('says the refusal in the server’s words, and takes no login page of a Wi-Fi for a workbook', async () => {
  const answer = (body: string, status: number, type: string) =>
    vi.stubGlobal('fetch', async () => new Response(body, { status, headers: { 'content-type': type } }))
  answer('{"code":"INVALID","message":"没有 x 这个筛选条件。"}', 400, 'application/json')
  await expect(download('/exports/ledger.xlsx?x=1', () => {})).rejects.toThrow('没有 x 这个筛选条件。')
  answer('<html></html>', 200, 'text/html')
  await expect(download('/exports/ledger.xlsx', () => {})).rejects.toMatchObject({ code: 'NOT_OURS' })
})

it('counts what has come, and saves it', async () => {
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => {} }))
  vi.stubGlobal('fetch', async () => new Response('abc', { headers: { 'content-type': workbook, 'x-row-count': '7' } }))
  const seen: number[] = []
  expect(await download('/exports/ledger.xlsx', bytes => seen.push(bytes))).toBe(7)
  expect(seen.at(-1)).toBe(3)
  expect(clicked).toHaveBeenCalledOnce()
})
