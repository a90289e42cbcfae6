// Served in the place of sw.js while RECALL is set: takes back a service worker that went wrong. It removes every stored
// shell and itself, and opens anew the pages that the bad one held. What is not delivered lies elsewhere, in IndexedDB and in the
// cache `unsent`, and stays.
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', event => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith('shell-')) await caches.delete(name)
      await self.registration.unregister()
      for (const page of await self.clients.matchAll({ type: 'window' })) await page.navigate(page.url)
    })(),
  )
})
