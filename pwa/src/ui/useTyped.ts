import { onScopeDispose, ref, watch } from 'vue'

/** `typed` is what stands in a search box, `text` what to look for: the same, trimmed, once the typing has rested for 300 ms. */
export function useTyped() {
  const typed = ref('')
  const text = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => clearTimeout(timer)
  watch(typed, value => {
    stop()
    timer = setTimeout(() => {
      text.value = value.trim()
    }, 300)
  })
  onScopeDispose(stop)
  return { typed, text }
}
