// Sends one picture's bytes to /uploads/{sha256}, going on where an earlier try stopped.
import { Fault, fromBody, notOursWords, send } from '@/gql/client'

const chunk = 256 * 1024
const patience = 60_000

/**
 * Returns when the server holds every byte. Calls `progress` with the bytes it holds.
 * Throws Fault: INTERNAL or NOT_OURS for what may pass, TOO_LARGE, FORBIDDEN or INVALID when the server itself says that
 * it will never take them.
 */
export async function upload(sha256: string, bytes: Blob, progress: (held: number) => void): Promise<void> {
  const url = `/uploads/${sha256}`
  let held = await heldBytes(sha256)
  let fruitless = 0
  while (held < bytes.size) {
    progress(held)
    const response = await send(
      url,
      {
        method: 'PATCH',
        headers: {
          'content-type': 'application/offset+octet-stream',
          'upload-offset': String(held),
          'upload-length': String(bytes.size),
        },
        body: bytes.slice(held, held + chunk),
      },
      patience,
    )
    if (![204, 409, 460].includes(response.status)) throw await refusal(response)
    const now = response.status === 204 ? offset(response) : await heldBytes(sha256)
    if (now <= held && ++fruitless > 2) throw new Fault('INTERNAL', '照片在路上损坏，等一会儿重发')
    held = now
  }
  progress(held)
}

/** How many bytes the server holds of a picture; 0 when it has never heard of it. Throws Fault. */
export async function heldBytes(sha256: string): Promise<number> {
  const response = await send(`/uploads/${sha256}`, { method: 'HEAD' }, patience)
  if (response.status === 404 && ours(response)) return 0
  if (!response.ok) throw await refusal(response)
  return offset(response)
}

function offset(response: Response): number {
  const value = response.headers.get('upload-offset')
  if (!value || !/^\d+$/.test(value)) throw new Fault('NOT_OURS', notOursWords)
  return Number(value)
}

/** Our server refuses with an error and in JSON; whatever else answers, such as the login page of a Wi-Fi, is not believed. */
const ours = ({ status, headers }: Response) => status >= 400 && /json/.test(headers.get('content-type') ?? '')

async function refusal(response: Response): Promise<Fault> {
  const { status } = response
  if (!ours(response)) return new Fault('NOT_OURS', notOursWords)
  if (status === 423) return new Fault('INTERNAL', '这张照片正在由另一个页面发送')
  if (status === 403) return fromBody(response, 'FORBIDDEN', '你现在不能上传照片')
  return fromBody(response, 'INVALID', `服务器不收这张照片（${status}）`)
}
