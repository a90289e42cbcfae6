import { shallowRef } from 'vue'

export interface Message {
  text: string
  icon?: string
  action?: { word: string; run(): void }
  /** Nobody waits for it. */
  news?: true
}

/** What the toast says now; never the only record of a fact. */
export const message = shallowRef<Message | null>(null)

let timer: ReturnType<typeof setTimeout> | undefined
/** News that came while an answer was being said; the last of it. */
let next: Message | null = null

/** Says a sentence for six seconds, in answer to what a person did. */
export function say(text: string, { icon = 'okc', action }: Omit<Message, 'text' | 'news'> = {}) {
  show({ text, icon, action })
}

/** Says what is new for six seconds; an answer is said to its end first. */
export function tell(news: Omit<Message, 'news'>) {
  const told: Message = { ...news, news: true }
  if (message.value && !message.value.news) next = told
  else show(told)
}

function show(said: Message) {
  message.value = said
  stay(false)
}

/** While the toast holds the focus it stays. */
export function stay(held: boolean) {
  clearTimeout(timer)
  if (!held) timer = setTimeout(hush, 6_000)
}

export function hush() {
  message.value = null
  if (next) show(next)
  next = null
}
