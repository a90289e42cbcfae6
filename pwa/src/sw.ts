/// <reference lib="webworker" />
// The service worker keeps the app shell so that the app opens without a network, and does nothing else.
// It never answers for /graphql, /live, /e-api, /session, /uploads, /photos, /tiles or /exports, and a new version waits
// until a person chooses it (ui/UpdateBanner.vue). What is not delivered it never touches: that lies in
// IndexedDB and, a second time, in the cache `unsent` (offline/copy.ts), and outlives any service worker; so do the copies for
// reading in caches `read …` (offline/cache.ts). One that went wrong is recalled by RECALL=true on the server (public/recall.js).

export {}

declare const self: ServiceWorkerGlobalScope
/** Put in by build/shell.ts. */
declare const __SHELL__: { version: string; files: string[] }

const { version, files } = __SHELL__
const cacheName = `shell-${version}`
const stored = new Set(files)
const neverOurs = /^\/(graphql|live|e-api|session|uploads|photos|tiles|exports|oauth|healthz)(\/|$)/
/** A tab that was opened before the last update still asks for that version's files. */
const generations = 2

self.addEventListener('install', event => {
  event.waitUntil(
    caches.open(cacheName).then(cache => cache.addAll(files.map(url => new Request(url, { cache: 'reload' })))),
  )
})

self.addEventListener('activate', event => {
  event.waitUntil(
    (async () => {
      const older = (await caches.keys()).filter(name => name.startsWith('shell-') && name !== cacheName)
      await Promise.all(older.slice(0, older.length - (generations - 1)).map(name => caches.delete(name)))
      await self.clients.claim()
    })(),
  )
})

self.addEventListener('message', event => {
  if (event.data === 'UPDATE_NOW') void self.skipWaiting()
  if (event.data === 'VERSION') event.ports[0]?.postMessage(version)
})

/** Background Sync, where there is one, wakes the pages: they are the sender, a service worker cannot shrink a photo. */
self.addEventListener('sync', event => {
  ;(event as ExtendableEvent).waitUntil(
    self.clients.matchAll().then(pages => {
      for (const page of pages) page.postMessage('DRAIN')
    }),
  )
})

self.addEventListener('fetch', event => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin || neverOurs.test(url.pathname)) return
  const path = request.mode === 'navigate' ? '/index.html' : url.pathname
  if (stored.has(path)) event.respondWith(fromShell(path, request))
  else if (path.startsWith('/assets/')) event.respondWith(fromOlder(path, request))
})

/** The stored file, or the network's when the store was cleared by the system. */
async function fromShell(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName)
  return (await cache.match(path)) ?? fetch(request)
}

async function fromOlder(path: string, request: Request): Promise<Response> {
  return (await caches.match(path)) ?? fetch(request)
}
