import { ref } from 'vue'

/** Whether the server answered last; a network that leads nowhere counts as none. */
export const reachable = ref(true)

/** Hears from the phone that it has lost its network; that it is back only the server's next answer proves. */
export function watchNetwork() {
  reachable.value = navigator.onLine
  addEventListener('offline', () => {
    reachable.value = false
  })
}
