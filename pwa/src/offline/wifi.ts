// 只用 Wi-Fi 发照片: pictures wait while the phone is on mobile data; words never do. It is the phone's, whoever uses it.
import { computed, ref, watch } from 'vue'

const place = 'lianqi.wifi-only'
const { connection } = navigator as { connection?: EventTarget & { type?: string } }
const mobile = ref(connection?.type === 'cellular')
connection?.addEventListener('change', () => {
  mobile.value = connection.type === 'cellular'
})

/** Whether this phone tells Wi-Fi from mobile data at all; on those that do not, pictures never wait. */
export const tellsWifi = connection?.type !== undefined

/** The person's choice. */
export const wifiOnly = ref(localStorage.getItem(place) === 'on')
watch(wifiOnly, on => (on ? localStorage.setItem(place, 'on') : localStorage.removeItem(place)), { flush: 'sync' })

/** Whether pictures wait for Wi-Fi now. */
export const waitsForWifi = computed(() => wifiOnly.value && mobile.value)
