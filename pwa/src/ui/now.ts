import { ref } from 'vue'

/** The time for words such as 已等 2 小时; moves every 20 seconds. */
export const now = ref(Date.now())

setInterval(() => {
  now.value = Date.now()
}, 20_000)
