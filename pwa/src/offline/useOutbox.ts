import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { viewer } from '@/session'
import { onChange } from './changes'
import { holds } from './heartbeat'
import { type Item, waiting, waitingOfOthers } from './outbox'
import { Locked } from './seal'

const own = shallowRef<Item[]>([])
const others = shallowRef<Awaited<ReturnType<typeof waitingOfOthers>>>([])
/** Whether it has been read: before that nobody may say that all was delivered. */
const known = ref(false)
let readers = 0
let stop = () => {}

async function read() {
  const owner = viewer.value?.id
  const [mine, foreign] = await Promise.all([owner ? waiting(owner).catch(sealed) : [], waitingOfOthers(owner)])
  if (owner !== viewer.value?.id) return
  own.value = mine
  others.value = foreign
  known.value = true
  holds(mine)
}

/** Before the key has come, right after the sign-in, nothing can be shown. */
function sealed(error: unknown): Item[] {
  if (error instanceof Locked) return []
  throw error
}

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
  return { items: computed(() => own.value), others: computed(() => others.value), known }
}
