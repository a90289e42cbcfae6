import { computed, ref } from 'vue'
import { look } from '@/ui/look'

const width = ref(innerWidth)
addEventListener('resize', () => {
  width.value = innerWidth
})

/** Pixels of the root's type size in each 字号; 16 is what the widths below were drawn for. */
const typeSize = { m: 16, l: 21, xl: 30 }

/** WIDE has three columns, SHEET lays the form over the problem, PHONE shows one thing at a time. */
export type Shape = 'WIDE' | 'SHEET' | 'PHONE'

/** The shape for a window: under 1100 px a sheet, under 760 px a phone; bigger type needs a wider window. */
export function shapeFor(pixels: number, large?: 'l' | 'xl'): Shape {
  const room = (pixels * typeSize.m) / typeSize[large ?? 'm']
  if (room < 760) return 'PHONE'
  return room < 1100 ? 'SHEET' : 'WIDE'
}

/** The desk's shape now. */
export const shape = computed(() => shapeFor(width.value, look.large))
