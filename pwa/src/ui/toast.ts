import { shallowRef } from 'vue'

export interface Message {
  text: string
  icon?: string
  action?: { word: string; run(): void }
}

/** What the toast says now; never the only record of a fact. */
export const message = shallowRef<Message | null>(null)

let timer: ReturnType<typeof setTimeout> | undefined

/** Says a sentence for six seconds. */
export function say(text: string, { icon = 'okc', action }: Omit<Message, 'text'> = {}) {
  message.value = { text, icon, action }
  stay(false)
}

/** While the toast holds the focus it stays. */
export function stay(held: boolean) {
  clearTimeout(timer)
  if (!held) timer = setTimeout(hush, 6_000)
}

export function hush() {
  message.value = null
}
