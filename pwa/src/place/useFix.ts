// Where the phone is, by the browser's geolocation (WGS-84). The only place in the app that asks for it.
import { onScopeDispose, type Ref, ref } from 'vue'

export interface Fixed {
  state: 'FIXED'
  lon: number
  lat: number
  /** Metres, 95 %. */
  accuracy: number
  /** When the fix was made, milliseconds. */
  at: number
}

export type Fix = { state: 'WAITING' } | Fixed | { state: 'NONE'; words: string }

const words = {
  1: '定位没有开放。在系统设置里允许浏览器定位，再点重新定位',
  2: '现在定不了位。到室外或窗边再点重新定位',
  3: '定位太慢。到室外或窗边再点重新定位',
}

/** A fix that is older says where the phone was, not where it is; one of days ago says only that the phone's clock is wrong. */
const stale = 120_000
const day = 86_400_000
/** As long as a better one is this young, a worse one does not take its place: indoors the fixes get worse and worse. */
const young = 60_000

/** Whether `next` is to be shown instead of `now`. */
export function better(next: Fixed, now: Fix | null, at: number): boolean {
  const age = at - next.at
  if (age > stale && age < day) return false
  return now?.state !== 'FIXED' || next.accuracy <= now.accuracy || at - now.at > young
}

/**
 * A fix that follows the phone while the screen is shown (`live`), or that was made once. Without `ask` it only looks
 * when the person has allowed it before.
 */
export function useFix({ live = false, ask = true } = {}): { fix: Ref<Fix | null>; again(): void } {
  const fix = ref<Fix | null>(null)
  let watching: number | undefined

  function stop() {
    if (watching !== undefined) navigator.geolocation.clearWatch(watching)
    watching = undefined
  }

  function again() {
    stop()
    if (!('geolocation' in navigator)) {
      fix.value = { state: 'NONE', words: '这个浏览器不能定位' }
      return
    }
    fix.value = { state: 'WAITING' }
    const how = { enableHighAccuracy: live, timeout: 20_000, maximumAge: live ? 0 : 60_000 }
    if (live) watching = navigator.geolocation.watchPosition(found, failed, how)
    else navigator.geolocation.getCurrentPosition(found, failed, how)
  }

  function found({ coords, timestamp }: GeolocationPosition) {
    const { longitude: lon, latitude: lat, accuracy } = coords
    const next = { state: 'FIXED', lon, lat, accuracy, at: timestamp } as const
    if (better(next, fix.value, Date.now())) fix.value = next
    else if (fix.value?.state === 'WAITING') fix.value = { state: 'NONE', words: words[2] }
  }

  function failed({ code }: GeolocationPositionError) {
    if (fix.value?.state === 'FIXED' && code !== 1) return
    fix.value = { state: 'NONE', words: words[code as 1 | 2 | 3] ?? words[2] }
  }

  onScopeDispose(stop)
  if (ask) again()
  else void allowed().then(yes => yes && again())
  return { fix, again }
}

async function allowed(): Promise<boolean> {
  const status = await navigator.permissions?.query({ name: 'geolocation' }).catch(() => undefined)
  return status?.state === 'granted'
}
