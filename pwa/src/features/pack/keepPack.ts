import { watch } from 'vue'
import { refreshPack } from '@/offline/pack'
import { expired, type Role, viewer } from '@/session'

const hour = 3_600_000
/** Who goes where there is no network. */
const outdoors: Role[] = ['LINK_CADRE', 'RESIDENT_CADRE', 'ENTERPRISE_CONTACT']

/** Keeps the offline pack fresh: at start, after a sign-in, when the network comes back, and every hour. */
export function keepPack() {
  const now = () => {
    const person = viewer.value
    if (person && outdoors.includes(person.role) && !expired.value) void refreshPack(person.id).catch(() => {})
  }
  watch([() => viewer.value?.id, expired], now, { immediate: true })
  addEventListener('online', now)
  setInterval(now, hour)
}
