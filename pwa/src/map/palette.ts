import { onScopeDispose, ref } from 'vue'

const names = {
  land: '--map-land',
  self: '--map-self',
  edge: '--map-edge',
  park: '--map-park',
  brand: '--brand',
  soft: '--brand-soft',
  late: '--red-soft',
  ink: '--ink',
  meta: '--ink-2',
  surface: '--surface',
  red: '--red-fill',
  redGlyph: '--red-glyph',
  yellow: '--yellow-fill',
  yellowGlyph: '--yellow-glyph',
  yellowEdge: '--yellow',
  green: '--green-fill',
  greenGlyph: '--green-glyph',
  grey: '--grey-fill',
} as const

/** The design's colours as a map needs them: plain values of the tokens. */
export type Palette = Record<keyof typeof names, string> & { theme: string; font: string }

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement)
  const of = (name: string) => style.getPropertyValue(name).trim()
  const colours = Object.fromEntries(Object.entries(names).map(([key, name]) => [key, of(name)]))
  const { theme = 'light' } = document.documentElement.dataset
  return { ...(colours as Record<keyof typeof names, string>), theme, font: of('--font') }
}

/** Moves whenever the page turns dark or light. */
export function useTheme() {
  const theme = ref(document.documentElement.dataset.theme)
  const observer = new MutationObserver(() => {
    theme.value = document.documentElement.dataset.theme
  })
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  onScopeDispose(() => observer.disconnect())
  return theme
}
