/// <reference lib="webworker" />
// The service worker keeps the app shell so that the app opens without a network, and does nothing else.
// It never answers for /graphql, /live, /e-api, /session, /uploads, /photos, /tiles or /exports, and a new version waits until a person
// chooses it (ui/UpdateBanner.vue).

export {}

declare const self: ServiceWorkerGlobalScope
/** Put in by build/shell.ts. */
declare const __SHELL__: { version: string; files: string[] }

const { version, files } = __SHELL__
const cacheName = `shell-${version}`
const stored = new Set(files)
const neverOurs = /^\/(graphql|live|e-api|session|uploads|photos|tiles|exports|oauth|healthz)(\/|$)/

self.addEventListener('install', event => {
  event.waitUntil(
    caches.open(cacheName).then(cache => cache.addAll(files.map(url => new Request(url, { cache: 'reload' })))),
  )
})

self.addEventListener('activate', event => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys()
      await Promise.all(names.filter(n => n.startsWith('shell-') && n !== cacheName).map(n => caches.delete(n)))
      await self.clients.claim()
    })(),
  )
})

self.addEventListener('message', event => {
  if (event.data === 'UPDATE_NOW') void self.skipWaiting()
})

self.addEventListener('fetch', event => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin || neverOurs.test(url.pathname)) return
  const path = request.mode === 'navigate' ? '/index.html' : url.pathname
  if (stored.has(path)) event.respondWith(fromShell(path, request))
})

/** The stored file, or the network's when the store was cleared by the system. */
async function fromShell(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName)
  return (await cache.match(path)) ?? fetch(request)
}
