// The service worker from the page's side: installs the app shell, and brings a new version only when asked to.
import { computed, ref } from 'vue'
import type { Router } from 'vue-router'
import { dirtyForms } from './offline/dirty'

/** A new version is on the phone and waits for a person. */
export const updateWaiting = ref(false)
/** It would tear down a form in which something is not stored yet; that takes a second or two. */
export const updateHeld = computed(() => dirtyForms.size > 0)

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

/** Lets the new version take over and opens it, unless a form is dirty. What is not delivered and all drafts stay on the phone. */
export function applyUpdate() {
  if (updateHeld.value) return
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  registration?.waiting?.postMessage('UPDATE_NOW')
}

/** A tab of a version whose code is nowhere any more opens the wanted screen anew; its forms were stored on leaving. */
export function survivePassing(router: Router) {
  router.onError((error, to) => {
    if (/dynamically imported module|module script/i.test(String(error?.message)) && navigator.onLine) {
      location.assign(to.fullPath)
    }
  })
}

/** Which version of the shell runs, as the service worker says; undefined where there is none. */
export async function shellVersion(): Promise<string | undefined> {
  const worker = navigator.serviceWorker?.controller
  if (!worker) return undefined
  const channel = new MessageChannel()
  const answer = new Promise<string>(resolve => {
    channel.port1.onmessage = event => resolve(event.data)
  })
  worker.postMessage('VERSION', [channel.port2])
  return Promise.race([answer, new Promise<undefined>(resolve => setTimeout(resolve, 2_000))])
}

/** Asks the system to wake the app when there is a network again; a bonus where it exists (no Firefox, no Safari). */
export function wakeLater() {
  const sync = (registration as { sync?: { register(tag: string): Promise<void> } } | undefined)?.sync
  void sync?.register('lianqi-outbox').catch(() => {})
}
