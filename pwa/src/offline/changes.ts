// Tells every open tab that what is stored on the phone has changed.
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('lianqi')
const listeners = new Set<(news: News) => void>()

/** What changed: something stored, or a record that was delivered. */
export type News = 'STORED' | 'DELIVERED'

export function changed(news: News = 'STORED') {
  channel?.postMessage(news)
  for (const listener of listeners) listener(news)
}

/** Calls back on every change in this or another tab; returns how to stop it. */
export function onChange(listener: (news: News) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

if (channel) {
  channel.onmessage = event => {
    for (const listener of listeners) listener(event.data as News)
  }
}
