// Asks the server by GraphQL over plain fetch, and turns everything that can go wrong into one Fault with words.

import { deviceHeaders, hearClock } from '@/offline/heartbeat'
import type { ErrorCode, TypedDocumentString } from './graphql'
import { reachable } from './reach'

/** NETWORK: nobody answered. NOT_OURS: somebody else did, such as the login page of a Wi-Fi. */
export type FaultCode = ErrorCode | 'NETWORK' | 'NOT_OURS'

export class Fault extends Error {
  constructor(
    readonly code: FaultCode,
    message: string,
    readonly field: readonly string[] = [],
    /** Seconds that the server asks to wait. */
    readonly retryAfter?: number,
  ) {
    super(message)
  }

  /** Whether the same request may succeed later without a person changing anything. */
  get passing(): boolean {
    return ['NETWORK', 'NOT_OURS', 'TOO_MANY', 'INTERNAL'].includes(this.code)
  }
}

export const offlineWords = '没有连上服务器，检查网络后再试'
export const notOursWords = '这个网络要先登录，打开浏览器登录 Wi-Fi 后再试'

const graphql = 'application/graphql-response+json'

let onUnauthenticated = () => {}

/** Names what happens when the server says that nobody is signed in. Nothing on the phone is dropped. */
export function whenUnauthenticated(act: () => void) {
  onUnauthenticated = act
}

let person = ''
let silent = false
/** The questions in flight. */
const questions = new Set<AbortController>()

/**
 * Names who is asking, by id; what was asked for another ends. The server refuses what is asked for one person by the
 * session of another, as when somebody else has signed in meanwhile in another tab.
 */
export function speakFor(id: string) {
  if (id !== person) fallSilent()
  person = id
  silent = false
}

/** Ends every question, so that no answer comes for one who has left, and asks none until somebody is named; what is being sent goes on. */
export function fallSilent() {
  silent = true
  for (const question of questions) question.abort()
}

/** Whether it is this person who asks: of one who has left, or is leaving, no answer is kept. */
export const asks = (id: string) => id !== '' && id === person && !silent

export type Variables<T> = T extends TypedDocumentString<infer _Result, infer V> ? V : never
export type Result<T> = T extends TypedDocumentString<infer R, infer _Variables> ? R : never

/**
 * Returns the answer's data. Throws Fault; on UNAUTHENTICATED it also calls the named act. Only our server answers in the
 * media type of GraphQL: JSON of a Wi-Fi that wants a login is not taken for data, and never stored as a copy of it.
 */
export async function ask<R, V>(document: TypedDocumentString<R, V>, variables: V, signal?: AbortSignal): Promise<R> {
  if (silent) throw new Fault('NETWORK', offlineWords)
  const question = new AbortController()
  questions.add(question)
  signal?.addEventListener('abort', () => question.abort())
  try {
    return await post(document, variables, question.signal)
  } finally {
    questions.delete(question)
  }
}

async function post<R, V>(document: TypedDocumentString<R, V>, variables: V, signal?: AbortSignal): Promise<R> {
  const response = await send('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: `${graphql}, application/json` },
    body: JSON.stringify({ query: document.toString(), variables }),
    signal,
  })
  const answer = await json(response)
  if (!response.headers.get('content-type')?.startsWith(graphql)) throw new Fault('NOT_OURS', notOursWords)
  const [error] = answer.errors ?? []
  if (error) throw heard(new Fault(error.extensions?.code ?? 'INVALID', error.message, [], retryAfter(response)))
  if (!answer.data) throw new Fault('NOT_OURS', notOursWords)
  return answer.data as R
}

/** The same, for a mutation, which nothing ends: also throws the first of the payload's userErrors. */
export async function act<R, V>(document: TypedDocumentString<R, V>, variables: V): Promise<R> {
  const data = await tell(document, variables)
  const refused = refusalIn(data)
  if (refused) throw refused
  return data
}

/** The same, for a mutation whose refusal the caller reads itself. */
export function tell<R, V>(document: TypedDocumentString<R, V>, variables: V): Promise<R> {
  return post(document, variables)
}

/** The first of the userErrors in a mutation's answer; undefined when there is none. */
export function refusalIn(data: unknown): Fault | undefined {
  for (const payload of Object.values(data as Record<string, Payload>)) {
    const [error] = payload.userErrors ?? []
    if (error) return new Fault(error.code, error.message, error.field ?? [])
  }
  return undefined
}

/**
 * Sends a request of any route. Throws Fault: NETWORK when nobody answers within `patience` milliseconds, and for
 * 401, 413, 429 and 5xx.
 */
export async function send(url: string, init: RequestInit, patience = 30_000): Promise<Response> {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), patience)
  init.signal?.addEventListener('abort', () => limit.abort())
  let response: Response
  try {
    const headers = { ...init.headers, ...(person && { 'lianqi-person': person }), ...deviceHeaders() }
    response = await fetch(url, {
      credentials: 'same-origin',
      redirect: 'error',
      ...init,
      headers,
      signal: limit.signal,
    })
    reachable.value = true
    hearClock(response.headers)
  } catch {
    if (!init.signal?.aborted) reachable.value = false
    throw new Fault('NETWORK', offlineWords)
  } finally {
    clearTimeout(timer)
  }
  const { status } = response
  if (status === 401 && !/json/.test(response.headers.get('content-type') ?? ''))
    throw new Fault('NOT_OURS', notOursWords)
  if (status === 401) throw heard(await fromBody(response, 'UNAUTHENTICATED', '登录已过期，请重新登录'))
  if (status === 413) throw await fromBody(response, 'TOO_LARGE', '内容太大，服务器没有收下')
  if (status === 429) throw await fromBody(response, 'TOO_MANY', '操作太频繁，等一会儿再试')
  if (status >= 500) throw await fromBody(response, 'INTERNAL', `服务器没有答复（${status}），等一会儿再试`)
  return response
}

interface Payload {
  userErrors?: { code: ErrorCode; field?: string[] | null; message: string }[]
}

interface Answer {
  data?: unknown
  errors?: { message: string; extensions?: { code?: ErrorCode } }[]
  /** Of routes that are not GraphQL. */
  message?: string
}

async function json(response: Response): Promise<Answer> {
  if (!/json/.test(response.headers.get('content-type') ?? '')) throw new Fault('NOT_OURS', notOursWords)
  try {
    return (await response.json()) as Answer
  } catch {
    throw new Fault('NETWORK', offlineWords)
  }
}

/** The refusal in an answer's own words. */
export async function fromBody(response: Response, code: ErrorCode, words: string): Promise<Fault> {
  const answer: Answer = await json(response).catch(() => ({}))
  return new Fault(code, answer.errors?.[0]?.message ?? answer.message ?? words, [], retryAfter(response))
}

function heard(fault: Fault): Fault {
  if (fault.code === 'UNAUTHENTICATED') onUnauthenticated()
  return fault
}

function retryAfter(response: Response): number | undefined {
  const value = response.headers.get('retry-after')
  if (!value) return undefined
  const seconds = Number(value)
  return Number.isFinite(seconds) ? seconds : Math.max(0, (Date.parse(value) - Date.now()) / 1000)
}
