// What the holder of an evaluation code reads and sends, without an account.
import { Fault, fromBody, send } from '@/gql/client'
import type { Grade } from '@/gql/graphql'

/** What is to be scored; of a code that was used only that it was, of a confidential problem only its number. */
export interface Asked {
  scored: boolean
  number?: string
  title?: string
  description?: string
  demand?: string
  onSite?: boolean
  replies?: { unit: string; text: string }[]
}

export interface Score {
  solved: boolean
  grade: Grade
  comment: string
}

/** Throws Fault: NOT_FOUND for a code that is none, has expired or was replaced. */
export const readLink = (token: string): Promise<Asked> => ask(token, {})

/** Scores once and returns whether the problem is closed by it; else it is done again. Throws Fault. */
export const scoreByLink = (token: string, score: Score): Promise<{ closed: boolean }> =>
  ask(token, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(score) })

async function ask<A>(token: string, init: RequestInit): Promise<A> {
  const response = await send(`/e-api/${encodeURIComponent(token)}`, { ...init, cache: 'no-store' })
  if (!response.ok)
    throw await fromBody(response, response.status === 404 ? 'NOT_FOUND' : 'INVALID', '没有送达，再试一次')
  if (!/json/.test(response.headers.get('content-type') ?? ''))
    throw new Fault('NOT_OURS', '这个网络要先登录，打开浏览器登录 Wi-Fi 后再试')
  return (await response.json()) as A
}
