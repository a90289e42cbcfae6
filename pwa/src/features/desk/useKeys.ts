// The desk's keyboard. Single keys are off inside fields and can be switched off (WCAG 2.1.4).
import { onScopeDispose, ref, watch } from 'vue'

/** What a key does: 'j', '1', 'Ctrl+Enter'. */
export interface Key {
  key: string
  /** What it does, in words; absent for a key that the one before it speaks for. */
  word?: string
  run(): void
}

const place = 'lianqi.single-keys'

/** Whether single keys act; remembered on this device. */
export const singleKeys = ref(localStorage.getItem(place) !== 'off')
/** Whether the list of all keys is open. */
export const keysShown = ref(false)

watch(singleKeys, on => localStorage.setItem(place, on ? 'on' : 'off'))

/** The name of a pressed key as in Key; null for a key that must be left to the field or the browser. */
export function nameOf(event: KeyboardEvent, single: boolean): string | null {
  if (event.isComposing || event.altKey || event.metaKey) return null
  if (event.ctrlKey) return event.key === 'Enter' ? 'Ctrl+Enter' : null
  if (event.key === 'F6') return 'F6'
  const inField = event.target instanceof Element && event.target.closest('input, textarea, select, dialog')
  if (inField || !single || event.key.length !== 1) return null
  return event.key.toLowerCase()
}

/** Listens for the keys of a screen while it is shown; `/` searches, `?` lists the keys, F6 goes to the next pane. */
export function useKeys(keys: () => Key[]) {
  function press(event: KeyboardEvent) {
    const name = nameOf(event, singleKeys.value)
    const run = name && (keys().find(({ key }) => key === name)?.run ?? always[name])
    if (!run) return
    event.preventDefault()
    run()
  }
  addEventListener('keydown', press)
  onScopeDispose(() => removeEventListener('keydown', press))
}

const always: Record<string, () => void> = {
  '/': () => document.querySelector<HTMLElement>('.deskbar .search input')?.focus(),
  '?': () => {
    keysShown.value = true
  },
  F6: nextPane,
}

function nextPane() {
  const panes = [...document.querySelectorAll<HTMLElement>('.deskpane')].filter(pane => pane.offsetParent)
  const here = panes.findIndex(pane => pane.contains(document.activeElement))
  panes[(here + 1) % panes.length]?.focus()
}
