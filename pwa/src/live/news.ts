// What has just changed in the reader's inbox, told to every tab of the browser by the one that listens (stream.ts).
import { onScopeDispose } from 'vue'
import type { ProblemEventKind } from '@/gql/graphql'
import { countUnread, viewer } from '@/session'

export interface News {
  unreadCount: number
  /** The new notices, oldest first. */
  notices: Told[]
  /** There are older new ones than these. */
  more: boolean
  /** What was held in quiet hours that have ended, in a sentence. */
  digest: string | null
}

export interface Told {
  id: string
  kind: ProblemEventKind
  at: string
  text: string
  actionable: boolean
  /** Not to be said aloud before the digest. */
  held: boolean
  /** Null when the reader may not see the problem. */
  problemId: string | null
}

const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('lianqi-live')
const listeners = new Set<(news: News) => void>()

/** Tells all tabs; `owner` is the person whose news it is. */
export function spread(owner: string, news: News) {
  channel?.postMessage({ owner, news })
  hear(owner, news)
}

function hear(owner: string, news: News) {
  if (viewer.value?.id !== owner) return
  countUnread(news.unreadCount)
  for (const listener of listeners) listener(news)
}

if (channel) channel.onmessage = ({ data }) => hear(data.owner, data.news)

/** Calls back on all news; returns how to stop it. */
export function onNews(listener: (news: News) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Calls back on news as long as the component lives, once for what comes together. */
export function useNews(act: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = onNews(() => {
    clearTimeout(timer)
    timer = setTimeout(act, 200)
  })
  onScopeDispose(() => {
    stop()
    clearTimeout(timer)
  })
}
