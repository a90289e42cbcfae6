// The service worker from the page's side: installs the app shell, and brings a new version only when asked to.
import { ref } from 'vue'

/** A new version is on the phone and waits for a person. */
export const updateWaiting = ref(false)

let registration: ServiceWorkerRegistration | undefined
const hour = 3_600_000

/** Registers the service worker; looks for a new version now and every hour. Does nothing where there is none. */
export async function startShell() {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch(() => undefined)
  if (!registration) return
  look()
  registration.addEventListener('updatefound', () => {
    registration?.installing?.addEventListener('statechange', look)
  })
  setInterval(() => void registration?.update().catch(() => {}), hour)
}

function look() {
  updateWaiting.value = Boolean(registration?.waiting && navigator.serviceWorker.controller)
}

/** Lets the new version take over and opens it. What is not delivered and all drafts stay on the phone. */
export function applyUpdate() {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  registration?.waiting?.postMessage('UPDATE_NOW')
}
