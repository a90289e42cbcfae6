// How this phone shows things: size of type, theme, motion. Remembered per device, also before anybody signs in;
// public/look.js applies it before the first paint.
import { reactive, watch } from 'vue'

export interface Look {
  /** Undefined is 标准, l 大字, xl 特大. */
  large?: 'l' | 'xl'
  /** Undefined follows the system. */
  theme?: 'light' | 'dark'
  motion?: 'off'
}

const place = 'lianqi.look'
const dark = matchMedia('(prefers-color-scheme: dark)')

export const look = reactive<Look>(JSON.parse(localStorage.getItem(place) ?? '{}'))

function show() {
  const root = document.documentElement.dataset
  set(root, 'large', look.large)
  set(root, 'motion', look.motion)
  root.theme = look.theme ?? (dark.matches ? 'dark' : 'light')
}

function set(root: DOMStringMap, name: string, value: string | undefined) {
  if (value) root[name] = value
  else delete root[name]
}

/** Keeps the page as it is set, also when the system turns dark or another tab sets it. */
export function startLook() {
  dark.addEventListener('change', show)
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === place)
      Object.assign(look, { large: undefined, theme: undefined, motion: undefined }, JSON.parse(newValue ?? '{}'))
  })
  watch(
    look,
    () => {
      localStorage.setItem(place, JSON.stringify(look))
      show()
    },
    { immediate: true },
  )
}
