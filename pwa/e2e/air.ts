// The way to the server through the air: as good as a cable until it is `thin`, and then like 2G for what the app asks, tells
// and sends: slow, and three of ten are lost, half of them before the server has heard of them and half when it has answered.
// It writes down what reached the server and what the phone was told. All answers are the server's own.
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A request that reached the server: the words of a record, or a piece of a photo. */
export interface Reached {
  /** The record's id, or the photo's hash. */
  id: string
  what: 'words' | 'photo'
  /** Whether the server has taken it. */
  taken: boolean
}

interface Manner {
  /** 0 to 1, for each request anew. */
  random: () => number
  /** Milliseconds that a request and its answer are on their way, beside their bytes. */
  delay: number
  /** Bytes in a second. */
  rate: number
}

const loss = 0.3
const narrow = /^\/(graphql|uploads)\b/

export class Air {
  private readonly server: Server
  thin = false
  requests = 0
  lost = 0
  bytes = 0
  /** What reached the server, in order. */
  readonly reached: Reached[] = []
  /** What each record was sent as: its input, in every form that was ever sent. */
  readonly inputs = new Map<string, Set<string>>()
  /** By record, the hashes that the last receipt told the phone of. */
  readonly receipts = new Map<string, readonly string[]>()
  /** The hashes that the phone was told to be at the server whole. */
  readonly whole = new Set<string>()

  constructor(
    private readonly origin: string,
    private readonly manner: Manner,
  ) {
    this.server = createServer((from, to) => {
      const passing = this.thin && narrow.test(from.url ?? '') ? this.crawl(from, to) : this.pass(from, to)
      passing.catch(() => to.destroy())
    })
  }

  /** Returns the address at which it stands. */
  async open(): Promise<string> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  close() {
    this.server.closeAllConnections()
    this.server.close()
  }

  /** The records of which the phone was told that all is there. */
  get complete(): string[] {
    return [...this.receipts]
      .filter(([id, held]) => this.announced(id).every(hash => held.includes(hash)))
      .map(([id]) => id)
  }

  /** The photos with which a record was sent. */
  announced(id: string): string[] {
    return (this.sentAs(id).photos ?? []).map(({ sha256 }) => sha256)
  }

  /** Of a problem. */
  titleOf(id: string): string | undefined {
    return this.sentAs(id).title
  }

  private sentAs(id: string): { title?: string; photos?: { sha256: string }[] } {
    const [input = '{}'] = this.inputs.get(id) ?? []
    return JSON.parse(input)
  }

  /** How many photos of a record the phone was told to be there. */
  told(id: string): number {
    const held = this.receipts.get(id) ?? []
    return this.announced(id).filter(hash => this.whole.has(hash) || held.includes(hash)).length
  }

  private async pass(from: IncomingMessage, to: ServerResponse) {
    const answer = await this.forward(from, from)
    begin(to, answer)
    answer.pipe(to)
    to.on('close', () => answer.destroy())
  }

  private async crawl(from: IncomingMessage, to: ServerResponse) {
    const { random } = this.manner
    const fate = random()
    const body = await all(from)
    this.requests++
    await this.carry(body.length)
    if (fate < loss / 2) return this.lose(to)

    const asked = askedIn(from, body)
    const known = asked && this.arrive(asked)
    const answer = await this.forward(from, body)
    const said = await all(answer)
    const held = asked && heldIn(asked, from, answer, said)
    if (known) known.taken = held !== undefined
    await this.carry(said.length)
    if (fate < loss) return this.lose(to)

    if (asked && held) this.tell(asked, held)
    begin(to, answer)
    to.end(said)
  }

  private arrive({ id, what, input }: Asked): Reached | undefined {
    if (input) this.inputs.set(id, (this.inputs.get(id) ?? new Set()).add(input))
    if (what === 'question') return undefined
    const reached = { id, what, taken: false }
    this.reached.push(reached)
    return reached
  }

  private tell({ id, what }: Asked, held: readonly string[]) {
    if (what === 'words') this.receipts.set(id, held)
    else for (const hash of held) this.whole.add(hash)
  }

  private async carry(length: number) {
    const { delay, rate, random } = this.manner
    this.bytes += length
    await sleep(delay * (0.5 + random()) + (length / rate) * 1_000)
  }

  private lose(to: ServerResponse) {
    this.lost++
    to.destroy()
  }

  private async forward({ url: path, method, headers }: IncomingMessage, body: IncomingMessage | Buffer) {
    const { hostname, port } = new URL(this.origin)
    return new Promise<IncomingMessage>((resolve, reject) => {
      const onward = request({ hostname, port, method, path, headers }, resolve).on('error', reject)
      if (Buffer.isBuffer(body)) onward.end(body)
      else body.pipe(onward)
    })
  }
}

interface Asked {
  id: string
  what: Reached['what'] | 'question'
  input?: string
}

/** Which record or photo a request is about; undefined for all that only reads. */
function askedIn({ url = '', method }: IncomingMessage, body: Buffer): Asked | undefined {
  const [, hash] = /^\/uploads\/([0-9a-f]{64})$/.exec(url) ?? []
  if (hash) return { id: hash, what: method === 'PATCH' ? 'photo' : 'question' }
  const { query, variables } = JSON.parse(body.toString())
  const id = variables?.input?.id
  return id && /^\s*mutation\b/.test(query) ? { id, what: 'words', input: JSON.stringify(variables.input) } : undefined
}

/** The hashes of the photos that the server says it holds whole, of those that were asked about; undefined when it has refused. */
function heldIn(
  { id, what }: Asked,
  from: IncomingMessage,
  answer: IncomingMessage,
  said: Buffer,
): string[] | undefined {
  if (answer.statusCode !== 200 && answer.statusCode !== 204) return undefined
  if (what !== 'words') {
    const length = answer.headers['upload-length'] ?? from.headers['upload-length']
    return answer.headers['upload-offset'] === length ? [id] : []
  }
  const { data } = JSON.parse(said.toString()) as {
    data?: Record<string, { receipt?: { id: string; photos: string[] } }>
  }
  const receipt = Object.values(data ?? {})[0]?.receipt
  return receipt?.id === id ? receipt.photos : undefined
}

/** Each request has a connection of its own: on one that was kept, a browser repeats by itself what was lost. */
function begin(to: ServerResponse, { statusCode = 502, headers }: IncomingMessage) {
  to.writeHead(statusCode, { ...headers, connection: 'close' })
}

async function all(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts)
}
