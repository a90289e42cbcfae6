// The live stream of news (GET /live): one a browser, held by one of its tabs; none without a network or a session.
import { ref, watch } from 'vue'
import { backoff } from '@/offline/backoff'
import { expired, refreshViewer, viewer } from '@/session'
import { spread } from './news'

const lock = 'lianqi-live'
const online = ref(navigator.onLine)

/** Listens whenever somebody is signed in and there is a network. */
export function startLive() {
  if (typeof EventSource === 'undefined') return
  addEventListener('online', () => {
    online.value = true
  })
  addEventListener('offline', () => {
    online.value = false
  })
  let stop: AbortController | undefined
  watch(
    () => (viewer.value && !expired.value && online.value ? viewer.value.id : null),
    owner => {
      stop?.abort()
      if (!owner) return
      stop = new AbortController()
      void alone(stop.signal, signal => listen(owner, signal))
    },
    { immediate: true },
  )
}

/** Runs `work` until it is done or stopped, but in one tab at a time; in each where the browser knows no locks. */
async function alone(signal: AbortSignal, work: (signal: AbortSignal) => Promise<void>) {
  if (!navigator.locks) return work(signal)
  await navigator.locks.request(lock, { signal }, () => work(signal)).catch(() => {})
}

/**
 * Spreads a person's news until it is stopped. The browser itself comes back after a cut, when the server has told it to; when it was
 * refused (a session that has ended, a proxy without its server) it is asked who is signed in, and tried again later and later.
 */
function listen(owner: string, signal: AbortSignal): Promise<void> {
  return new Promise(done => {
    let source: EventSource
    let timer: ReturnType<typeof setTimeout> | undefined
    let after = ''
    let tries = 0
    const open = () => {
      source = new EventSource(after ? `/live?after=${encodeURIComponent(after)}` : '/live')
      source.addEventListener('notices', event => {
        tries = 0
        after = event.lastEventId
        spread(owner, JSON.parse(event.data))
      })
      source.addEventListener('error', () => {
        if (source.readyState !== EventSource.CLOSED) return
        void refreshViewer().catch(() => {})
        timer = setTimeout(open, backoff(++tries, 5))
      })
    }
    signal.addEventListener('abort', () => {
      source.close()
      clearTimeout(timer)
      done()
    })
    open()
  })
}
