import { computed, onScopeDispose, shallowRef } from 'vue'
import { viewer } from '@/session'
import { onChange } from './changes'
import { type Item, waiting } from './outbox'

const all = shallowRef<Item[]>([])
let readers = 0
let stop = () => {}

async function read() {
  all.value = await waiting()
}

/** What waits on this phone: the reader's own records, and how many belong to others. Kept up to date. */
export function useOutbox() {
  if (readers++ === 0) stop = onChange(() => void read())
  void read()
  onScopeDispose(() => {
    if (--readers === 0) stop()
  })
  const items = computed(() => all.value.filter(item => item.owner === viewer.value?.id))
  const others = computed(() => all.value.filter(item => item.owner !== viewer.value?.id))
  return { items, others }
}
