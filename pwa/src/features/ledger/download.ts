// Fetches a workbook and hands it to the browser as a file.
import { Fault, fromBody, notOursWords, offlineWords, send } from '@/gql/client'

/** How long the server may take to read the rows, milliseconds. */
const patience = 180_000
const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The address of a workbook: the members of a filter as the contract names them, lists repeated. A plain link to it works, too. */
export function addressOf(name: string, filter: object = {}): string {
  const members = new URLSearchParams()
  for (const [member, value] of Object.entries(filter)) {
    for (const one of [value].flat())
      if (one !== undefined && one !== null && one !== '') members.append(member, String(one))
  }
  const text = members.toString()
  return `/exports/${name}.xlsx${text && `?${text}`}`
}

/** Saves the workbook under the name that the server gives it; returns how many rows it has. Throws Fault. */
export async function download(address: string, progress: (bytes: number) => void): Promise<number> {
  const response = await send(address, {}, patience)
  if (!response.ok) throw await fromBody(response, 'INVALID', '没能导出')
  if (response.headers.get('content-type') !== workbook || !response.body) throw new Fault('NOT_OURS', notOursWords)
  const parts: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  const reader = response.body.getReader()
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new Fault('NETWORK', offlineWords)
    })
    if (done) break
    parts.push(value)
    bytes += value.length
    progress(bytes)
  }
  save(new Blob(parts, { type: workbook }), nameIn(response.headers.get('content-disposition') ?? ''))
  return Number(response.headers.get('x-row-count'))
}

/** The name of the file in a Content-Disposition, RFC 5987. */
export function nameIn(disposition: string): string {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/.exec(disposition) ?? []
  return encoded ? decodeURIComponent(encoded) : '导出.xlsx'
}

function save(file: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
