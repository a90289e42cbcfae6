import { computed, onScopeDispose, readonly, ref, shallowRef, watch } from 'vue'
import { viewer } from '@/session'
import { onChange } from './changes'
import { holds } from './heartbeat'
import { type Item, readable, type Way, waitingOfOthers } from './outbox'

const own = shallowRef<Item[]>([])
const others = shallowRef<Way[]>([])
/** How many of the reader's own stay shut until the key has come, right after the sign-in or where the database was lost. */
const shut = ref(0)
/** Whether it has been read: before that nobody may say that all was delivered. */
const known = ref(false)
let readers = 0
let stop = () => {}

async function read() {
  const owner = viewer.value?.id
  const [mine, foreign] = await Promise.all([owner ? readable(owner) : nothing, waitingOfOthers(owner)])
  if (owner !== viewer.value?.id) return
  own.value = mine.items
  shut.value = mine.shut.length
  others.value = foreign
  known.value = true
  holds([...mine.items, ...mine.shut])
}

const nothing: Awaited<ReturnType<typeof readable>> = { items: [], shut: [] }

watch(
  () => viewer.value?.id,
  () => {
    known.value = false
    own.value = []
    void read()
  },
)

/** What waits on this phone: the reader's own records, and of others how many there are and whose. Kept up to date. */
export function useOutbox() {
  if (readers++ === 0) stop = onChange(() => void read())
  void read()
  onScopeDispose(() => {
    if (--readers === 0) stop()
  })
  return { items: computed(() => own.value), others: computed(() => others.value), shut: readonly(shut), known }
}
